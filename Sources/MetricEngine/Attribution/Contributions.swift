import Domain

/// What rows add to a figure of two windows: each counts once, with what it adds to the numerator.
struct Contributions: Sendable {
  private(set) var rows: [Int32] = []
  private var isNow: [Bool] = []
  private var values: [Double] = []

  /// Adds a row of one of the windows.
  mutating func add(_ row: Int32, isNow: Bool, _ value: Double) {
    rows.append(row)
    self.isNow.append(isNow)
    values.append(value)
  }

  /// Only the rows that pass a test.
  func filtered(_ belongs: (Int32) -> Bool) -> Contributions {
    var kept = Contributions()
    for place in rows.indices where belongs(rows[place]) { kept.add(rows[place], isNow: isNow[place], values[place]) }
    return kept
  }

  /// The change of the share or mean, split by the elements that `codes` put the rows under; nil where a window is empty.
  func split(by codes: Series<Code>, names: Vocabulary) -> Attribution? {
    Attribution.ofShares(inputs(codes, names))
  }

  /// The change of a mean of numbers of any size, split likewise.
  func splitMeans(by codes: Series<Code>, names: Vocabulary) -> Attribution? {
    Attribution.ofMeans(inputs(codes, names))
  }

  /// The change of the sum, split by elements; nil where both windows are empty.
  func splitCounts(by codes: Series<Code>, names: Vocabulary) -> Attribution? {
    Attribution.ofCounts(
      inputs(codes, names).map { (element: $0.element, before: Int($0.numeratorBefore), now: Int($0.numeratorNow)) })
  }

  /// Rows of the window now.
  var countNow: Int { isNow.count { $0 } }

  /// One element's own sums and means.
  func figures(of element: String, by codes: Series<Code>, _ names: Vocabulary) -> ElementFigures {
    var figures = ElementFigures()
    guard let code = names.find(element) else { return figures }
    for place in rows.indices where codes[Int(rows[place])] == code {
      if isNow[place] {
        figures.sumNow += values[place]
        figures.countNow += 1
      } else {
        figures.sumBefore += values[place]
        figures.countBefore += 1
      }
    }
    return figures
  }

  private func inputs(_ codes: Series<Code>, _ names: Vocabulary) -> [AttributionInput] {
    var now = [(sum: Double, count: Double, squares: Double)](repeating: (0, 0, 0), count: names.count)
    var before = now
    codes.withUnsafeBufferPointer { codes in
      for place in rows.indices {
        let code = Int(codes[Int(rows[place])])
        if isNow[place] {
          now[code].sum += values[place]
          now[code].count += 1
          now[code].squares += values[place] * values[place]
        } else {
          before[code].sum += values[place]
          before[code].count += 1
          before[code].squares += values[place] * values[place]
        }
      }
    }
    return names.names.indices.filter { now[$0].count + before[$0].count > 0 }.map { code in
      AttributionInput(
        names.names[code], before: (before[code].sum, before[code].count), now: (now[code].sum, now[code].count),
        squaresBefore: before[code].squares, squaresNow: now[code].squares)
    }
  }
}

/// One element's rows in two windows and what they add up to.
struct ElementFigures: Equatable {
  var sumNow = 0.0
  var countNow = 0
  var sumBefore = 0.0
  var countBefore = 0

  var meanNow: Double? { countNow > 0 ? sumNow / Double(countNow) : nil }
  var meanBefore: Double? { countBefore > 0 ? sumBefore / Double(countBefore) : nil }
}
