import AlertEngine

/// A line being typed at the foot of the screen.
public struct Prompt: Sendable, Equatable {
  /// What the line is for.
  public enum Kind: Sendable, Equatable {
    /// The filter of the whole dashboard.
    case filter
    /// The period of the whole dashboard.
    case period
    /// A text the screen on top asked for, such as the search of a list.
    case screen
    /// A note about a lead, an opportunity or a rep.
    case note(NoteSubject)
    /// Who has an alert, and until when.
    case acknowledge(AlertKey)
    /// Until when an alert is to be quiet, and why.
    case snooze(AlertKey)
    /// A note about an alert.
    case alertNote(AlertKey)
    /// The name to keep a view under.
    case viewName
    /// A command by name; `selected` counts among the matches.
    case palette
    /// A view by name.
    case views
    /// How a file is to be written.
    case export
  }
  /// What the line is for.
  public var kind: Kind
  /// What stands before the line, such as "filter".
  public var label: String
  /// What is typed so far.
  public var text: String
  /// Characters before the cursor.
  public var cursor: Int
  /// The text when it was opened; Esc goes back to it.
  public let original: String
  /// The match chosen, in the palette.
  public var selected = 0
  /// What is wrong with the line, or an example of what may stand there.
  public var hint: String

  /// A line with its cursor at the end.
  public init(kind: Kind, label: String, text: String = "", hint: String = "") {
    self.kind = kind
    self.label = label
    self.text = text
    self.hint = hint
    cursor = text.count
    original = text
  }

  /// Puts text in at the cursor.
  mutating func insert(_ new: String) {
    let clean = String(new.unicodeScalars.filter { $0.value >= 32 && !(127...159).contains($0.value) })
    let index = text.index(text.startIndex, offsetBy: min(cursor, text.count))
    text.insert(contentsOf: clean, at: index)
    cursor = min(cursor + clean.count, text.count)
    selected = 0
  }

  /// Removes the character before the cursor.
  mutating func deleteBack() {
    guard cursor > 0, cursor <= text.count else { return }
    text.remove(at: text.index(text.startIndex, offsetBy: cursor - 1))
    cursor -= 1
    selected = 0
  }

  /// Removes the character under the cursor.
  mutating func deleteForward() {
    guard cursor < text.count else { return }
    text.remove(at: text.index(text.startIndex, offsetBy: cursor))
    selected = 0
  }

  /// Empties the line.
  mutating func clear() {
    text = ""
    cursor = 0
    selected = 0
  }
}
