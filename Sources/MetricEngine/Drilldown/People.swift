import Domain

/// The five headlines of one element of the organisation, such as a team.
public struct PartFigures: Sendable, Equatable, Identifiable {
  /// As the data calls it; empty for rows that name none.
  public var name: String
  /// By metric; none where it has no rows of that kind.
  public var figures: [MetricID: BreakdownRow]
  /// Metrics that had too few rows in the period, so that ``People/widenedDays`` days count for them.
  public var widened: Set<MetricID>

  /// Its name.
  public var id: String { name }

  /// The figures of one element.
  public init(name: String, figures: [MetricID: BreakdownRow], widened: Set<MetricID> = []) {
    self.name = name
    self.figures = figures
    self.widened = widened
  }
}

/// The elements of one dimension beside each other: the regions, the teams of a region, the reps of a team.
public struct People: Sendable, Equatable {
  /// What they are elements of.
  public var dimension: Dimension
  /// By name.
  public var elements: [PartFigures]

  /// Elements of a dimension.
  public init(dimension: Dimension, elements: [PartFigures]) {
    self.dimension = dimension
    self.elements = elements
  }

  /// Days that count where a period has too few rows (statistics.md section 2, "Small n").
  public static let widenedDays = 90
  /// Rows that an element needs before anybody is judged by its figure (statistics.md section 2, min_n).
  public static let fewest = 30
}

extension Engine {
  /// The five headlines for every element of a dimension that has rows.
  public func people(by dimension: Dimension, _ query: Query) -> People { people(by: dimension, query, between: {}) }

  /// The same, to be abandoned between two parts.
  /// - Parameter pause: called between parts; what it throws ends the work.
  public func people<Failure: Error>(
    by dimension: Dimension, _ query: Query, between pause: @Sendable () throws(Failure) -> Void
  ) throws(Failure) -> People {
    try pause()
    select(query)
    let metrics = MetricID.heaviestFirst
    let parts = try TwoCores.map(metrics.count) { index throws(Failure) -> [BreakdownRow] in
      try breakdown(metrics[index], by: dimension, query, between: pause)
    }
    var elements: [String: PartFigures] = [:]
    for (metric, rows) in zip(metrics, parts) {
      for row in rows {
        elements[row.name, default: PartFigures(name: row.name, figures: [:])].figures[metric] = row
      }
    }
    try widen(&elements, by: dimension, query, between: pause)
    return People(dimension: dimension, elements: elements.values.sorted { $0.name < $1.name })
  }

  /// Puts a longer stretch in the place of one with too few answers. Of the other shares the process counts over 90 days
  /// anyhow, and what is open now has no stretch.
  private func widen<Failure: Error>(
    _ elements: inout [String: PartFigures], by dimension: Dimension, _ query: Query,
    between pause: () throws(Failure) -> Void
  ) throws(Failure) {
    let few = elements.values.filter { ($0.figures[.leadResponse]?.count ?? 0) < People.fewest }
    guard !few.isEmpty, query.period.shape == .days, query.period.length < People.widenedDays else { return }
    var wide = query
    wide.period = .days(People.widenedDays)
    let rows = try breakdown(.leadResponse, by: dimension, wide, between: pause)
    let byName = Dictionary(rows.map { ($0.name, $0) }) { first, _ in first }
    for element in few {
      guard let row = byName[element.name], row.count > element.figures[.leadResponse]?.count ?? 0 else { continue }
      elements[element.name]?.figures[.leadResponse] = row
      elements[element.name]?.widened = [.leadResponse]
    }
  }
}

extension People {
  /// The places of ``elements``, those first that evidence speaks against most: by shrunken share, never by the raw one
  /// (statistics.md section 2). Who has no figure comes last.
  public func worstFirst(by metric: MetricID) -> [Int] {
    let scores = scores(of: metric)
    return elements.indices.sorted { left, right in
      switch (scores[left], scores[right]) {
      case (let a?, let b?) where a != b: a < b
      case (.some, nil): true
      case (nil, .some): false
      default: left < right
      }
    }
  }

  /// The lower the worse; nil without a figure.
  private func scores(of metric: MetricID) -> [Double?] {
    let figures = elements.map { $0.figures[metric] }
    if metric == .timeToClose {
      let estimates = figures.map { Estimate(value: $0?.value, low: $0?.low, high: $0?.high) }
      let means = ShrunkenMeans(estimates)
      return estimates.map { estimate in estimate.value == nil ? nil : means.map { -$0.value(estimate) } }
    }
    let counts = figures.map { $0.flatMap { Self.counts(metric, $0) } }
    guard let shares = ShrunkenShares(counts.compactMap(\.self)) else { return counts.map { _ in nil } }
    return counts.map { $0.map { shares.share($0.successes, of: $0.trials) } }
  }

  /// What speaks for an element, and out of how many.
  private static func counts(_ metric: MetricID, _ row: BreakdownRow) -> (successes: Int, trials: Int)? {
    guard row.count > 0, let value = row.value else { return nil }
    switch metric {
    // Those qualified in a period need not have come in it.
    case .qualifiedLeads: return (min(row.items, row.count), row.count)
    case .activities, .processSteps: return (row.count - row.items, row.count)
    case .leadResponse, .timeToClose: return (Int((value * Double(row.count)).rounded()), row.count)
    }
  }
}

/// Where the middle half of many elements lies.
public struct MiddleHalf: Sendable, Equatable {
  /// A quarter lies below.
  public var low: Double
  /// A quarter lies above.
  public var high: Double
  /// The smallest.
  public var least: Double
  /// The greatest.
  public var greatest: Double
}

extension People {
  /// Elements that it takes to speak of their middle half.
  public static let fewestToCompare = 4

  /// The middle half of a figure over all elements that have enough rows for it; nil with too few of them.
  public func middleHalf(of metric: MetricID) -> MiddleHalf? {
    let values = elements.compactMap { $0.figures[metric].flatMap { Self.compared(metric, $0) } }.sorted()
    guard values.count >= Self.fewestToCompare, let least = values.first, let greatest = values.last,
      let low = Quantile.type7(sorted: values, 0.25), let high = Quantile.type7(sorted: values, 0.75)
    else { return nil }
    return MiddleHalf(low: low, high: high, least: least, greatest: greatest)
  }

  /// The number by which elements are compared, whatever their size: of quiet deals the share; nil where there is too
  /// little behind it.
  public static func compared(_ metric: MetricID, _ row: BreakdownRow) -> Double? {
    guard row.count > 0 else { return nil }
    switch metric {
    case .activities: return Double(row.items) / Double(row.count)
    case .qualifiedLeads, .timeToClose: return row.value
    case .leadResponse, .processSteps: return row.isTooFew ? nil : row.value
    }
  }
}

extension BreakdownRow {
  /// True if there is too little behind it to judge anybody by.
  public var isTooFew: Bool { count < People.fewest }
}
