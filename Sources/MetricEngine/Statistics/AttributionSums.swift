import Foundation

/// The whole that elements are parts of.
struct AttributionSums {
  private(set) var numeratorBefore = 0.0
  private(set) var denominatorBefore = 0.0
  private(set) var numeratorNow = 0.0
  private(set) var denominatorNow = 0.0
  private var squaresBefore = 0.0
  private var squaresNow = 0.0

  init(_ inputs: [AttributionInput]) {
    for input in inputs {
      numeratorBefore += input.numeratorBefore
      denominatorBefore += input.denominatorBefore
      numeratorNow += input.numeratorNow
      denominatorNow += input.denominatorNow
      squaresBefore += input.squaresBefore
      squaresNow += input.squaresNow
    }
  }

  var before: Double { numeratorBefore / denominatorBefore }
  var now: Double { numeratorNow / denominatorNow }

  /// Everything but one element, as one.
  func others(than input: AttributionInput) -> AttributionInput {
    AttributionInput(
      "", before: (numeratorBefore - input.numeratorBefore, denominatorBefore - input.denominatorBefore),
      now: (numeratorNow - input.numeratorNow, denominatorNow - input.denominatorNow),
      squaresBefore: squaresBefore - input.squaresBefore, squaresNow: squaresNow - input.squaresNow)
  }

  /// The figure of now without the element; nil where nothing is left.
  func without(_ input: AttributionInput) -> Double? {
    let left = denominatorNow - input.denominatorNow
    return left > 0 ? (numeratorNow - input.numeratorNow) / left : nil
  }

  /// 0.5·(p ln(2p/(p+q)) + q ln(2q/(p+q))) of its shares of the numerators (statistics.md section 4).
  func surprise(_ input: AttributionInput) -> Double {
    let p = Self.share(input.numeratorBefore, of: numeratorBefore)
    let q = Self.share(input.numeratorNow, of: numeratorNow)
    func term(_ a: Double, _ b: Double) -> Double { a > 0 ? a * log(2 * a / (a + b)) : 0 }
    return 0.5 * (term(p, q) + term(q, p))
  }

  private static func share(_ part: Double, of whole: Double) -> Double { whole > 0 ? max(0, part / whole) : 0 }
}
