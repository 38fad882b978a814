/// Ranks from 1, equal values sharing the mean of theirs.
enum MidRanks {
  /// The rank of every value, in the order given; none may be NaN.
  static func ranks(_ values: [Double]) -> [Double] {
    let sorted = Sorting.ascending(values)
    var (distinct, shared) = ([Double](), [Double]())
    var first = 0
    while first < sorted.count {
      var next = first + 1
      while next < sorted.count, sorted[next] == sorted[first] { next += 1 }
      distinct.append(sorted[first])
      shared.append(Double(first + next + 1) / 2)
      first = next
    }
    return values.map { value in shared[distinct.partitioningIndex { $0 >= value }] }
  }
}
