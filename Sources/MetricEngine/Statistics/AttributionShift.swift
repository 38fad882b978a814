import Foundation

/// How far the figure of one element, or of several together, moved between two windows, and how far chance moves it.
struct AttributionShift {
  private let change: Double
  private let variance: Double

  /// Of a share; nil where a window is empty.
  init?(ofShare input: AttributionInput) {
    guard let was = input.ratioBefore, let is_ = input.ratioNow else { return nil }
    let (n0, n1) = (input.denominatorBefore, input.denominatorNow)
    let pooled = (input.numeratorBefore + input.numeratorNow) / (n0 + n1)
    (change, variance) = (is_ - was, pooled * (1 - pooled) * (1 / n1 + 1 / n0))
  }

  /// Of a mean; nil with fewer than two rows in a window.
  init?(ofMean input: AttributionInput) {
    guard let was = input.ratioBefore, let is_ = input.ratioNow else { return nil }
    let (n0, n1) = (input.denominatorBefore, input.denominatorNow)
    guard n0 > 1, n1 > 1 else { return nil }
    let spreadBefore = max(0, input.squaresBefore - n0 * was * was) / (n0 - 1)
    let spreadNow = max(0, input.squaresNow - n1 * is_ * is_) / (n1 - 1)
    (change, variance) = (is_ - was, spreadBefore / n0 + spreadNow / n1)
  }

  /// The standardised change; nil where it cannot vary.
  var z: Double? { variance > 0 ? change / variance.squareRoot() : nil }

  /// The standardised difference from the change of others; nil where neither can vary.
  func apart(_ others: AttributionShift) -> Double? {
    let spread = variance + others.variance
    return spread > 0 ? (change - others.change) / spread.squareRoot() : nil
  }

  /// Of counts: by how many times more or less than the others' one of them grew, as a standardised logarithm. Half a
  /// row is added to each, so that a fall to nothing can be told too.
  static func apart(_ input: AttributionInput, _ others: AttributionInput) -> Double? {
    let counts = [input.numeratorNow, input.numeratorBefore, others.numeratorNow, others.numeratorBefore].map {
      $0 + 0.5
    }
    guard others.numeratorNow + others.numeratorBefore > 0 else { return nil }
    let growth = log(counts[0] / counts[1]) - log(counts[2] / counts[3])
    return growth / counts.reduce(0) { $0 + 1 / $1 }.squareRoot()
  }
}
