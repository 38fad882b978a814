import Domain
import Testing

@testable import MetricEngine

/// How soon leads are to be answered where nobody says (statistics.md section 2, learned defaults).
@Suite("Limits for answers by what a source is called")
struct SourceClassTests {
  private let hours = BusinessHours(timeZone: "UTC", assumed: true)

  @Test(
    "who asks for somebody waits five minutes, who came by itself an hour, who read something a working day",
    arguments: [
      ("Demo Request", 300), ("web_form", 300), ("contact us", 300), ("paid_search", 3_600), ("Partner", 3_600),
      ("event", 3_600), ("Webinar sign-up", 28_800), ("outbound_list", 28_800), ("content: request", 28_800),
    ])
  func byName(name: String, seconds: Int) {
    let limits = ProfileInference.responseLimits(Vocabulary(names: [name]), besides: [:], hours: hours)
    #expect(limits == [name: seconds])
  }

  @Test(
    "a name that says nothing gets none, nor does one that somebody set",
    arguments: ["", "Unknown", "n/a: none", "Web"])
  func untold(name: String) {
    #expect(ProfileInference.responseLimits(Vocabulary(names: [name]), besides: ["web": 60], hours: hours).isEmpty)
  }

  @Test("a working day is as long as the longest one")
  func workingDay() {
    var long = hours
    long.closesAt = 19 * 60
    #expect(
      ProfileInference.responseLimits(Vocabulary(names: ["list"]), besides: [:], hours: long) == ["list": 36_000])
  }
}
