/// Says what ncurses says in fewer bytes. ncurses sets both colours where one has changed, and the colour of text for
/// blanks that show none; here a terminal hears of a colour when it is about to be seen, and of nothing twice.
///
/// What is not understood is passed on as it came, after all that was put off.
struct LeanWriter {
  /// As ncurses has it.
  private var wanted = Pen()
  /// As the terminal has it, nil if that is not known.
  private var held: Pen? = Pen()
  private var output: [UInt8] = []

  private static let escape: UInt8 = 0x1B
  private static let blank: UInt8 = 0x20

  /// Forgets how the terminal draws: others have written to it.
  mutating func forget() { held = nil }

  /// The same frame, shorter. It leaves the terminal as ncurses believes it to be.
  mutating func rewrite(_ bytes: [UInt8]) -> [UInt8] {
    output.removeAll(keepingCapacity: true)
    var rest = bytes[...]
    while let first = rest.first {
      switch first {
      case Self.escape: takeSequence(&rest)
      case Self.blank: takeBlanks(&rest)
      case ..<Self.blank: takeControl(&rest)
      default: takeText(&rest)
      }
    }
    settle()
    return output
  }

  // MARK: - Text

  private mutating func takeText(_ rest: inout ArraySlice<UInt8>) {
    settle()
    let text = rest.prefix { $0 >= Self.blank }
    output += text
    rest = rest[text.endIndex...]
  }

  private mutating func takeBlanks(_ rest: inout ArraySlice<UInt8>) {
    var blanks = rest.prefix { $0 == Self.blank }
    // A combining mark after it makes a blank a glyph.
    if let next = rest[blanks.endIndex...].first, next >= 0x80 { blanks = blanks.dropLast() }
    if blanks.isEmpty { return takeText(&rest) }
    settleBlank()
    output += blanks
    rest = rest[blanks.endIndex...]
  }

  private mutating func takeControl(_ rest: inout ArraySlice<UInt8>) {
    // A line that scrolls in is blank.
    if rest.first == UInt8(ascii: "\n") { settleBlank() }
    output.append(rest.removeFirst())
  }

  // MARK: - Sequences

  private mutating func takeSequence(_ rest: inout ArraySlice<UInt8>) {
    let sequence = Self.sequence(rest)
    rest = rest[sequence.endIndex...]
    let kind = sequence.dropFirst().first
    guard kind == UInt8(ascii: "["), let final = sequence.last, sequence.count > 2 else {
      return takeShort(sequence, kind)
    }
    switch final {
    case UInt8(ascii: "m"): takePen(sequence)
    case let final where "ABCDEFGHadefhlr`".utf8.contains(final): output += sequence
    case let final where "XKJLMSTP@".utf8.contains(final):
      settleBlank()
      output += sequence
    default:
      settle()
      output += sequence
    }
  }

  /// Sequences without parameters.
  private mutating func takeShort(_ sequence: ArraySlice<UInt8>, _ kind: UInt8?) {
    switch kind {
    // Character sets and the keypad.
    case .some(let kind) where "()=>".utf8.contains(kind): output += sequence
    // Moving rows by one line.
    case UInt8(ascii: "M"), UInt8(ascii: "D"):
      settleBlank()
      output += sequence
    default:
      settle()
      output += sequence
      held = nil
    }
  }

  private mutating func takePen(_ sequence: ArraySlice<UInt8>) {
    var new = wanted
    guard new.take(sequence.dropFirst(2).dropLast()) else {
      settle()
      output += sequence
      (wanted, held) = (new, nil)
      return
    }
    wanted = new
  }

  /// The sequence that bytes begin with.
  private static func sequence(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let inside = bytes.dropFirst()
    let end =
      switch inside.first {
      case UInt8(ascii: "["): inside.dropFirst().prefix { (0x20..<0x40).contains($0) }.endIndex + 1
      case .some(let kind) where "]P_^X".utf8.contains(kind): endOfString(inside)
      default: inside.prefix { (0x20..<0x30).contains($0) }.endIndex + 1
      }
    return bytes[..<min(end, bytes.endIndex)]
  }

  /// Strings end with a bell, or with ESC and a backslash.
  private static func endOfString(_ inside: ArraySlice<UInt8>) -> Int {
    let text = inside.prefix { $0 != 0x07 && $0 != escape }
    return text.endIndex + (inside[text.endIndex...].first == escape ? 2 : 1)
  }

  // MARK: - The pen

  private mutating func settle() {
    guard held != wanted else { return }
    output += wanted.sequence(after: held).utf8
    held = wanted
  }

  /// Of a blank only what is behind it is seen.
  private mutating func settleBlank() {
    guard var pen = held, !pen.marksBlanks, !wanted.marksBlanks else { return settle() }
    guard pen.background != wanted.background else { return }
    pen.background = wanted.background
    output += pen.sequence(after: held).utf8
    held = pen
  }
}
