import Domain

/// Looks for the element that holds more of some items than its share of all rows that could be items explains.
struct ItemCauses {
  private let items: [Int32]
  private let base: RowSet
  /// Codes a row by dimension.
  private let columns: [(dimension: Dimension, codes: Series<Code>, names: Vocabulary)]

  init(items: [Int32], base: RowSet, columns: [(dimension: Dimension, codes: Series<Code>, names: Vocabulary)]) {
    self.items = items
    self.base = base
    self.columns = columns
  }

  /// The cause, with what is behind it in turn; nil where no element stands out.
  var main: Cause? {
    guard var cause = best(items, base, columns) else { return nil }
    guard let column = columns.first(where: { $0.dimension == cause.dimension }),
      let code = column.names.find(cause.element)
    else { return cause }
    let inside = items.filter { column.codes[Int($0)] == code }
    let insideBase = base.filter { column.codes[$0] == code }
    let others = columns.filter { $0.dimension != cause.dimension }
    if let deeper = best(inside, insideBase, others) {
      cause.within = Cause.Deeper(dimension: deeper.dimension, element: deeper.element, part: deeper.part)
    }
    return cause
  }

  /// Fewer items of an element are chance.
  private static let fewestItems = 3

  private func best(
    _ items: [Int32], _ base: RowSet, _ columns: [(dimension: Dimension, codes: Series<Code>, names: Vocabulary)]
  ) -> Cause? {
    var best: (cause: Cause, excess: Double)?
    for column in columns {
      guard let (cause, excess) = standsOut(items, base, column) else { continue }
      if best.map({ excess > $0.excess }) ?? true { best = (cause, excess) }
    }
    return best?.cause
  }

  /// The element of a dimension with the greatest excess, if that is a fifth of the items and no chance (|z| >= 2).
  private func standsOut(
    _ items: [Int32], _ base: RowSet, _ column: (dimension: Dimension, codes: Series<Code>, names: Vocabulary)
  ) -> (Cause, excess: Double)? {
    var found = [Int](repeating: 0, count: column.names.count)
    for row in items { found[Int(column.codes[Int(row)])] += 1 }
    var size = [Int](repeating: 0, count: column.names.count)
    column.codes.withUnsafeBufferPointer { codes in base.forEach { size[Int(codes[$0])] += 1 } }
    let (all, whole) = (Double(items.count), Double(base.count))
    guard all > 0, whole > 0 else { return nil }
    var best: (code: Int, excess: Double)?
    for code in found.indices where found[code] >= Self.fewestItems {
      let share = min(1, Double(size[code]) / whole)
      let excess = Double(found[code]) - all * share
      let deviation = (all * share * (1 - share)).squareRoot()
      guard excess >= Attribution.leastPart * all, excess > Attribution.leastDeviates * deviation else { continue }
      if best.map({ excess > $0.excess }) ?? true { best = (code, excess) }
    }
    guard let best else { return nil }
    let cause = Cause(
      kind: .items, dimension: column.dimension, element: column.names.names[best.code],
      part: Double(found[best.code]) / all, count: found[best.code], total: items.count)
    return (cause, best.excess)
  }
}
