extension Model {
  /// Sends text to the clipboard of the terminal and says so; `what` is what it was.
  mutating func copy(_ text: String, saying what: String = Words.sentToTerminal) -> [Effect] {
    tell("\(what): \(text.prefix { $0 != "\n" })")
    return [.copy(text)]
  }
}
