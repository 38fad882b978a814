import Domain
import Testing

@testable import AlertEngine

@Suite("No data, flapping, disorder")
struct NoDataTests {
  private static let hour: Int64 = 3_600
  private static let day: Int64 = 86_400

  @Test("no data never fires and changes no level")
  func neverFires() {
    var bench = Bench(policy(hold: 60))
    bench.value(15, at: 0)
    bench.nothing(at: 60)
    bench.nothing(at: 600)
    #expect(bench.said == [] && bench.state == .pending)
  }

  @Test("too few rows are no data", arguments: [(29, false), (30, true)])
  func tooFew(count: Int, fires: Bool) {
    var bench = Bench(policy())
    bench.value(15, at: 0, count: count)
    #expect((bench.state == .firing) == fires)
  }

  @Test("a value that is no number is no data")
  func notANumber() {
    var bench = Bench(policy { $0.gated = false })
    bench.value(.nan, at: 0)
    #expect(bench.instance.gap != nil)
  }

  @Test("after the stale time it is said once, and again only after data came back")
  func said() {
    var bench = Bench(policy())
    for tick in 0...48 { bench.nothing(at: Int64(tick) * Self.hour) }
    #expect(bench.said == [.init(36 * Self.hour, .noData)] && bench.state == .nodata)
    bench.value(25, at: 49 * Self.hour)
    #expect(bench.events.last == .dataBack && bench.state == .inactive)
  }

  @Test("what fires goes on firing without data, and ends after a week as an event of its own")
  func ends() {
    var bench = Bench(policy())
    bench.value(15, at: 0)
    bench.act(.acknowledge(), at: 1)
    for day in 1...8 { bench.nothing(at: Int64(day) * Self.day) }
    #expect(
      bench.said.suffix(2) == [.init(3 * Self.day, .noData), .init(8 * Self.day, .resolvedWithoutData)])
    #expect(bench.state == .nodata && bench.instance.lastEpisode?.isWithoutData == true)
    #expect(bench.instance.acknowledgement == nil && bench.instance.warning == .off)
  }

  @Test("time without data counts for no delay")
  func discounted() {
    var bench = Bench(policy(hold: 120))
    bench.value(15, at: 0)
    bench.nothing(at: 60)
    bench.value(15, at: 660)
    #expect(bench.state == .pending && bench.instance.warning == .pending(since: Instant(600)))
    bench.value(15, at: 720)
    #expect(bench.said == [.init(720, .firedWarning)])
  }

  @Test("the fourth raise within a week is flapping: from then on it stays three times as long")
  func flapping() {
    var bench = Bench(policy(keep: 60))
    for round in 0..<4 {
      bench.values([(Int64(round) * 200, 15), (Int64(round) * 200 + 60, 25), (Int64(round) * 200 + 120, 25)])
    }
    #expect(bench.events.suffix(3) == [.resolved, .firedWarning, .flapping])
    #expect(bench.instance.raises.count == 4 && bench.instance.isFlapping)
    bench.value(25, at: 839)
    #expect(bench.state == .firing)
    bench.value(25, at: 840)
    #expect(bench.events.last == .resolved)
  }

  @Test("flapping ends when at most one raise is left in the window")
  func flappingEnds() {
    var bench = Bench(policy())
    for round in 0..<4 { bench.values([(Int64(round) * 200, 15), (Int64(round) * 200 + 100, 25)]) }
    let window: Int64 = 604_800
    bench.value(25, at: 200 + window)
    #expect(bench.instance.isFlapping)
    bench.value(25, at: 400 + window)
    #expect(bench.said.last == .init(400 + window, .flappingEnded) && !bench.instance.isFlapping)
  }

  @Test("what is told of an earlier time changes nothing")
  func disorder() {
    var bench = Bench(policy())
    bench.value(15, at: 100)
    let before = bench.instance
    bench.value(5, at: 99)
    #expect(bench.events.last == .ignoredOutOfOrder && bench.instance == before)
    bench.value(5, at: 100)
    #expect(bench.events.last == .escalated)
  }

  @Test("times that are none are ignored", arguments: [Instant.never, .unknown])
  func sentinels(instant: Instant) {
    var instance = AlertInstance(policy())
    #expect(instance.take(.time, at: instant) == [.ignoredOutOfOrder])
  }

  @Test("absurd delays and times end nothing by surprise")
  func absurd() {
    var bench = Bench(
      policy(hold: .min, keep: .max) {
        $0.flapKeepFactor = .max
        $0.flapRaises = 1
        $0.flapWindow = .max
      })
    bench.values([(.min + 1, 15), (-5, 25), (.max - 1, 15)])
    bench.nothing(at: .max - 1)
    #expect(bench.state == .firing)
  }
}
