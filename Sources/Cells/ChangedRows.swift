extension Canvas {
  /// The rows that differ from those of another canvas; all of them if there is none of this size.
  public func changedRows(since previous: Canvas?) -> [Int] {
    guard let previous, previous.size == size else { return Array(0..<size.height) }
    let width = size.width
    return cells.withUnsafeBufferPointer { new in
      previous.cells.withUnsafeBufferPointer { old in
        if new.baseAddress == old.baseAddress { return [] }
        return (0..<size.height).filter { y in
          for index in (y * width)..<((y + 1) * width) where new[index] != old[index] { return true }
          return false
        }
      }
    }
  }
}
