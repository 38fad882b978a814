import AlertEngine

/// What a rule says to do next: a key that leads there, and words.
struct DoNext: Equatable {
  /// Nil where it names none.
  var key: String?
  var words: String

  /// The texts that every rule comes with name keys as they are shipped; they are shown as they are now. What somebody
  /// wrote is shown as it was written.
  init(_ text: String, _ keys: KeyMap) {
    let parts = text.components(separatedBy: Self.gap)
    guard parts.count > 1 else {
      (key, words) = (nil, text)
      return
    }
    words = parts.dropFirst().joined(separator: Self.gap)
    key = Self.shipped.contains(text) ? Self.name(of: parts[0], in: keys) : parts[0]
  }

  /// Both in a line.
  var text: String { [key, words].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: Self.gap) }

  /// Stands between a key and the words.
  private static let gap = "  "
  private static let shipped = Set(DefaultRules.all.map(\.doNext)).union([DefaultRules.openList])

  /// The key that does now what a key does as shipped.
  private static func name(of key: String, in keys: KeyMap) -> String {
    let command = KeyMap.standard.bindings.first { $0.keys.contains { $0.name == key } }?.id
    return command.map { keys.keyName(of: $0) } ?? key
  }
}
