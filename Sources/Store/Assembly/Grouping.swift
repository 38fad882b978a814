import Domain

/// Rows gathered by what they belong to.
struct Grouping {
  /// The rows of owner i are `order[starts[i]..<starts[i + 1]]`, in their original order.
  private(set) var starts: Series<Int32>
  private(set) var order: Series<Int32>

  /// Counting sort; rows whose owner is negative are left out.
  init(owners: Series<Int32>, count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    owners.withUnsafeBufferPointer { owners in
      for owner in owners where owner >= 0 { starts[Int(owner) + 1] += 1 }
    }
    for owner in 0..<count { starts[owner + 1] += starts[owner] }
    var next = starts
    order = Series(count: Int(starts[count])) { order in
      owners.withUnsafeBufferPointer { owners in
        for row in owners.indices where owners[row] >= 0 {
          let owner = Int(owners[row])
          order.initializeElement(at: Int(next[owner]), to: Int32(row))
          next[owner] += 1
        }
      }
    }
    self.starts = Series(starts)
  }

  /// Puts the rows of each owner in order; rows alike keep theirs.
  mutating func sort(by precedes: (Int32, Int32) -> Bool) {
    let starts = starts
    order.withUnsafeMutableBufferPointer { order in
      Parallel.halves(of: starts.count - 1) { owners in
        for owner in owners {
          let range = Int(starts[owner])..<Int(starts[owner + 1])
          guard range.count > 1 else { continue }
          let isSorted = !zip(range, range.dropFirst()).contains { precedes(order[$1], order[$0]) }
          guard !isSorted else { continue }
          let sorted = order[range].sorted { precedes($0, $1) || !precedes($1, $0) && $0 < $1 }
          for (place, row) in zip(range, sorted) { order[place] = row }
        }
      }
    }
  }
}
