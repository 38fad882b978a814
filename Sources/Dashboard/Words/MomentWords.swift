/// Which moment and which part is shown, how fresh it is, and where the data comes from: the frame of every screen.
enum MomentWords {
  static let nothingMatches = "nothing matches"
  static let allOk = "all ok"
  static let allWithin = "all within limits"
  static let paused = "paused"
  static let computing = "computing"
  static let demo = "demo"

  static func all(_ parts: String) -> String { "all \(parts)" }
  static func stretch(_ stretch: String, against compared: String) -> String { "\(stretch), vs \(compared)" }
  static func critical(_ count: Int, isShort: Bool) -> String { "\(count) \(isShort ? "crit" : "critical")" }
  static func warnings(_ count: Int, isShort: Bool) -> String {
    isShort ? "\(count) warn" : AlertWords.warnings(count)
  }

  static func live(_ age: String) -> String { "live, \(age)" }
  static func old(_ age: String) -> String { "old, \(age)" }
  static func marked(_ rows: Int) -> String { "\(Counted.rows(rows)) marked" }
  static func data(_ sources: String) -> String { "data: \(sources)" }
  static func failed(_ source: String, key: String) -> String { "\(source) failed (\(key))" }
  static func explains(_ key: String) -> String { "\(key) explains a figure" }

  static func setAside(_ rows: Int, key: String) -> String {
    rows == 0 ? "no rows set aside" : "\(Counted.rows(rows)) set aside (\(key))"
  }

  /// "only EMEA, rep:rep014   Esc clears".
  static func only(_ parts: [String], isNothing: Bool, back: String?, clears: Bool) -> String {
    let hint = back.map { "   \($0) \(clears ? "clears" : "goes one step out")" } ?? ""
    return "only \(parts.joined(separator: ", "))\(isNothing ? ": \(nothingMatches)" : "")\(hint)"
  }

  static func dataEnds(_ day: String) -> String { "data ends \(day), shown as of then" }
  static func demo(now: String) -> String { "demo: an invented organisation on a fast clock; now \(now)" }

  /// - Parameter back: the key that leads back to the present, where one does.
  static func asOf(_ day: String, back: String? = nil) -> String {
    "as of \(day): later events are hidden" + (back.map { "   \($0) comes back" } ?? "")
  }

  static func replay(_ pace: String, _ day: String, faster: String, stops: String, back: String) -> String {
    "replay, \(pace): as of \(day)   \(faster) faster, \(stops) stops, \(back) comes back"
  }

  /// - Parameter days: that pass in a second.
  static func pace(_ days: Int) -> String {
    switch days {
    case 1: "a day a second"
    case 7: "a week a second"
    default: "\(days) days a second"
    }
  }
}
