extension Model {
  /// Puts text on the clipboard and says so; `what` is what it was: "copied", "link copied".
  mutating func copy(_ text: String, saying what: String = "copied") -> [Effect] {
    tell("\(what): \(text.prefix { $0 != "\n" })")
    return [.copy(text)]
  }
}
