import Domain
import Testing

@testable import AlertEngine

@Suite("Acknowledging and snoozing")
struct QuietTests {
  /// Firing a warning since second 0.
  private func firing() -> Bench {
    var bench = Bench(policy())
    bench.value(15, at: 0)
    return bench
  }

  @Test("only what fires can be acknowledged")
  func nothingToAcknowledge() {
    var bench = Bench(policy(hold: 60))
    bench.value(15, at: 0)
    bench.act(.acknowledge(by: "ann"), at: 10)
    #expect(bench.said == [] && bench.state == .pending)
  }

  @Test("an acknowledged alert stays so until it resolves")
  func acknowledged() {
    var bench = firing()
    bench.act(.acknowledge(by: "ann", note: "on it"), at: 60)
    bench.value(15, at: 120)
    #expect(bench.state == .acknowledged)
    #expect(bench.instance.acknowledgement?.by == "ann" && bench.instance.acknowledgement?.note == "on it")
    bench.values([(180, 25), (240, 15)])
    #expect(bench.events == [.firedWarning, .acknowledged, .resolved, .firedWarning])
    #expect(bench.state == .firing)
  }

  @Test("getting worse drops the acknowledgement: it speaks again")
  func escalation() {
    var bench = firing()
    bench.act(.acknowledge(), at: 60)
    bench.value(5, at: 120)
    #expect(bench.events.last == .escalated && bench.state == .firing)
  }

  @Test("getting better keeps the acknowledgement")
  func betterment() {
    var bench = Bench(policy())
    bench.value(5, at: 0)
    bench.act(.acknowledge(), at: 60)
    bench.value(15, at: 120)
    #expect(bench.events.last == .deescalated && bench.state == .acknowledged)
  }

  @Test("what was promised speaks again when it is due")
  func due() {
    var bench = firing()
    bench.act(.acknowledge(by: "ann", due: Instant(200)), at: 60)
    bench.value(15, at: 199)
    #expect(bench.state == .acknowledged)
    bench.value(15, at: 200)
    #expect(bench.said.last == .init(200, .raisedWhenDue) && bench.state == .firing)
  }

  @Test("a snooze is over at its time; what still fires says so, what was resolved does not")
  func snoozeEnds() {
    var bench = firing()
    bench.act(.snooze(until: Instant(200)), at: 60)
    #expect(bench.state == .snoozed)
    bench.take(.time, at: 200)
    #expect(bench.said.last == .init(200, .raisedAfterSnooze) && bench.state == .firing)
    bench.act(.snooze(until: Instant(400)), at: 210)
    bench.values([(300, 25), (400, 25)])
    #expect(bench.events.suffix(2) == [.snoozed, .resolved])
  }

  @Test("while snoozed it goes on to be evaluated")
  func snoozedEvaluation() {
    var bench = Bench(policy())
    bench.act(.snooze(until: Instant(500)), at: 0)
    bench.value(15, at: 60)
    #expect(bench.events == [.snoozed, .firedWarning] && bench.state == .snoozed)
  }

  @Test("an acknowledged alert says nothing when its snooze is over")
  func acknowledgedSnooze() {
    var bench = firing()
    bench.act(.acknowledge(), at: 10)
    bench.act(.snooze(until: Instant(100)), at: 20)
    bench.value(15, at: 100)
    #expect(bench.events.last == .snoozed && bench.state == .acknowledged)
  }

  @Test("until resolved needs something to resolve, and ends with it")
  func untilResolved() {
    var bench = Bench(policy())
    bench.act(.snooze(until: nil), at: 0)
    #expect(bench.said == [])
    bench.value(15, at: 60)
    bench.act(.snooze(until: nil), at: 120)
    bench.values([(180, 25), (240, 15)])
    #expect(bench.events == [.firedWarning, .snoozed, .resolved, .firedWarning] && bench.state == .firing)
  }

  @Test("a warning's snooze does not hold for what is critical; a critical one's does")
  func snoozedEscalation() {
    var bench = firing()
    bench.act(.snooze(until: nil), at: 60)
    bench.value(5, at: 120)
    #expect(bench.events.last == .escalated && bench.state == .firing)
    bench.act(.snooze(until: Instant(900)), at: 180)
    bench.values([(240, 15), (300, 5)])
    #expect(bench.state == .snoozed)
  }

  @Test("a snooze can be taken back, once")
  func unsnooze() {
    var bench = firing()
    bench.act(.snooze(until: nil), at: 60)
    bench.act(.unsnooze, at: 120)
    bench.act(.unsnooze, at: 180)
    #expect(bench.events == [.firedWarning, .snoozed, .unsnoozed] && bench.state == .firing)
  }
}
