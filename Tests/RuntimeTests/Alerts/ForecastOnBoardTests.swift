import AlertEngine
import Domain
import MetricEngine
import Testing

@testable import Runtime

/// A share that is beyond its limit until four o'clock, and then well within it.
@Suite("What is expected of alerts on the board")
struct ForecastOnBoardTests {
  private func shown(_ forecast: BreachForecast, at now: Int64) throws -> BreachForecast? {
    let stage = try AlertStage { $0 < hour(4) ? 15 : 30 }
    let memory = try stage.memory()
    try stage.run(memory, until: hour(now))
    let snapshot = SnapshotBuilder.snapshot(
      of: try loaded(threeDeals), query: Query(asOf: .never), rules: stage.rules, present: hour(now))
    let board = BoardMaker.remembered(
      snapshot, stage.rules, memory.view, AlertBackground(forecasts: ["share": forecast]), at: hour(now))
    return board[share]?.forecast
  }

  private let crossing = BreachForecast.crossing(.warning, at: hour(99))

  @Test("a crossing of a limit that is broken is no news, nor while it comes back")
  func firing() throws {
    #expect(try shown(crossing, at: 3) == nil)
    #expect(try shown(crossing, at: 5) == nil)
  }

  @Test("nor is it of an alert that has just cleared; a day later it is")
  func cleared() throws {
    #expect(try shown(crossing, at: 7) == nil)
    #expect(try shown(crossing, at: 40) == crossing)
  }

  @Test("that a warning turns critical, and how many more there will be, is told while it fires")
  func worse() throws {
    let critical = BreachForecast.crossing(.critical, at: hour(99))
    let items = BreachForecast.items(7, by: hour(99))
    #expect(try shown(critical, at: 3) == critical)
    #expect(try shown(items, at: 3) == items)
  }
}
