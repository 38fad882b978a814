import Domain
import MetricEngine

/// The names that a filter can take, for completion.
enum FilterNames {
  /// Names of each dimension that rows have, most frequent first, at most `limit` of each.
  static func byFrequency(in dataset: Dataset, limit: Int = FilterParser.namesKept) -> [Dimension: [String]] {
    let deals = dataset.opportunities
    let leads = dataset.leads
    let columns: [(Dimension, [Series<Code>])] = [
      (.rep, [deals.rep, leads.rep]), (.team, [deals.team, leads.team]), (.manager, [deals.manager, leads.manager]),
      (.region, [deals.region, leads.region]), (.source, [deals.source, leads.source]),
      (.segment, [deals.segment, leads.segment]), (.stage, [deals.stage]), (.account, [deals.account]),
      (.pipeline, [deals.pipeline]), (.currency, [deals.currency]), (.country, [deals.country]),
    ]
    var names: [Dimension: [String]] = [:]
    for (dimension, codes) in columns {
      let found = frequent(codes, dataset.vocabulary(dimension), limit: limit)
      if !found.isEmpty { names[dimension] = found }
    }
    return names
  }

  private static func frequent(_ columns: [Series<Code>], _ vocabulary: Vocabulary, limit: Int) -> [String] {
    var counts = [Int](repeating: 0, count: vocabulary.count)
    for column in columns {
      for code in column where Int(code) < counts.count { counts[Int(code)] += 1 }
    }
    let used = counts.indices.filter { $0 > 0 && counts[$0] > 0 }
    return used.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(limit).map { vocabulary.names[$0] }
  }
}
