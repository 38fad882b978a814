import Dashboard
import Domain

/// Different questions, as keys on the dashboard ask them.
enum Questions {
  /// A filter each that none before has asked for.
  static func filters(_ dataset: Dataset) -> [Query] {
    let wanted: [(Dimension, Int)] = [(.rep, 12), (.team, 6), (.region, 4), (.source, 6), (.segment, 3)]
    var clauses: [[FilterClause]] = wanted.flatMap { dimension, count in
      dataset.vocabulary(dimension).names.dropFirst().prefix(count).map { [.dimension(dimension, [$0])] }
    }
    clauses += [[.amount(.above, 5_000_000)], [.amount(.below, 1_000_000)], [.ageDays(.above, 60)], [.status([.open])]]
    let teams = dataset.vocabulary(.team).names.dropFirst()
    let sources = dataset.vocabulary(.source).names.dropFirst()
    clauses += zip(teams, sources).map { [.dimension(.team, [$0]), .dimension(.source, [$1])] }
    return clauses.map { Query(asOf: .never, filter: Filter(clauses: $0)) }
  }

  /// A period each.
  static var periods: [Query] {
    stride(from: 7, through: 364, by: 10).map { Query(asOf: .never, period: .days($0)) }
  }
}
