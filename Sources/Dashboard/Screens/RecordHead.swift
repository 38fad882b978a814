import Cells
import MetricEngine

/// The lines on top of a record: what it is, then a label and a text each.
struct RecordHead {
  /// A labelled line, such as "next step   Tue 24 Nov".
  struct Line {
    var label: String
    /// What it says; empty parts are left out.
    var parts: [String]
    var role: Role = .text
    /// Stands before the text.
    var mark: Glyph?
    /// True for what is wrong: comes first where there is little room.
    var isProblem: Bool { mark != nil }

    init(_ label: String, _ parts: [String], _ role: Role = .text, mark: Glyph? = nil) {
      self.label = label
      self.parts = parts.filter { !$0.isEmpty }
      self.role = role
      self.mark = mark
    }
  }

  /// Name, amount, standing: on one line where they fit, else on several.
  var title: [Span]
  var lines: [Line]

  private static let labelWidth = 16
  /// Narrower screens do without the labels.
  private static let narrow = 60

  /// Draws as much as fits into the rows of `rect` and returns the rows used.
  func draw(in rect: Rect, _ look: Look, _ canvas: inout Canvas) -> Int {
    let rows = rows(width: rect.width, look)
    for (index, row) in rows.prefix(rect.height).enumerated() {
      row.draw(in: Rect(x: rect.x, y: rect.y + index, width: rect.width, height: 1), look, &canvas)
    }
    return min(rows.count, rect.height)
  }

  /// One line of the head as it is drawn.
  private struct Row {
    var label: String
    var spans: [Span]
    var mark: Glyph?
    var indent: Int

    func draw(in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
      canvas.put(label, x: rect.x, y: rect.y, style: look[.dim], width: max(0, indent - 1))
      var x = rect.x + indent
      if let mark {
        canvas.put(look.mark(mark), x: x, y: rect.y, style: look[mark == .ok ? .ok : .warning])
        x += 2
      }
      for span in spans where x < rect.maxX {
        x += canvas.put(span.text, x: x, y: rect.y, style: look[span.role], width: rect.maxX - x) + 3
      }
    }
  }

  private func rows(width: Int, _ look: Look) -> [Row] {
    let title = titleRows(width)
    guard width < Self.narrow else { return title + lines.flatMap { rows($0, width: width, isNarrow: false, look) } }
    // What is wrong comes right below the name, where there may be room for no more.
    func narrow(_ lines: [Line]) -> [Row] { lines.flatMap { rows($0, width: width, isNarrow: true, look) } }
    return title.prefix(1) + narrow(lines.filter(\.isProblem)) + title.dropFirst()
      + narrow(lines.filter { !$0.isProblem })
  }

  private func rows(_ line: Line, width: Int, isNarrow: Bool, _ look: Look) -> [Row] {
    let indent = isNarrow ? 0 : Self.labelWidth
    let text = line.parts.joined(separator: " \(look.mark(.separator)) ")
    let labelled = isNarrow && !line.isProblem ? "\(line.label): \(text)" : text
    let room = max(10, width - indent - (line.isProblem ? 2 : 0))
    return TextFlow.wrap(labelled, width: room).enumerated().map { index, part in
      let isFirst = index == 0
      return Row(
        label: isFirst && !isNarrow ? line.label : "", spans: [Span(text: part, role: line.role)],
        mark: isFirst ? line.mark : nil, indent: isFirst || !line.isProblem ? indent : indent + 2)
    }
  }

  private func titleRows(_ width: Int) -> [Row] {
    var rows: [[Span]] = []
    var used = 0
    for span in title where !span.text.isEmpty {
      if !rows.isEmpty, used + 3 + span.width <= width {
        rows[rows.count - 1].append(span)
        used += 3 + span.width
      } else {
        rows.append([span])
        used = span.width
      }
    }
    return rows.map { Row(label: "", spans: $0, mark: nil, indent: 0) }
  }
}

extension RecordHead {
  /// RecordWords.wrong: one line each, worst first; or that nothing is.
  static func problems(_ problems: [Remark]) -> [Line] {
    guard !problems.isEmpty else {
      return [Line(RecordWords.wrong, [RecordWords.nothingWrong], mark: .ok)]
    }
    return RemarkWords.lines(problems).enumerated().map { index, text in
      Line(index == 0 ? RecordWords.wrong : "", [text], .strong, mark: .warning)
    }
  }
}
