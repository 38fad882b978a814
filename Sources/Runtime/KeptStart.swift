import Domain
import MetricEngine
import Store

/// What follows from all rows together and a start need not work out again: the process as the histories tell it, and
/// the names for filters. Kept beside the store, safe to lose.
struct KeptStart: SeriesVisitable, Sendable, Equatable {
  private var stages: [String] = []
  private var won: [String] = []
  private var lost: [String] = []
  private(set) var names: [Dimension: [String]] = [:]

  /// Counts up whenever the parts or how they are worked out change.
  private static let layout: UInt64 = 1

  private init() {}

  /// Works it out.
  init(_ dataset: Dataset) {
    let process = ProfileInference.process(dataset)
    (stages, won, lost) = (process.stages, process.won, process.lost)
    names = FilterNames.byFrequency(in: dataset)
  }

  /// The process that nobody configured.
  var process: SalesProcess { SalesProcess(stages: stages, won: won, lost: lost, assumed: true) }

  /// As kept beside the rows, else worked out and kept there.
  static func of(_ opened: OpenedDataset, in store: Store) -> KeptStart {
    let sidecar = store.sidecar("start", of: opened.key, key: [layout])
    var kept = KeptStart()
    if sidecar.read(into: &kept) { return kept }
    var new = KeptStart(opened.dataset)
    // Rows that keep arriving are not worth a file each time.
    if !opened.isFollowed { sidecar.write(&new) }
    return new
  }

  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&stages)
    try visitor.visit(&won)
    try visitor.visit(&lost)
    for dimension in Dimension.allCases {
      var list = names[dimension] ?? []
      try visitor.visit(&list)
      names[dimension] = list.isEmpty ? nil : list
    }
  }
}
