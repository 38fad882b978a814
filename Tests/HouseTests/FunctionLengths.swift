/// Functions and initialisers of a source with the lines they take, from `func` or `init` to the closing brace.
struct FunctionLengths {
  struct Function: Equatable {
    var name: String
    /// 1-based line of `func` or `init`.
    var line: Int
    var length: Int
  }

  private(set) var functions: [Function] = []
  private let tokens: [(text: String, line: Int)]

  init(_ text: SwiftText) {
    tokens = Self.tokens(of: text.code)
    for index in tokens.indices where isDeclaration(index) {
      guard let open = body(after: index), let close = closing(of: open) else { continue }
      let name = tokens[index].text == "func" ? tokens[index + 1].text : "init"
      functions.append(
        Function(name: name, line: tokens[index].line, length: tokens[close].line - tokens[index].line + 1))
    }
  }

  /// Words, and single characters for everything else.
  private static func tokens(of code: [UInt8]) -> [(text: String, line: Int)] {
    var tokens: [(String, Int)] = []
    var word: [UInt8] = []
    var line = 1
    func isWord(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x5F || byte >= 0x80
    }
    for byte in code + [0x0A] {
      if isWord(byte) {
        word.append(byte)
        continue
      }
      if !word.isEmpty { tokens.append((String(decoding: word, as: UTF8.self), line)) }
      word = []
      if byte == 0x0A { line += 1 } else if byte != 0x20 { tokens.append((String(UnicodeScalar(byte)), line)) }
    }
    return tokens
  }

  /// `func name`, or an `init` that is declared rather than called.
  private func isDeclaration(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    switch tokens[index].text {
    case "func": return true
    case "init": return index == 0 || ![".", "`"].contains(tokens[index - 1].text)
    default: return false
    }
  }

  /// The brace that opens the body; nil for requirements of protocols.
  private func body(after index: Int) -> Int? {
    let next: Set<String> = ["func", "init", "var", "let", "static", "associatedtype", "public", "mutating", "case"]
    var depth = 0
    for position in tokens.indices.dropFirst(index + 1) {
      let text = tokens[position].text
      if text == "(" || text == "[" { depth += 1 }
      if text == ")" || text == "]" { depth -= 1 }
      if depth > 0 { continue }
      if text == "{" { return position }
      if text == "}" || (next.contains(text) && position > index + 1) { return nil }
    }
    return nil
  }

  private func closing(of open: Int) -> Int? {
    var depth = 0
    for position in tokens.indices.dropFirst(open) {
      if tokens[position].text == "{" { depth += 1 }
      if tokens[position].text == "}" { depth -= 1 }
      if depth == 0 { return position }
    }
    return nil
  }
}
