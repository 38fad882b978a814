/// Rows gathered by what they belong to.
struct Grouping {
  /// The rows of owner i are `order[starts[i]..<starts[i + 1]]`, in their original order.
  private(set) var starts: [Int32]
  var order: [Int32]

  /// Counting sort; rows whose owner is negative are left out.
  init(owners: [Int32], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for owner in owners where owner >= 0 { starts[Int(owner) + 1] += 1 }
    for owner in 0..<count { starts[owner + 1] += starts[owner] }
    var next = starts
    var order = [Int32](repeating: 0, count: Int(starts[count]))
    for (row, owner) in owners.enumerated() where owner >= 0 {
      order[Int(next[Int(owner)])] = Int32(row)
      next[Int(owner)] += 1
    }
    self.starts = starts
    self.order = order
  }

  /// Puts the rows of each owner in order; rows alike keep theirs.
  mutating func sort(by precedes: (Int32, Int32) -> Bool) {
    for owner in 0..<(starts.count - 1) {
      let range = Int(starts[owner])..<Int(starts[owner + 1])
      guard range.count > 1 else { continue }
      let isSorted = range.dropFirst().allSatisfy { !precedes(order[$0], order[$0 - 1]) }
      if !isSorted { order[range].sort { precedes($0, $1) || !precedes($1, $0) && $0 < $1 } }
    }
  }

  /// The values of the grouped rows in their order.
  func gather<Value>(_ values: [Value]) -> [Value] { order.map { values[Int($0)] } }
}
