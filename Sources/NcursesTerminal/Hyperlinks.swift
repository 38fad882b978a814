import Cells

/// Writes OSC 8 around what is already on the glass: ncurses knows nothing of links, so the linked cells are sent once
/// more, with the cursor and its look kept where ncurses believes them to be.
struct Hyperlinks {
  /// Milliseconds without anything new after which links are sent: as long as a hand takes from the keys to the mouse,
  /// which alone can follow one. Who goes through a list row by row does not pay for them.
  static let rest: Int64 = 400
  /// Longer addresses are no use to a terminal.
  private static let longest = 2_000

  private let isOn: Bool
  private let palette: Palette
  /// What is to be linked, by row.
  private var wanted: [Int: [Link]] = [:]
  /// What is linked on the glass, by row.
  private var linked: [Int: [Link]] = [:]
  /// True if links are to be sent.
  private(set) var isDue = false

  /// Off where a terminal may print what it does not understand, and where the user wants no decoration.
  init(kind: TerminalKind, palette: Palette) {
    isOn = kind.isModern && kind.multiplexer != .screen && palette.depth > .mono
    self.palette = palette
  }

  /// Forgets what is on the glass.
  mutating func forget() {
    linked = [:]
    isDue = isOn && !wanted.isEmpty
  }

  /// Takes the links of a frame of which some rows were drawn anew: these lead nowhere now.
  mutating func note(_ links: [Link], drawn rows: [Int]) {
    guard isOn, !links.isEmpty || !wanted.isEmpty else { return }
    for row in rows { linked[row] = nil }
    wanted = Dictionary(grouping: links, by: \.y)
    isDue = wanted != linked
  }

  /// What to send so that the glass leads where it should; the rest of it stays.
  mutating func bytes(for shown: Canvas) -> String {
    isDue = false
    let rows = Set(wanted.keys).union(linked.keys).filter { wanted[$0] != linked[$0] }
    let (new, old) = (Self.cells(wanted, rows, shown), Self.cells(linked, rows, shown))
    let stale = Set(new.keys).union(old.keys).filter { new[$0] != old[$0] }.sorted()
    linked = wanted
    guard !stale.isEmpty else { return "" }
    return "\u{1B}7" + runs(stale, new, shown).map { text(of: $0, leadingTo: new[$0.lowerBound], shown) }.joined()
      + "\u{1B}8"
  }

  /// The address that each linked cell of some rows leads to, by its index.
  private static func cells(_ links: [Int: [Link]], _ rows: Set<Int>, _ shown: Canvas) -> [Int: String] {
    let cells = rows.flatMap { links[$0] ?? [] }.flatMap { link -> [(Int, String)] in
      guard let address = safe(link.address) else { return [] }
      return (link.x..<link.x + link.width).map { (link.y * shown.size.width + $0, address) }
    }
    return Dictionary(cells, uniquingKeysWith: { $1 })
  }

  /// Neighbouring cells that look alike and lead to the same page.
  private func runs(_ stale: [Int], _ new: [Int: String], _ shown: Canvas) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in stale where shown.cells[index].scalar != 0 {
      let isWide = index + 1 < shown.cells.count && shown.cells[index + 1].scalar == 0
      guard Painter.isDrawn(shown.cells[index].scalar, isWide: isWide) else { continue }
      let end = index + (isWide ? 2 : 1)
      if let last = runs.last, last.upperBound == index, index % shown.size.width != 0,
        new[last.lowerBound] == new[index],
        shown.cells[last.lowerBound].style == shown.cells[index].style
      {
        runs[runs.count - 1] = last.lowerBound..<end
      } else {
        runs.append(index..<end)
      }
    }
    return runs
  }

  private func text(of run: Range<Int>, leadingTo address: String?, _ shown: Canvas) -> String {
    let (row, column) = run.lowerBound.quotientAndRemainder(dividingBy: shown.size.width)
    let cells = shown.cells[run].filter { $0.scalar != 0 }
    var letters = String.UnicodeScalarView()
    for value in cells.flatMap({ [$0.scalar, $0.mark] }) where value != 0 {
      letters.append(Unicode.Scalar(value) ?? " ")
    }
    let open = address.map { "\u{1B}]8;;\($0)\u{1B}\\" } ?? ""
    let close = address == nil ? "" : "\u{1B}]8;;\u{1B}\\"
    let style = shown.cells[run.lowerBound].style
    return "\u{1B}[\(row + 1);\(column + 1)H\u{1B}[\(palette.code(style))m\(open)\(String(letters))\(close)"
  }

  /// An address that cannot be anything else on its way: no control character, no blank, nothing beyond ASCII. Nil if
  /// it is none of a page.
  static func safe(_ address: String) -> String? {
    guard address.hasPrefix("https://") || address.hasPrefix("http://"), address.utf8.count <= longest else {
      return nil
    }
    guard address.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }) else {
      return nil
    }
    return address.utf8.map { byte in
      let isPlain = (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + Self.digits(byte)
    }.joined()
  }

  private static func digits(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return text.count < 2 ? "0" + text : text
  }
}

extension Palette {
  /// The numbers between `ESC [` and `m` that make a terminal draw as ncurses does in this style.
  func code(_ style: Style) -> String {
    let attributes: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    let (foreground, background) = numbers(style)
    return
      (["0"] + attributes.filter { style.attributes.contains($0.0) }.map { $0.1 }
      + [code(foreground, base: 30), code(background, base: 40)]).joined(separator: ";")
  }

  private func code(_ number: Int32, base: Int32) -> String {
    switch number {
    case ..<0: "\(base + 9)"
    case 0..<8: "\(base + number)"
    case _ where depth == .direct: "\(base + 8);2;\(number >> 16 & 255);\(number >> 8 & 255);\(number & 255)"
    case 8..<16: "\(base + 52 + number)"
    default: "\(base + 8);5;\(number)"
    }
  }
}
