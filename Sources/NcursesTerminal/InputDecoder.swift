import Cells

/// Turns the bytes of a terminal into events. Whatever it does not know it drops, so that junk is no key.
struct InputDecoder {
  /// Not yet understood.
  private var buffer: [UInt8] = []
  /// What was pasted so far, nil outside of a paste.
  private var pasted: [UInt8]?
  /// True while the terminal may answer a question of ours: an answer that comes in pieces is waited for, so that its
  /// rest is not taken for keys.
  var awaitsAnswer = false
  /// True right after a lone Esc was taken for the key: what follows may show that an answer began with it.
  private var followsEscape = false

  /// True while more bytes may complete what has come so far.
  var isWaiting: Bool { !buffer.isEmpty || pasted != nil }
  /// True between the brackets of a paste.
  var isPasting: Bool { pasted != nil }

  /// More than this of a paste is dropped, in bytes.
  private static let mostPasted = 65_536
  /// No sequence is longer, but those that are answers to questions of others.
  private static let mostOfSequence = 4_096

  private enum Step {
    case events([TerminalEvent], used: Int)
    case pasteBegins(used: Int)
    case incomplete

    static func key(_ key: Key?, used: Int) -> Step { .events(key.map { [.key($0)] } ?? [], used: used) }
  }

  /// Takes bytes and returns the events they complete.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
    buffer.append(contentsOf: bytes)
    let body = Answers.background.dropFirst()
    if followsEscape, buffer.starts(with: body) || body.starts(with: buffer) { buffer.insert(0x1B, at: 0) }
    followsEscape = false
    var events: [TerminalEvent] = []
    var start = 0
    loop: while start < buffer.count {
      if pasted != nil {
        start = takePaste(from: start, into: &events)
        if pasted != nil { break }
        continue
      }
      switch step(buffer[start...]) {
      case .events(let more, let used):
        events += more
        start += used
      case .pasteBegins(let used):
        pasted = []
        start += used
      case .incomplete: break loop
      }
    }
    buffer.removeFirst(min(start, buffer.count))
    if buffer.count > Self.mostOfSequence { buffer.removeAll() }
    return events
  }

  /// Nothing more came in time: a lone Esc is the key, anything else unfinished is dropped.
  mutating func flush() -> [TerminalEvent] {
    if awaitsAnswer, Answers.mayBecome(buffer) { return [] }
    defer { buffer.removeAll() }
    if let text = pasted {
      pasted = nil
      return [Self.paste(text + buffer)]
    }
    followsEscape = awaitsAnswer && buffer == [0x1B]
    guard buffer.first == 0x1B, buffer.count <= 2 else { return [] }
    let second = buffer.dropFirst().first.map { Key.character(Character(Unicode.Scalar($0))) }
    return [.key(.escape)] + (second.map { [.key($0)] } ?? [])
  }

  private func step(_ bytes: ArraySlice<UInt8>) -> Step {
    guard let first = bytes.first else { return .incomplete }
    switch first {
    case 0x1B: return escape(bytes)
    // Ctrl-C and Ctrl-\: no signals, so that they can be told from those in pasted text.
    case 0x03, 0x1C: return .events([.hangUp], used: 1)
    case 0x0C: return .events([.redraw], used: 1)
    case 0x20..<0x7F: return .key(.character(Character(Unicode.Scalar(first))), used: 1)
    case 0x80...: return character(bytes)
    default: return .key(KeyTable.control(first), used: 1)
    }
  }

  /// A character of several bytes; what is not UTF-8 is dropped byte by byte.
  private func character(_ bytes: ArraySlice<UInt8>) -> Step {
    let first = bytes[bytes.startIndex]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5 else { return .events([], used: 1) }
    let available = bytes.dropFirst().prefix(length - 1)
    guard available.allSatisfy({ $0 & 0xC0 == 0x80 }) else { return .events([], used: 1) }
    guard available.count == length - 1 else { return .incomplete }
    guard let text = String(validating: bytes.prefix(length), as: UTF8.self),
      let character = Sanitizer.clean(text).first
    else { return .events([], used: length) }
    return .key(.character(character), used: length)
  }

  private func escape(_ bytes: ArraySlice<UInt8>) -> Step {
    guard let second = bytes.dropFirst().first else { return .incomplete }
    switch second {
    case 0x5B: return control(bytes)
    case 0x4F: return shifted(bytes)
    case 0x50, 0x58, 0x5D, 0x5E, 0x5F: return string(bytes)
    // Esc and another key in one go: slow links deliver them together.
    default: return .key(.escape, used: 1)
    }
  }

  /// `ESC O ...`
  private func shifted(_ bytes: ArraySlice<UInt8>) -> Step {
    let rest = bytes.dropFirst(2)
    let parameters = rest.prefix { (0x30...0x3B).contains($0) }
    guard let final = rest.dropFirst(parameters.count).first else { return .incomplete }
    guard final >= 0x40, final < 0x7F else { return .events([], used: 2 + parameters.count) }
    let used = 3 + parameters.count
    // Upper case are cursor and function keys, lower case those of the keypad.
    return .key(KeyTable.keypad(final) ?? KeyTable.lettered(final), used: used)
  }

  /// Answers to questions: `ESC ] ... BEL`, `ESC P ... ESC \` and the like. They are read, and dropped unless they say
  /// which colour the background has.
  private func string(_ bytes: ArraySlice<UInt8>) -> Step {
    for index in bytes.indices.dropFirst(2) {
      let length = index - bytes.startIndex
      if bytes[index] == 0x07 { return .events(answer(bytes[..<index]), used: length + 1) }
      guard bytes[index] == 0x1B else { continue }
      guard index + 1 < bytes.endIndex else { return .incomplete }
      guard bytes[index + 1] == 0x5C else { return .events([], used: length) }
      return .events(answer(bytes[..<index]), used: length + 2)
    }
    // What cannot be the answer waited for is not waited for: the keys behind it are heard.
    if awaitsAnswer, bytes.starts(with: Answers.background), !Answers.mayBecome(Array(bytes)) {
      let rest = bytes.dropFirst(Answers.background.count).firstIndex { !Answers.isPart($0) } ?? bytes.endIndex
      return .events([], used: rest - bytes.startIndex)
    }
    return .incomplete
  }

  private func answer(_ bytes: ArraySlice<UInt8>) -> [TerminalEvent] {
    Answers.background(bytes).map { [.background(isDark: $0)] } ?? []
  }

  /// `ESC [ ...`
  private func control(_ bytes: ArraySlice<UInt8>) -> Step {
    let rest = bytes.dropFirst(2)
    if rest.first == 0x5B {
      // The console of Linux sends F1 to F5 as ESC [ [ A to E.
      guard let letter = rest.dropFirst().first else { return .incomplete }
      return .key((0x41...0x45).contains(letter) ? .function(Int(letter) - 0x40) : nil, used: 4)
    }
    let body = rest.prefix { (0x20..<0x40).contains($0) }
    guard let final = rest.dropFirst(body.count).first else { return .incomplete }
    let used = 3 + body.count
    guard final >= 0x40, final < 0x7F else { return .events([], used: used - 1) }
    if body.first == 0x3C { return .events(MouseDecoder.modern(body.dropFirst(), final: final), used: used) }
    if final == 0x4D, body.isEmpty {
      let report = rest.dropFirst(1).prefix(3)
      return report.count < 3 ? .incomplete : .events(MouseDecoder.old(report), used: used + 3)
    }
    if final == 0x7E, body.elementsEqual("200".utf8) { return .pasteBegins(used: used) }
    if final == 0x6E, let isDark = Answers.scheme(body) { return .events([.background(isDark: isDark)], used: used) }
    return .events(key(body, final: final), used: used)
  }

  private func key(_ body: ArraySlice<UInt8>, final: UInt8) -> [TerminalEvent] {
    guard body.allSatisfy({ (0x30...0x3B).contains($0) }) else { return [] }
    let numbers = body.split(separator: 0x3B, omittingEmptySubsequences: false).map(MouseDecoder.number)
    switch final {
    // rxvt ends with ^ or @ where Control or Shift is held.
    case 0x7E, 0x5E, 0x40: return KeyTable.numbered(numbers.first ?? 0).map { [.key($0)] } ?? []
    // With other numbers these are answers: the place of the cursor ends with R.
    case 0x50...0x53 where !numbers.isEmpty && numbers.first != 1: return []
    default: return KeyTable.lettered(final).map { [.key($0)] } ?? []
    }
  }
}

extension InputDecoder {
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Collects pasted bytes and returns from where the rest is to be read. The end may still be coming in pieces.
  private mutating func takePaste(from start: Int, into events: inout [TerminalEvent]) -> Int {
    let end = Self.pasteEnd
    var index = start
    while index < buffer.count {
      let piece = buffer[index...].prefix(end.count)
      if buffer[index] == end[0], end.starts(with: piece) { break }
      index += 1
    }
    var text = pasted ?? []
    text += buffer[start..<index].prefix(max(0, Self.mostPasted - text.count))
    guard index + end.count <= buffer.count else {
      pasted = text
      return index
    }
    pasted = nil
    events.append(Self.paste(text))
    return index + end.count
  }

  private static func paste(_ bytes: [UInt8]) -> TerminalEvent {
    .paste(Sanitizer.clean(String(decoding: bytes, as: UTF8.self)))
  }
}
