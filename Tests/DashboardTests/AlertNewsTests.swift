import AlertEngine
import Cells
import Domain
import Testing

@testable import Dashboard

/// What is announced to somebody who looks elsewhere, and what is not.
@Suite struct AlertNewsTests {
  private func announced(_ effects: [Effect]) -> [String] {
    effects.compactMap { if case .announce(let text) = $0 { text } else { nil } }
  }

  private func show(_ entries: [AlertEntry], _ generation: Int, _ model: inout Model) -> [String] {
    announced(update(&model, .snapshot(Sample.alertSnapshot(entries, generation: generation), request: nil)))
  }

  private func model(_ entries: [AlertEntry]) -> Model { Sample.model(120, 40, Sample.alertSnapshot(entries)) }

  /// Fired at the very instant that the figures stand at.
  private var fresh: AlertEntry { Sample.entry(Sample.findings[0], firedDaysAgo: 0, severity: .critical) }

  @Test func whatWasKnownAtTheStartIsNoNews() {
    var model = Model(size: Size(width: 120, height: 40), now: Sample.asOf)
    #expect(show(Sample.alerts, 1, &model).isEmpty)
  }

  @Test func whatFiresMeanwhileIsAnnouncedOnce() {
    // given
    var model = model([Sample.idleAlert])
    // when
    let first = show([fresh, Sample.idleAlert], 2, &model)
    let second = show([fresh, Sample.idleAlert], 3, &model)
    // then
    #expect(first == ["CRITICAL Leads answered in time: 24 % answered in 5 min, limit 50 %"])
    #expect(model.toast?.text.hasPrefix("new: CRITICAL") == true)
    #expect(second.isEmpty)
  }

  @Test func whatFiredBeforeTheProgramBeganIsNoNewsWhenItIsMadeUpFor() {
    var model = model([Sample.idleAlert])
    #expect(show([Sample.responseAlert, Sample.idleAlert], 2, &model).isEmpty)
  }

  @Test func whatGetsWorseOrSpeaksAgainIsAnnounced() {
    // given
    var seen = Sample.idleAlert
    Sample.act(.acknowledge(by: "maria"), on: &seen, daysAgo: 2)
    var model = model([seen])
    // when: what was promised is due
    #expect(show([Sample.idleAlert], 2, &model).count == 1)
    // when: it turns critical
    var worse = Sample.entry(Sample.findings[1], firedDaysAgo: 11, severity: .critical)
    worse.log = []
    #expect(show([worse], 3, &model).count == 1)
    // when: it clears
    #expect(show([Sample.clearedAlert], 4, &model).isEmpty)
  }

  @Test func whatTheUserDidIsNoNews() {
    // given: a snoozed alert
    var model = Sample.model(120, 40, Sample.alertSnapshot([Sample.snoozedAlert]), keys: [.character("!")])
    // when: the user wakes it
    _ = update(&model, .event(.key(.character("z"))))
    let loud = Sample.entry(Sample.findings[3], firedDaysAgo: 30, severity: .warning)
    // then
    #expect(show([loud], 2, &model).isEmpty)
  }

  @Test func severalAreOneNotice() {
    var model = model([])
    model.knownAlerts = AlertBoard(basis: .remembered)
    model.newsBegin = Sample.asOf
    let other = Sample.entry(Sample.findings[2], firedDaysAgo: 0, severity: .warning)
    let news = show([other, fresh], 2, &model)
    #expect(news.count == 1)
    #expect(news.first?.hasPrefix("CRITICAL") == true && news.first?.hasSuffix(", and 1 more") == true)
  }

  @Test func theTitleOfTheWindowCounts() {
    #expect(model(Sample.alerts).windowTitle == "dealtop: 1 critical, 2 warnings")
    #expect(model([Sample.seenAlert, Sample.clearedAlert]).windowTitle == "dealtop: nothing wrong")
    #expect(Model(size: Size(width: 80, height: 24), now: Sample.asOf).windowTitle == "dealtop")
  }
}
