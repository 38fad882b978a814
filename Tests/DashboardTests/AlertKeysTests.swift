import AlertEngine
import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// What keys do about alerts.
@Suite struct AlertKeysTests {
  private let response = AlertKey(rule: "response-share")
  /// The end of Tue 24 Nov in UTC.
  private let endOfTuesday = CivilDate(year: 2026, month: 11, day: 25).midnightUTC

  private func press(_ model: inout Model, _ keys: Key...) -> [Effect] {
    keys.flatMap { update(&model, .event(.key($0))) }
  }

  private func type(_ model: inout Model, _ text: String) -> [Effect] {
    text.flatMap { update(&model, .event(.key(.character($0)))) }
  }

  private func alerts(_ snapshot: Snapshot = Sample.alertSnapshot(), down: Int = 0) -> Model {
    Sample.model(120, 40, snapshot, keys: [.character("!")] + Array(repeating: .down, count: down))
  }

  // MARK: - Acknowledging

  @Test func acknowledgingNamesAPersonADayAndARemark() {
    // given
    var model = alerts()
    #expect(type(&model, "amaria, Tue 24 Nov, calls them").isEmpty)
    // then: what was understood is said before it is done
    #expect(model.prompt?.hint == "maria has it, speaks again after Tue 24 Nov: calls them")
    // when
    let effects = press(&model, .enter)
    // then
    #expect(effects == [.alert(response, .acknowledge(by: "maria", note: "calls them", due: endOfTuesday))])
    #expect(model.prompt == nil)
    #expect(model.toast?.text.contains("u takes it back") == true)
  }

  @Test func aDayThatCannotBeStaysToBeMended() {
    var model = alerts()
    _ = type(&model, "amaria, Wed 24 Nov")
    #expect(press(&model, .enter).isEmpty)
    #expect(model.prompt?.text == "maria, Wed 24 Nov")
    #expect(model.prompt?.hint.contains("Wed 24 Nov is no day to come") == true)
  }

  @Test func theOwnerOfARuleIsSuggested() {
    var entry = Sample.responseAlert
    entry.finding.rule.owner = "ops"
    var model = alerts(Sample.alertSnapshot([entry]))
    _ = type(&model, "a")
    #expect(model.prompt?.text == "ops, ")
    #expect(press(&model, .enter) == [.alert(response, .acknowledge(by: "ops", note: "", due: nil))])
  }

  @Test func whatIsNotAnnouncedCannotBeAcknowledged() {
    var model = alerts(down: 3)
    _ = type(&model, "a")
    #expect(model.prompt == nil)
    #expect(model.toast?.text == Words.nothingToAcknowledge)
  }

  // MARK: - Snoozing

  @Test func snoozingTakesATimeAndAReason() {
    var model = alerts()
    _ = type(&model, "zWed")
    #expect(press(&model, .enter).isEmpty, "no reason")
    #expect(model.prompt?.hint.hasPrefix("and why?") == true)
    _ = type(&model, ", new web form")
    #expect(model.prompt?.hint == "quiet until Wed 25 Nov: new web form")
    #expect(press(&model, .enter) == [.alert(response, .snooze(until: endOfTuesday, reason: "new web form"))])
  }

  @Test func snoozingCanLastUntilItClears() {
    var model = alerts()
    _ = type(&model, "zuntil cleared, known")
    #expect(press(&model, .enter) == [.alert(response, .snooze(until: nil, reason: "known"))])
  }

  @Test func theSameKeyWakesWhatIsSnoozed() {
    var model = alerts(down: 5)
    #expect(type(&model, "z") == [.alert(AlertKey(rule: "stage-age"), .unsnooze)])
  }

  // MARK: - Notes and undoing

  @Test func aNoteGoesToTheAlert() {
    var model = alerts(down: 1)
    _ = type(&model, "Nthe list is old")
    #expect(press(&model, .enter) == [.alertNote(AlertKey(rule: "idle"), "the list is old")])
    // then: it can be taken back, and nothing that was done before it
    #expect(model.toast?.text == "note kept   u takes it back")
    #expect(type(&model, "u") == [.undoAlert(AlertKey(rule: "idle"))])
  }

  @Test func aRemarkThatWasTakenBackIsNotShown() {
    var entry = Sample.idleAlert
    let noted = AlertLogLine(at: Sample.moment(-1), event: "noted", actor: "ann", note: "wrong alert")
    let other = AlertLogLine(at: Sample.moment(-1), event: "noted", actor: "bob", note: "wrong alert")
    let undone = AlertLogLine(at: Sample.moment(-1), event: "undone", actor: "ann", note: "wrong alert")
    entry.log = [undone, other, noted] + entry.log
    #expect(entry.standingLog == [other] + Sample.idleAlert.log)
  }

  @Test func whatAnEditedRuleFindsAgainIsShownOnce() {
    var entry = Sample.idleAlert
    let edited = AlertLogLine(at: Sample.moment(-1), event: "rule_changed", actor: "bob", note: "warn 14 -> 15")
    let fired = AlertLogLine(at: Sample.moment(-11), event: "fired_warn")
    entry.log = [fired, edited, fired]
    #expect(entry.standingLog == [edited, fired])
  }

  @Test func whatIsRefusedSaysWhyAndIsNoFailure() {
    var model = alerts()
    _ = type(&model, "amaria")
    _ = press(&model, .enter)
    _ = update(&model, .refused("not acknowledged: it does not fire any more"))
    #expect(model.toast?.text == "not acknowledged: it does not fire any more" && model.toast?.isError == true)
    #expect(model.failure == nil)
    #expect(type(&model, "u").isEmpty, "nothing was done")
  }

  @Test func whatWasDoneCanBeTakenBackForTenSeconds() {
    // given
    var model = alerts()
    _ = type(&model, "amaria")
    _ = press(&model, .enter)
    // when: what came of it is told
    _ = update(&model, .told("acknowledged"))
    // then: the line goes on saying how to take it back
    #expect(model.toast?.text.contains("u takes it back") == true)
    // when: another key was pressed meanwhile
    _ = press(&model, .down)
    _ = update(&model, .tick(model.now.adding(9)))
    // then
    #expect(type(&model, "u") == [.undoAlert(response)])
    #expect(type(&model, "u").isEmpty, "once")
  }

  @Test func afterTenSecondsItStays() {
    var model = alerts()
    _ = type(&model, "amaria")
    _ = press(&model, .enter)
    _ = update(&model, .tick(model.now.adding(10)))
    #expect(type(&model, "u").isEmpty)
    #expect(model.toast?.text == Words.nothingToUndo)
  }

  // MARK: - Where

  @Test func theOverviewActsOnTheLineSelected() {
    var model = Sample.model(160, 48, Sample.alertSnapshot())
    _ = type(&model, "a")
    #expect(model.prompt == nil, "a panel is selected")
    model.overview.select(.alert(AlertKey(rule: "idle")))
    _ = type(&model, "amaria")
    #expect(press(&model, .enter) == [.alert(AlertKey(rule: "idle"), .acknowledge(by: "maria", note: "", due: nil))])
  }

  @Test func whatIsOnlyJudgedRemembersNothing() {
    var model = Sample.model(120, 40, keys: [.character("!")])
    #expect(type(&model, "a").isEmpty)
    #expect(model.prompt == nil)
    #expect(model.toast?.text == Words.alertsElsewhere)
  }

  @Test func helpAndPaletteKnowTheKeys() {
    var model = Sample.model(200, 60, Sample.alertSnapshot(), keys: [.character("!")])
    _ = type(&model, ":acknowledge")
    #expect(Palette.matches("who has an alert", model).map(\.id) == [.acknowledge])
    _ = press(&model, .escape)
    _ = type(&model, "?")
    _ = press(&model, .end)
    #expect(Sample.text(model).contains("Say who has an alert"))
  }

  // MARK: - Copying

  @Test func aCopyIsAMessageWithDealsAndTheirAddresses() {
    // given
    var model = alerts(down: 1)
    let asked = type(&model, "y")
    guard case .page(let request, let number) = asked.first else {
      Issue.record("asked for \(asked)")
      return
    }
    // when: the deals come, then their addresses
    let deals = Array(Sample.quiet().prefix(2))
    let page = Page(request: request, total: 69, money: Sample.money(1), opportunities: deals, leads: [])
    let lookUp = update(&model, .page(page, request: number))
    guard case .recordLinks(false, let ids, let second) = lookUp.first else {
      Issue.record("looked up \(lookUp)")
      return
    }
    #expect(ids == deals.map(\.id))
    let effects = update(&model, .recordLinks([deals[0].id: "https://crm.example/1"], request: second))
    // then
    guard case .copy(let text) = effects.first else {
      Issue.record("no copy: \(effects)")
      return
    }
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "WARNING Open deals gone quiet: 69 open deals quiet over 14 d")
    #expect(lines.contains("why: in Proposal: 41 of 69"))
    #expect(lines.contains("do next: call the largest"))
    #expect(lines.contains { $0.hasPrefix("- \(deals[0].displayName)") && $0.hasSuffix("https://crm.example/1") })
    #expect(lines.last == "- 67 more")
  }

  @Test func aCopyHoldsNoControlCharacters() {
    var entry = Sample.idleAlert
    entry.finding.rule.title = "Open\u{1B}]2;deals\u{7}"
    let text = AlertMessage.text(entry, Sample.alertSnapshot([entry]), items: ["Nord\u{1B}wind"])
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  }
}
