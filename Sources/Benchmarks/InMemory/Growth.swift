import Dashboard
import Domain
import MetricEngine
import Runtime
import Settings

/// How costs grow with the rows: each size ten times the one before.
struct Growth {
  private static let sizes = [10_000, 100_000, 1_000_000]

  func table() -> String {
    let head = ["opportunities", "first snapshot", "new filter", "new period", "all statistics, new filter"]
    return Columns.text([head] + Self.sizes.map { ["\($0)"] + costs($0).map(ResultTable.duration) })
  }

  /// Medians in seconds, in the order of the columns.
  private func costs(_ opportunities: Int) -> [Double] {
    let dataset = ScaleDataset.make(opportunities: opportunities)
    let profile = ProfileInference.profile(dataset, localTimeZone: "UTC")
    let loaded = Loaded(
      title: "benchmarks", engine: Engine(dataset: dataset, profile: profile),
      present: Present(fixed: ScaleDataset.asOf, origin: .dataEnd))
    let first = stopwatch { snapshot(loaded, Query(asOf: .never)) }
    let filters = Questions.filters(dataset).map { query in stopwatch { snapshot(loaded, query) } }
    let periods = Questions.periods.map { query in stopwatch { snapshot(loaded, query) } }
    let stats = Questions.filters(dataset).map { question in
      let query = loaded.resolve(question, present: ScaleDataset.asOf)
      return stopwatch { _ = loaded.engine.stats(query) }
    }
    return [first] + [filters, periods, stats].map { $0.sorted()[$0.count / 2] }
  }

  private func snapshot(_ loaded: Loaded, _ query: Query) {
    _ = SnapshotBuilder.snapshot(of: loaded, query: query, rules: Settings().rules, present: ScaleDataset.asOf)
  }
}
