/// Text broken into lines.
public enum TextFlow {
  /// Breaks text at spaces so that no line is wider than `width`; words wider than that are cut. Line feeds stay breaks.
  public static func wrap(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      wrapParagraph(Sanitizer.clean(String(paragraph)), width: width)
    }
  }

  /// Draws wrapped text; the last line that fits is marked as cut if there is more.
  /// - Returns: the rows used.
  @discardableResult
  public static func draw(_ text: String, in rect: Rect, on canvas: inout Canvas, style: Style) -> Int {
    let lines = wrap(text, width: rect.width)
    for (index, line) in lines.prefix(rect.height).enumerated() {
      let isCut = index == rect.height - 1 && lines.count > rect.height
      let tail = isCut ? TextWidth.ellipsisText(canvas.glyphs, room: rect.width) : ""
      let room = rect.width - tail.unicodeScalars.count
      let used = canvas.put(line, x: rect.x, y: rect.y + index, style: style, width: room, ellipsis: false)
      canvas.put(tail, x: rect.x + used, y: rect.y + index, style: style)
    }
    return min(lines.count, rect.height)
  }

  private static func wrapParagraph(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      var rest = String(word)
      var columns = TextWidth.of(rest)
      if !line.isEmpty, used + 1 + columns <= width {
        line += " " + rest
        used += 1 + columns
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while columns > width {
        let head = TextWidth.cut(rest, to: width, ellipsis: false)
        guard !head.isEmpty else { return lines }
        lines.append(head)
        rest.unicodeScalars.removeFirst(head.unicodeScalars.count)
        columns = TextWidth.of(rest)
      }
      line = rest
      used = columns
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
  }
}
