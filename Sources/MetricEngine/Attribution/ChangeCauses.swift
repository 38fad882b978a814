import Domain

/// Looks for the element that moved a share, a mean or a count most since the window before.
struct ChangeCauses {
  /// What the figure makes of what rows add to it.
  enum Figure {
    /// The part of the rows that add 1, the others adding 0.
    case share
    /// The mean of numbers of any size.
    case mean
    /// The sum.
    case count
  }

  private let contributions: Contributions
  private let figure: Figure
  private let columns: [(dimension: Dimension, codes: Series<Code>, names: Vocabulary)]

  init(
    _ contributions: Contributions, _ figure: Figure = .share,
    columns: [(dimension: Dimension, codes: Series<Code>, names: Vocabulary)]
  ) {
    self.contributions = contributions
    self.figure = figure
    self.columns = columns
  }

  /// The cause, with what is behind it in turn; nil where no element is worth a line.
  /// - Parameter isWorse: whether a change is for the worse; others have no cause to look for.
  func main(isWorse: (Double) -> Bool) -> Cause? {
    guard let (found, index) = best(contributions, columns, isWorse) else { return nil }
    var cause = found
    let column = columns[index]
    guard let code = column.names.find(cause.element) else { return cause }
    let inside = contributions.filtered { column.codes[Int($0)] == code }
    var others = columns
    others.remove(at: index)
    if let (deeper, _) = best(inside, others, isWorse, apart: true) {
      cause.within = Cause.Deeper(dimension: deeper.dimension, element: deeper.element, part: deeper.part)
    }
    return cause
  }

  private func best(
    _ contributions: Contributions, _ columns: [(dimension: Dimension, codes: Series<Code>, names: Vocabulary)],
    _ isWorse: (Double) -> Bool, apart: Bool = false
  ) -> (Cause, Int)? {
    let splits = columns.indices.compactMap { index in
      split(contributions, columns[index]).map { (index: index, attribution: $0) }
    }
    // Only dimensions whose main element is worth a line compete; one level deeper only what stands apart, for there is
    // always a larger half.
    let shown = splits.filter { _, attribution in
      attribution.mainElement != nil && isWorse(attribution.change) && !(apart && attribution.standingApart == nil)
    }
    guard let choice = Attribution.best(of: shown.map(\.attribution)) else { return nil }
    let (index, attribution) = shown[choice]
    guard let element = attribution.mainElement else { return nil }
    let figures = contributions.figures(of: element.element, by: columns[index].codes, columns[index].names)
    return (
      Cause(
        kind: .change, dimension: columns[index].dimension, element: element.element,
        part: element.total / attribution.change, count: figures.countNow, total: contributions.countNow,
        before: figure == .count ? figures.sumBefore : figures.meanBefore,
        now: figure == .count ? figures.sumNow : figures.meanNow),
      index
    )
  }

  private func split(
    _ contributions: Contributions, _ column: (dimension: Dimension, codes: Series<Code>, names: Vocabulary)
  ) -> Attribution? {
    switch figure {
    case .share: contributions.split(by: column.codes, names: column.names)
    case .mean: contributions.splitMeans(by: column.codes, names: column.names)
    case .count: contributions.splitCounts(by: column.codes, names: column.names)
    }
  }
}
