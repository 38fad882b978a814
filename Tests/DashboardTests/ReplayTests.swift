import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

@Suite("Playing the history")
struct ReplayTests {
  private var model = Sample.model(120, 40)

  /// The day that is asked for, if any is.
  private func asked(_ effects: [Effect]) -> Instant? {
    effects.lazy.compactMap { if case .compute(let query, _, _) = $0 { query.asOf } else { nil } }.first
  }

  /// The figures that were asked for have come.
  private mutating func answer() {
    guard var snapshot = model.snapshot, let request = model.requests.compute else { return }
    snapshot.generation += 1
    snapshot.readings.query.asOf = model.query.travelledTo ?? Sample.asOf
    _ = update(&model, .snapshot(snapshot, request: request))
  }

  private mutating func second() -> Instant? { asked(update(&model, .tick(model.now.adding(1)))) }

  @Test("it begins a period back and goes on by a day with every second")
  mutating func plays() {
    #expect(asked(Sample.press(&model, .character("R"))) == Sample.asOf.adding(days: -28))
    answer()
    #expect(second() == Sample.asOf.adding(days: -27))
    answer()
    #expect(second() == Sample.asOf.adding(days: -26))
    #expect(Sample.text(model).contains("replay, a day a second"))
  }

  @Test("a step waits for the figures of the one before")
  mutating func waits() {
    _ = Sample.press(&model, .character("R"))
    #expect(second() == nil)
    answer()
    #expect(second() == Sample.asOf.adding(days: -27))
  }

  @Test("from a day travelled to it goes on from there; again is faster, then it stops on the day it has come to")
  mutating func faster() {
    _ = Sample.press(&model, .character("{"))
    _ = Sample.press(&model, .character("R"))
    answer()
    #expect(second() == Sample.asOf.adding(days: -6))
    answer()
    for _ in 1...3 { _ = Sample.press(&model, .character("R")) }
    #expect(model.replay == nil)
    #expect(second() == nil)
    #expect(model.query.travelledTo == Sample.asOf.adding(days: -6))
  }

  @Test("it ends at the present")
  mutating func ends() {
    _ = Sample.press(&model, .character(","))
    _ = Sample.press(&model, .character("R"))
    answer()
    #expect(second() == .never)
    #expect(model.replay == nil && model.query.travelledTo == nil)
  }

  @Test(
    "pause, a step by hand and coming back stop it",
    arguments: [Key.character("p"), .character(","), .character("=")])
  mutating func stops(_ key: Key) {
    _ = Sample.press(&model, .character("R"))
    answer()
    _ = Sample.press(&model, key)
    #expect(model.replay == nil && !model.isPaused)
  }
}
