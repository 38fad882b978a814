import Domain
import Testing

@testable import AlertEngine

@Suite("A level fires and recovers with delay")
struct LevelTests {
  @Test("a breach fires once it has lasted for its delay, not a second before")
  func hold() {
    var bench = Bench(policy(hold: 60))
    bench.value(15, at: 0)
    #expect(bench.state == .pending)
    bench.value(15, at: 59)
    #expect(bench.state == .pending && bench.said == [])
    bench.value(15, at: 60)
    #expect(bench.state == .firing && bench.said == [.init(60, .firedWarning)])
  }

  @Test("a breach that ends before its delay says nothing, and the next one waits anew")
  func holdAnew() {
    var bench = Bench(policy(hold: 60))
    bench.values([(0, 15), (40, 25), (60, 15), (110, 15)])
    #expect(bench.said == [] && bench.state == .pending)
    bench.value(15, at: 120)
    #expect(bench.events == [.firedWarning])
  }

  @Test("without delays it fires and resolves at once")
  func immediate() {
    var bench = Bench(policy())
    bench.values([(0, 15), (60, 25)])
    #expect(bench.said == [.init(0, .firedWarning), .init(60, .resolved)])
    #expect(bench.state == .inactive)
  }

  @Test("a value equal to its level is fine")
  func strict() {
    var bench = Bench(policy())
    bench.value(20, at: 0)
    #expect(bench.state == .inactive)
    bench.value(19.999, at: 60)
    #expect(bench.state == .firing)
  }

  @Test("it resolves once recovered for its delay; a relapse starts that anew without a word")
  func keep() {
    var bench = Bench(policy(keep: 60))
    bench.values([(0, 15), (60, 25), (100, 15), (120, 25), (179, 25)])
    #expect(bench.events == [.firedWarning] && bench.state == .firing)
    bench.value(25, at: 180)
    #expect(bench.said.last == .init(180, .resolved))
  }

  @Test(
    "it recovers only beyond the margin on the good side",
    arguments: [(Direction.below, 15.0, 20.9, 21.0), (.above, 25, 19.1, 19)])
  func margin(direction: Direction, bad: Double, between: Double, good: Double) {
    var bench = Bench(
      policy(margin: 0.05) {
        $0.direction = direction
        $0.critical = nil
      })
    bench.value(bad, at: 0)
    bench.value(between, at: 60)
    #expect(bench.state == .firing)
    bench.value(good, at: 120)
    #expect(bench.state == .inactive)
  }

  @Test("a level of recovery that the rule names wins over the margin")
  func recoveryLevel() {
    var bench = Bench(policy(margin: 0.05) { $0.recoverWarn = 30 })
    bench.values([(0, 15), (60, 29)])
    #expect(bench.state == .firing)
    bench.value(30, at: 120)
    #expect(bench.state == .inactive)
  }

  @Test("with a gate the near bound must be beyond the level too; without bounds nothing is proven")
  func gate() {
    var bench = Bench(policy())
    let proven: (Double?) -> AlertInput = { .observation(AlertObservation(.init(value: 15, high: $0), count: 100)) }
    bench.take(proven(20), at: 0)
    bench.take(proven(nil), at: 60)
    #expect(bench.state == .inactive)
    bench.take(proven(19), at: 120)
    #expect(bench.state == .firing)
  }

  @Test("recovery needs no proof: the value decides")
  func recoveryWithoutProof() {
    var bench = Bench(policy())
    bench.value(15, at: 0)
    bench.take(.observation(AlertObservation(.init(value: 25, low: 10, high: 40), count: 100)), at: 60)
    #expect(bench.state == .inactive)
  }

  @Test("each level waits for itself")
  func levelsApart() {
    var bench = Bench(policy(hold: 60))
    bench.values([(0, 15), (30, 5), (60, 5), (90, 5)])
    #expect(bench.said == [.init(60, .firedWarning), .init(90, .escalated)])
  }
}

@Suite("Severity is the highest level that is raised")
struct SeverityTests {
  @Test("straight to critical is one event")
  func critical() {
    var bench = Bench(policy())
    bench.value(5, at: 0)
    #expect(bench.events == [.firedCritical] && bench.instance.severity == .critical)
  }

  @Test("it gets worse, better, and ends, with one event each")
  func path() {
    var bench = Bench(policy())
    bench.values([(0, 15), (60, 5), (120, 15), (180, 25)])
    #expect(bench.events == [.firedWarning, .escalated, .deescalated, .resolved])
  }

  @Test("an episode keeps when it fired, when it ended and how bad it was; it stays listed for a day")
  func episode() {
    var bench = Bench(policy())
    bench.values([(0, 15), (60, 5), (120, 15), (180, 25)])
    let episode = AlertInstance.Episode(
      firedAt: Instant(0), endedAt: Instant(180), worst: .critical, isWithoutData: false)
    #expect(bench.instance.lastEpisode == episode && bench.instance.firedAt == nil)
    #expect(bench.instance.recentlyResolved(at: Instant(180 + 86_399)) == episode)
    #expect(bench.instance.recentlyResolved(at: Instant(180 + 86_400)) == nil)
  }

  @Test("the last value is kept with its time and basis")
  func lastValue() {
    var bench = Bench(policy())
    bench.value(15, at: 60, count: 40)
    bench.nothing(at: 120)
    #expect(bench.instance.lastValue == .init(at: Instant(60), value: 15, count: 40))
  }
}
