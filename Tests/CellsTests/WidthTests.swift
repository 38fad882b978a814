import Testing

@testable import Cells

@Suite("Widths and safe text")
struct WidthTests {
  @Test(
    "Columns of what people and CRMs write",
    arguments: [
      ("", 0), ("Kestrel", 7), ("Zürich", 6), ("Zu\u{308}rich", 6), ("日本語", 6), ("ﾊﾝｶｸ", 4), ("한국", 4),
      ("🙂", 2), ("👨‍👩‍👧", 2), ("👍🏽", 2), ("🇩🇪", 2), ("❤\u{FE0F}", 1), ("1\u{FE0F}\u{20E3}", 1), ("±§°–…", 5),
      ("■▲●◆○◌", 6), ("⣿│┌╌", 4), ("a\u{200B}b\u{AD}c", 3), ("a\tb\nc", 5), ("\u{1B}[31m", 4), ("　", 2),
      ("ا\u{64B}", 1),
    ])
  func columns(text: String, width: Int) {
    #expect(TextWidth.of(text) == width)
    var canvas = Canvas(size: Size(width: 12, height: 1))
    #expect(canvas.put(text, x: 0, y: 0, style: Style()) == width)
  }

  @Test("Cutting keeps glyphs whole, padding fills to the column")
  func cutting() {
    #expect(TextWidth.cut("日本語", to: 4) == "日…")
    #expect(TextWidth.cut("日本語", to: 4, ellipsis: false) == "日本")
    #expect(TextWidth.cut("Kestrel", to: 6, glyphs: .ascii) == "Kest..")
    #expect(TextWidth.cut("Kestrel", to: 1) == "K")
    #expect(TextWidth.cut("Kestrel", to: 0) == "")
    #expect(TextWidth.pad("ab", to: 5) == "ab   ")
    #expect(TextWidth.pad("ab", to: 5, .right) == "   ab")
    #expect(TextWidth.pad("ab", to: 5, .center) == " ab  ")
    #expect(TextWidth.pad("日本", to: 4, .right) == "日本")
    #expect(TextWidth.pad("日本", to: 3) == "日…")
  }

  @Test("Wide ranges are in order and do not touch narrow signs of our own")
  func table() {
    for (left, right) in zip(WideTable.ranges, WideTable.ranges.dropFirst()) { #expect(left.last < right.first) }
    for glyph in Glyph.allCases {
      #expect(TextWidth.of(glyph.text(in: .braille)) == 1)
      #expect(glyph.text(in: .ascii).utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    }
    #expect(Set("■▲●◆○◌·".map { ASCIILookalike.of($0.unicodeScalars.first?.value ?? 0) }).count == 7)
  }

  @Test(
    "What may not reach the screen is gone, the rest stays",
    arguments: [
      ("plain", "plain"), ("a\u{1B}[2Jb", "a[2Jb"), ("a\u{9B}2Jb", "a2Jb"), ("two\r\nlines", "two  lines"),
      ("evil\u{202E}txt", "eviltxt"), ("\u{2066}a\u{2069}", "a"), ("\u{FEFF}a\u{200D}", "a"),
      ("a\u{A0}b\u{2003}c", "a b c"),
      ("\u{E000}\u{F8FF}", "\u{FFFD}\u{FFFD}"), ("Zoë 日本 ½", "Zoë 日本 ½"), ("a\u{E0041}", "a"), ("\u{2028}", " "),
      ("e\u{301}\u{302}\u{303}\u{304}", "e\u{301}\u{302}"),
    ])
  func cleaning(text: String, expected: String) {
    #expect(Sanitizer.clean(text) == expected)
  }

  @Test("Whatever the text, nothing dangerous is drawn and widths agree", arguments: 0..<200 as Range<UInt64>)
  func anything(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    let risky: [UInt32] = [
      0x1B, 0x9B, 0x200D, 0x202E, 0xFE0F, 0x1F468, 0x1F3FD, 0x1F1E9, 0x301, 0x65E5, 0x1160, 0, 0xAD,
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<60 {
      let value = next(2) == 0 ? risky[Int(next(UInt64(risky.count)))] : UInt32(next(0x11_0000))
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    for safe in Sanitizer.clean(String(text)).unicodeScalars { #expect(Self.isSafe(safe.value)) }
    var canvas = Canvas(size: Size(width: 40, height: 1))
    canvas.put(String(text), x: Int(next(50)) - 5, y: 0, style: Style(), width: Int(next(45)))
    for (x, cell) in canvas.cells.enumerated() {
      #expect(cell.scalar == 0 || Self.isSafe(cell.scalar))
      #expect(cell.mark == 0 || Self.isSafe(cell.mark))
      // A right half has its left half, and the other way round.
      let isWide = cell.scalar > 0x7F && Unicode.Scalar(cell.scalar).map { TextWidth.of($0) } == 2
      #expect(isWide == (x + 1 < 40 && canvas.cells[x + 1].scalar == 0))
    }
    let cut = TextWidth.cut(String(text), to: 20)
    #expect(TextWidth.of(cut) <= 20)
    #expect(TextWidth.of(TextWidth.pad(String(text), to: 20)) == 20)
    #expect(TextFlow.wrap(String(text), width: 7).allSatisfy { TextWidth.of($0) <= 7 })
  }

  private static func isSafe(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    let dangerous: [Unicode.GeneralCategory] = [
      .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
    ]
    return !dangerous.contains(scalar.properties.generalCategory)
  }
}
