import AlertEngine
import Cells
import Domain
import TestKit
import Testing

@testable import Dashboard

/// Alerts in every state, on the overview and on their own screen.
@Suite struct AlertScreenTests {
  static let sizes = [(80, 24), (120, 40), (160, 48), (200, 60)]

  private func alerts(_ width: Int, _ height: Int, _ keys: [Key] = []) -> Model {
    Sample.model(width, height, Sample.alertSnapshot(), keys: [.character("!")] + keys)
  }

  private func lines(_ model: Model) -> [String] {
    Sample.text(model).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(arguments: sizes)
  func theOverviewLooksAsKept(_ size: (Int, Int)) {
    ScreenSizes.expect(Sample.model(size.0, size.1, Sample.alertSnapshot()), "overview-alerts")
  }

  @Test(arguments: sizes)
  func theListLooksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(alerts(size.0, size.1), "alerts-all") }

  @Test(arguments: [(80, 24), (120, 40)])
  func bothLookAsKeptInASCII(_ size: (Int, Int)) {
    ScreenSizes.expectASCII(Sample.model(size.0, size.1, Sample.alertSnapshot()), "overview-alerts")
    ScreenSizes.expectASCII(alerts(size.0, size.1), "alerts-all")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func colourStandsWhereItDid(_ size: (Int, Int)) {
    for (keys, name) in [([], "overview-alerts"), ([Key.character("!")], "alerts-all")] {
      let model = Sample.model(size.0, size.1, Sample.alertSnapshot(), keys: keys)
      ScreenSizes.expectRoles(model, name)
      ScreenSizes.expectMonochrome(model, name)
    }
  }

  @Test func theDetailOfWhatSomebodyHasLooksAsKept() {
    ScreenSizes.expect(alerts(120, 40, [.down, .down, .down, .down]), "alert-seen")
    ScreenSizes.expect(alerts(120, 40, [.down]), "alert-history")
  }

  @Test func nothingWrongIsOneLineWithSinceWhen() {
    let model = Sample.model(160, 48, Sample.alertSnapshot(Sample.calmAlerts))
    ScreenSizes.expect(model, "overview-calm")
    #expect(Sample.text(model).contains("all five within limits since Fri 20 Nov"))
  }

  // MARK: - What stands where

  @Test func everyStateHasItsSignAndItsWord() {
    let text = Sample.text(alerts(160, 48))
    for state in [
      "■ CRIT", "▲ WARN", "◌ pending", "◆ SEEN", "◆ snoozed", "● cleared", "● ok", "· too few", "○ no data",
    ] {
      #expect(text.contains(state), "\(state)")
    }
  }

  @Test func whoHasItStandsInPlaceOfWhatToDo() throws {
    let text = lines(Sample.model(160, 48, Sample.alertSnapshot()))
    let seen = try #require(text.first { $0.contains("SEEN") })
    #expect(seen.contains("marketing has it, due Tue 24 Nov"))
    #expect(!seen.contains("weak source"))
  }

  @Test func whatIsSnoozedIsCountedAndNotShown() {
    let text = Sample.text(Sample.model(160, 48, Sample.alertSnapshot()))
    #expect(text.contains("1 snoozed"))
    #expect(!text.contains("stuck in a stage"))
  }

  @Test func theHeaderCountsWhatNobodyHas() {
    let header = lines(Sample.model(160, 48, Sample.alertSnapshot()))[0]
    #expect(header.contains("1 critical") && header.contains("2 warnings") && header.contains("1 seen"))
    let quiet = lines(Sample.model(160, 48, Sample.alertSnapshot([Sample.seenAlert, Sample.clearedAlert])))[0]
    #expect(quiet.contains("within limits") && quiet.contains("1 seen") && !quiet.contains("warning"))
  }

  @Test func aPanelIsAsBadAsTheWorstThatNobodyHas() {
    let snapshot = Sample.alertSnapshot()
    #expect(PanelVerdict(.leadResponse, snapshot) == .breach(.critical))
    #expect(PanelVerdict(.qualifiedLeads, snapshot) == .seen(1, snoozed: 0))
    // The pending rule about activities is less than the warning about quiet deals.
    #expect(PanelVerdict(.activities, snapshot) == .breach(.warning))
    #expect(PanelVerdict(.activities, Sample.alertSnapshot([Sample.pendingAlert])) == .pending)
    #expect(Sample.text(Sample.model(160, 48, snapshot)).contains("● ok  ◆ 1 seen"))
  }

  @Test func aPanelBeginsWithWhatIsWrongAndSinceWhen() {
    let text = Sample.text(Sample.model(160, 48, Sample.alertSnapshot()))
    #expect(text.contains("■ CRITICAL 5 Nov"))
    // What somebody has is no breach to begin with.
    #expect(!text.contains("52 % of the usual pace"))
  }

  @Test func partsOfOneCauseAreOneLine() throws {
    // given
    let share = Sample.findings[0]
    let reps = ["rep014", "rep022"].map { rep in
      Sample.entry(share, firedDaysAgo: 3, severity: .critical, scope: .element(.rep, rep))
    }
    // when: alone
    let alone = lines(Sample.model(160, 48, Sample.alertSnapshot(reps)))
    // then
    #expect(alone.contains { $0.contains("2 reps: Leads answered in time") && $0.contains("rep014 24 %, rep022 24 %") })
    #expect(alone[0].contains("1 critical"))
    // when: everybody is concerned
    let all = lines(Sample.model(160, 48, Sample.alertSnapshot(reps + [Sample.responseAlert])))
    // then
    let line = try #require(all.first { $0.contains("CRIT ") })
    #expect(!line.contains("2 reps") && line.contains("partner leads: 9 in 10"))
  }

  @Test func whatIsKnownOfARuleIsNotSaidOfAPart() {
    var snapshot = Sample.alertSnapshot([
      Sample.entry(Sample.findings[0], firedDaysAgo: 3, severity: .critical, scope: .element(.rep, "rep014"))
    ])
    snapshot.reasons["response-share"] = Sample.responseAlert.reason
    #expect(!Sample.text(Sample.model(160, 48, snapshot)).contains("partner leads"))
  }

  @Test func redStandsOnItsSignOnADarkAndOnALightBackground() {
    for background in [Color.rgb(0, 0, 0), Color.rgb(255, 255, 255)] {
      let styles: [Role: Style] = [
        .critical: Style(foreground: .ansi(1), background: background),
        .selection: Style(foreground: .ansi(7), background: .ansi(4)),
      ]
      let look = Look(
        theme: Theme(name: "signs", isDark: background == .rgb(0, 0, 0), styles: styles), glyphs: .braille)
      let canvas = view(alerts(120, 40), look: look, size: Size(width: 120, height: 40))
      let red = canvas.cells.filter { $0.style.foreground == .ansi(1) }
      #expect(!red.isEmpty && red.allSatisfy { $0.scalar == 0x25A0 })
    }
  }

  // MARK: - Details

  @Test func theDetailTellsLimitCauseForecastAndWhoDidWhat() {
    let text = Sample.text(alerts(120, 40))
    #expect(text.contains("warns below 50 %, critical below 25 %; learned from your"))
    #expect(text.contains("announced Mon 9 Nov 17:40"))
    #expect(text.contains("(52 % then, 20 % now)"))
    let idle = Sample.text(alerts(160, 60, [.down]))
    #expect(idle.contains("12 more by Sat 28 Nov"))
    #expect(idle.contains("maria has it: each rep calls five"))
    #expect(idle.contains("announced again: it was due"))
    #expect(idle.contains("Nordwind"))
  }

  @Test func whatEndedSaysHowLongItLasted() {
    let text = Sample.text(alerts(160, 60, [.down, .down, .down, .down, .down, .down]))
    #expect(text.contains("cleared Fri 20 Nov 18:40, lasted 6 d"))
  }

  @Test func theDetailIsScrolledOnceItHasTheKeys() {
    // given: more lines than rows
    let model = alerts(80, 24)
    #expect(!Sample.text(model).contains("announced as critical"))
    // when
    let read = alerts(80, 24, [.tab, .end])
    // then
    #expect(Sample.text(read).contains("announced as critical"))
    // when: back in the list, which shows another from its beginning
    let other = alerts(80, 24, [.tab, .end, .tab, .down])
    #expect(Sample.text(other).contains("69 open deals quiet over 14 d"))
  }

  @Test func threeKeysLeadToTheDeal() {
    var model = alerts(120, 40)
    _ = update(&model, .event(.key(.enter)))
    guard case .list(let list) = model.screen else {
      Issue.record("not a list: \(model.screen)")
      return
    }
    #expect(list.listing == .leads(rows: Array(0..<1_833)))
    #expect(list.title == "Leads answered in time")
  }

  // MARK: - What changed

  @Test func alertsThatCameAndWentAreAmongWhatChanged() {
    var entry = Sample.entry(Sample.findings[1], firedDaysAgo: 1, severity: .warning)
    entry.log = []
    let snapshot = Sample.alertSnapshot([entry, Sample.clearedAlert])
    let text = Sample.text(Sample.model(160, 48, snapshot, keys: [.character("d")]))
    #expect(text.contains("alerts 1 new: Open deals gone quiet"))
    #expect(text.contains("alerts 1 cleared: Deals lost after 0 or 1 touch, after 6 d"))
    let old = Sample.alertSnapshot([Sample.idleAlert])
    #expect(!Sample.text(Sample.model(160, 48, old, keys: [.character("d")])).contains("alerts 1"))
  }
}
