/// One element of a dimension in two windows: what it counts (or sums) over what.
public struct AttributionInput: Sendable, Equatable, Codable {
  /// Its name.
  public var element: String
  /// What it counted, or summed, in the window before.
  public var numeratorBefore: Double
  /// Rows it had in the window before.
  public var denominatorBefore: Double
  /// What it counts, or sums, now.
  public var numeratorNow: Double
  /// Rows it has now.
  public var denominatorNow: Double
  /// Sums of squares, wanted only where the numerators are sums of numbers: they give the spread of a mean.
  public var squaresBefore: Double
  /// The same for now.
  public var squaresNow: Double

  /// The element made of its sums.
  public init(
    _ element: String, before: (numerator: Double, denominator: Double), now: (numerator: Double, denominator: Double),
    squaresBefore: Double = 0, squaresNow: Double = 0
  ) {
    self.element = element
    (numeratorBefore, denominatorBefore) = before
    (numeratorNow, denominatorNow) = now
    self.squaresBefore = squaresBefore
    self.squaresNow = squaresNow
  }

  var ratioBefore: Double? { denominatorBefore > 0 ? numeratorBefore / denominatorBefore : nil }
  var ratioNow: Double? { denominatorNow > 0 ? numeratorNow / denominatorNow : nil }
}

/// How a change of the whole is made of its elements (statistics.md section 4).
public struct Attribution: Sendable, Equatable, Codable {
  /// What one element adds to the change.
  public struct Element: Sendable, Equatable, Codable {
    /// Its name.
    public let element: String
    /// Its denominator in the window before: rows of a share or mean, the count itself of a count.
    public let countBefore: Double
    /// The same for now.
    public let countNow: Double
    /// Part of the change that comes from inside the element.
    public let within: Double
    /// Part that comes from its share of the whole.
    public let mix: Double
    /// `within` + `mix`; all elements' totals add up to the change exactly.
    public let total: Double
    /// Adtributor's surprise at its share of the numerators.
    public let surprise: Double
    /// Standardised change inside the element; nil where it was absent in a window or cannot vary.
    public let z: Double?
    /// Standardised difference between the change inside the element and that of all others together: what everybody
    /// lost alike sets nobody apart. Nil where either cannot vary.
    public let apart: Double?
    /// What the figure of now would move by without this element; nil where nothing else is left.
    public let leaveOneOut: Double?
  }

  /// The figure of the whole in the window before.
  public let before: Double
  /// The figure of the whole now.
  public let now: Double
  /// Greatest contribution first, then by name.
  public let elements: [Element]
  /// Jensen-Shannon divergence of the shares of the numerators: the surprise of all elements together.
  public let surprise: Double

  /// now - before.
  public var change: Double { now - before }
}

extension Attribution {
  /// What makes the elements' z.
  private typealias Shift = (AttributionInput) -> AttributionShift?

  /// Splits the change of a ratio of counts. Nil where a window is empty.
  public static func ofShares(_ inputs: [AttributionInput]) -> Attribution? {
    of(inputs, AttributionShift.init(ofShare:))
  }

  /// Splits the change of a mean: numerators are sums, denominators counts. Nil where a window is empty.
  public static func ofMeans(_ inputs: [AttributionInput]) -> Attribution? {
    of(inputs, AttributionShift.init(ofMean:))
  }

  private static func of(_ inputs: [AttributionInput], _ shift: Shift) -> Attribution? {
    let inputs = inputs.filter { $0.denominatorBefore > 0 || $0.denominatorNow > 0 }
    let sums = AttributionSums(inputs)
    guard sums.denominatorBefore > 0, sums.denominatorNow > 0 else { return nil }
    let elements = inputs.map { input in
      let (was, is_) = (input.ratioBefore ?? input.ratioNow ?? 0, input.ratioNow ?? input.ratioBefore ?? 0)
      let shareBefore = input.denominatorBefore / sums.denominatorBefore
      let shareNow = input.denominatorNow / sums.denominatorNow
      let within = (shareBefore + shareNow) / 2 * (is_ - was)
      let mix = (shareNow - shareBefore) * ((was + is_) / 2 - (sums.before + sums.now) / 2)
      let (own, others) = (shift(input), shift(sums.others(than: input)))
      return Element(
        element: input.element, countBefore: input.denominatorBefore, countNow: input.denominatorNow, within: within,
        mix: mix, total: within + mix, surprise: sums.surprise(input), z: own?.z,
        apart: own.flatMap { own in others.flatMap(own.apart) },
        leaveOneOut: sums.without(input).map { $0 - sums.now })
    }
    return Attribution(before: sums.before, now: sums.now, elements: ordered(elements))
  }

  /// Splits the change of a count; differences add up. `within` is the whole difference beyond what the element's share
  /// before would have brought of the change (`mix`).
  public static func ofCounts(_ counts: [(element: String, before: Int, now: Int)]) -> Attribution? {
    let inputs = counts.filter { $0.before > 0 || $0.now > 0 }.map {
      AttributionInput($0.element, before: (Double($0.before), 1), now: (Double($0.now), 1))
    }
    let sums = AttributionSums(inputs)
    guard sums.numeratorBefore > 0 || sums.numeratorNow > 0 else { return nil }
    let change = sums.numeratorNow - sums.numeratorBefore
    let elements = inputs.map { input in
      let (was, is_) = (input.numeratorBefore, input.numeratorNow)
      let expected = sums.numeratorBefore > 0 ? was / sums.numeratorBefore * change : 0
      return Element(
        element: input.element, countBefore: was, countNow: is_, within: is_ - was - expected, mix: expected,
        total: is_ - was, surprise: sums.surprise(input), z: (is_ - was) / (is_ + was).squareRoot(),
        apart: AttributionShift.apart(input, sums.others(than: input)), leaveOneOut: -is_)
    }
    return Attribution(before: sums.numeratorBefore, now: sums.numeratorNow, elements: ordered(elements))
  }

  private init(before: Double, now: Double, elements: [Element]) {
    self.init(
      before: before, now: now, elements: elements,
      surprise: elements.sorted { $0.element.utf8.lexicographicallyPrecedes($1.element.utf8) }
        .reduce(0) { $0 + $1.surprise })
  }

  private static func ordered(_ elements: [Element]) -> [Element] {
    elements.sorted { first, second in
      let (one, two) = (abs(first.total), abs(second.total))
      return one != two ? one > two : first.element.utf8.lexicographicallyPrecedes(second.element.utf8)
    }
  }
}
