/// Published figures beside one's own.
enum ClaimWords {
  static let claim = "claim"
  static let published = "published"
  static let yours = "yours"
  static let likely = "likely"
  static let verdict = "verdict"
  static let also = "also"
  static let method = "computed as"
  static let note = "bear in mind"
  static let outOf = "out of"

  static func published(_ figure: String, by whom: String) -> String { "\(figure), by \(whom)" }
  static func likely(_ range: String) -> String { "likely \(range)" }
  static func of(_ count: String) -> String { "of \(count)" }

  /// "2.1x, likely 1.9–2.3x, out of 1 204 leads".
  static func yours(_ figure: String, likely range: String, basis: String = "") -> String {
    figure + (range.isEmpty ? "" : ", likely \(range)") + (basis.isEmpty ? "" : ", \(outOf) \(basis)")
  }
}
