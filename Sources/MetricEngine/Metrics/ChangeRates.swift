import Domain

extension Change {
  /// Compares two counts over equal time: a difference counts if the exact test of equal rates gives p < 0.05.
  static func ofRates(_ now: Int, _ before: Int, higherIsBetter: Bool) -> Change {
    guard let p = RateRatio.pValue(now, before) else { return .unknown }
    guard p < 0.05 else { return .same }
    return (now > before) == higherIsBetter ? .better : .worse
  }
}
