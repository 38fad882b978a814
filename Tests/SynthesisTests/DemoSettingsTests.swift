import AlertEngine
import Domain
import Settings
import Synthesis
import Testing

@Suite("The demo's settings file")
struct DemoSettingsTests {
  private let settings: Settings
  private let issues: [SettingsIssue]

  init() {
    (settings, issues) = SettingsReader.read(text: DemoOrganisation.settings, file: "demo.yaml", kind: .user)
  }

  @Test func hasNothingWrong() {
    #expect(issues.map(\.description) == [])
  }

  @Test func looksBackAWeekAndWaitsForNothing() {
    let rules = settings.rules.filter { !$0.request.statistic.isItem }
    #expect(rules.allSatisfy { $0.holdFor == 0 && $0.keepFor == 0 })
    #expect(rules.first { $0.id == "response-share" }?.request.windowDays == 7)
    #expect(settings.period == .days(7))
  }

  @Test func knowsTheDemosProcessAndHours() {
    #expect(
      settings.process.first?.stages.map(\.name) == ["Discovery", "Qualification", "Demo", "Proposal", "Negotiation"])
    #expect(settings.hours.timeZone == "America/New_York")
    #expect(settings.responseLimit == 7200)
  }
}
