import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// Where the data comes from, and correcting what was assumed about it.
@Suite struct SourcesScreenTests {
  private func sources(_ width: Int, _ height: Int, _ snapshot: Snapshot = full) -> Model {
    Sample.model(width, height, snapshot, keys: [.character("S")])
  }

  /// Stages assumed, notes, an error: everything that the screen can say.
  private static let full: Snapshot = {
    var snapshot = Sample.snapshot()
    snapshot.profile.process.assumed = true
    snapshot.facts.notes = ["activities: no direction column, all count as outbound"]
    snapshot.facts.opportunitiesWithoutCreation = 500
    snapshot.facts.orphans = ["stage_history": 3]
    snapshot.names[.stage] = snapshot.profile.process.stages + ["Won", "Lost"]
    snapshot.sources[0].lastError = "leads.csv: cannot be read"
    return snapshot
  }()

  /// Replaces the line that is being typed.
  private func retype(_ text: String, _ model: inout Model) {
    _ = update(&model, .event(.key(.control("u"))))
    Sample.type(&model, text)
  }

  // MARK: - Looks

  @Test(arguments: ScreenSizes.kept)
  func looksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(sources(size.0, size.1), "sources") }

  @Test func looksAsKeptInASCII() { ScreenSizes.expectASCII(sources(80, 24), "sources") }

  @Test func everythingCanBeReadOnTheSmallestScreen() {
    var model = sources(40, 10)
    var seen = ""
    for _ in 0..<12 {
      seen += Sample.text(model)
      Sample.press(&model, .pageDown)
    }
    for text in ["acme.csv", "Negotiation", "14 rows", "leads.csv: cannot be read", "500 deals", "leads.csv:17"] {
      #expect(seen.contains(text), "\(text)")
    }
  }

  @Test func rowsSetAsideStandThereWithTheirReasons() {
    let text = Sample.text(sources(120, 40))
    #expect(text.contains("the first 1 of 14 rows"))
    #expect(text.contains("leads.csv:17 created_at: no date: soon"))
    #expect(text.contains("3 rows of stage history belong to nothing that is there"))
  }

  @Test func dataWithDatesOnlyShowsNoTimeOfDay() {
    var snapshot = Self.full
    snapshot.facts.opportunityPrecision = .day
    let text = Sample.text(sources(120, 40, snapshot))
    #expect(text.contains("newest event Sat 21 Nov\n") && !text.contains("17:40"))
  }

  // MARK: - Corrections

  @Test func enterOpensALineWithWhatIsAssumedNow() {
    var model = sources(120, 40)
    Sample.press(&model, .enter)
    #expect(model.prompt?.text == "Discovery, Qualification, Demo, Proposal, Negotiation")
    Sample.press(&model, .escape)
    Sample.press(&model, .down, .down, .down, .enter)
    #expect(model.prompt?.text == "Mon-Fri 09:00-17:00 UTC")
  }

  @Test func aCorrectionIsHandedOnAndNoLongerCalledAssumed() {
    // given
    var model = sources(120, 40)
    Sample.press(&model, .down, .enter)
    // when
    retype("Won, Signed", &model)
    let effects = Sample.press(&model, .enter)
    // then
    var expected = Self.full.profile
    expected.process.won = ["Won", "Signed"]
    expected.process.assumed = false
    #expect(effects == [.correctProfile(expected)])
    #expect(model.prompt == nil)
  }

  @Test func hoursAreCorrectedToo() {
    var model = sources(120, 40)
    Sample.press(&model, .down, .down, .down, .enter)
    retype("Mon-Thu 8-16 UTC+01:00", &model)
    guard case .correctProfile(let profile)? = Sample.press(&model, .enter).first else {
      Issue.record("nothing corrected")
      return
    }
    #expect(profile.hours.weekdays == [1, 2, 3, 4])
    #expect(profile.hours.opensAt == 480)
    #expect(profile.hours.timeZone == "UTC+01:00")
    #expect(!profile.hours.assumed)
  }

  @Test(arguments: [
    ("Demo, Proposal, Demo", "Demo stands there twice"), (" , ,", "a name is needed"),
    ("Demo, Won", "Won cannot be a stage and the end of a deal"),
  ])
  func whatIsWrongWithALineIsSaidAndTheLineStays(_ text: String, _ reason: String) {
    var model = sources(120, 40)
    Sample.press(&model, .enter)
    retype(text, &model)
    #expect(model.prompt?.hint == reason)
    #expect(Sample.press(&model, .enter).isEmpty)
    #expect(model.prompt?.text == text)
    #expect(model.prompt?.hint == reason)
    // and Esc leaves it without a change
    #expect(Sample.press(&model, .escape).isEmpty)
    #expect(model.prompt == nil)
  }

  @Test func aStageThatTheDataDoesNotKnowIsDoubtedButAllowed() {
    var model = sources(120, 40)
    Sample.press(&model, .enter)
    retype("Discovery, Demmo", &model)
    #expect(model.prompt?.hint == "the data has no stage Demmo; perhaps Demo")
    #expect(Sample.press(&model, .enter).count == 1)
  }

  @Test func anUnchangedLineChangesNothing() {
    var model = sources(120, 40)
    #expect(Sample.press(&model, .enter, .enter).isEmpty)
    #expect(model.prompt == nil)
  }

  @Test func aSecondClickOnALineCorrectsIt() {
    var model = sources(120, 40)
    let lines = Sample.text(model).split(separator: "\n", omittingEmptySubsequences: false)
    let row = lines.firstIndex { $0.contains("working hours") } ?? 0
    let click = MouseEvent(kind: .press, x: 30, y: row)
    _ = update(&model, .event(.mouse(click)))
    #expect(model.prompt == nil)
    _ = update(&model, .event(.mouse(click)))
    #expect(model.prompt?.label == "hours")
  }
}
