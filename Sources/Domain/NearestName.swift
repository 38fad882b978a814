/// The name among `names` that is spelled most like `name`, for "did you mean" in messages.
///
/// Case, spaces, `_` and `-` are not counted as differences. Nil if nothing is close: more than one mistake
/// for every three letters.
public func nearestName(to name: String, in names: some Sequence<String>) -> String? {
  nearestNames(to: name, in: names, limit: 1).first
}

/// Up to `limit` names among `names` that are spelled like `name`, the closest first.
public func nearestNames(to name: String, in names: some Sequence<String>, limit: Int = 3) -> [String] {
  let wanted = spelling(name)
  let allowed = max(1, wanted.count / 3)
  let close = names.enumerated().compactMap { index, candidate -> (mistakes: Int, index: Int, name: String)? in
    let mistakes = editDistance(wanted, spelling(candidate))
    return mistakes <= allowed ? (mistakes, index, candidate) : nil
  }
  return close.sorted { ($0.mistakes, $0.index) < ($1.mistakes, $1.index) }.prefix(limit).map(\.name)
}

/// Letters to insert, remove, change or swap with a neighbour to turn one spelling into the other
/// (optimal string alignment distance).
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    for column in 0..<right.count {
      let change = previous[column] + (left[row] == right[column] ? 0 : 1)
      var best = min(change, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, beforePrevious[column - 1] + 1)
      }
      current.append(best)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count]
}

/// At most 64 bytes of a name without what people mix up: case and separators.
private func spelling(_ name: String) -> [UInt8] {
  let separators: Set<UInt8> = [0x20, 0x2D, 0x5F]
  return Array(name.lowercased().utf8.filter { !separators.contains($0) }.prefix(64))
}
