/// What needs a person now.
enum AttentionWords {
  static let waiting = "b Waiting now"
  static let quiet = "Quiet deals, most money first"
  static let workTime = "work time"

  static func late(_ time: String) -> String { "late \(time)" }
  static func more(_ count: Int, key: String) -> String { "\(Numbers.whole(count)) more (\(key))" }
}
