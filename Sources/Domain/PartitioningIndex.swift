extension RandomAccessCollection where Index == Int {
  /// The first index whose element satisfies `belongs`, which must hold for all after it; else `endIndex`.
  @inlinable public func partitioningIndex(where belongs: (Element) throws -> Bool) rethrows -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if try belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
