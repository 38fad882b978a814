/// Ranks from 1, equal values sharing the mean of theirs.
enum MidRanks {
  /// The rank of every value, in the order given; none may be NaN.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var next = first + 1
      while next < order.count, values[order[next]] == values[order[first]] { next += 1 }
      let shared = Double(first + next + 1) / 2
      for position in first..<next { ranks[order[position]] = shared }
      first = next
    }
    return ranks
  }
}
