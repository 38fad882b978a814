import Cells

/// The lines on top of a record: what it is, then a label and a text each.
struct RecordHead {
  /// A labelled line, such as "next step   Tue 24 Nov".
  struct Line {
    var label: String
    var text: String
    var role: Role = .text
    /// Stands before the text.
    var mark: Glyph?
  }

  /// Name, amount, standing: on one line where they fit, else on several.
  var title: [Span]
  var lines: [Line]

  private static let labelWidth = 16
  /// Narrower screens do without the labels.
  private static let narrow = 60

  /// Draws as much as fits into the rows of `rect` and returns the rows used.
  func draw(in rect: Rect, _ look: Look, _ canvas: inout Canvas) -> Int {
    let rows = rows(width: rect.width)
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

  private func rows(width: Int) -> [Row] {
    let isNarrow = width < Self.narrow
    let indent = isNarrow ? 0 : Self.labelWidth
    return titleRows(width)
      + lines.flatMap { line -> [Row] in
        let label = isNarrow || line.label.isEmpty || line.mark != nil ? "" : "\(line.label)  "
        let prefix = isNarrow ? label : ""
        let room = max(10, width - indent - (line.mark == nil ? 0 : 2))
        return TextFlow.wrap(prefix + line.text, width: room).enumerated().map { index, text in
          let spans = [Span(text: text, role: line.role)]
          let isFirst = index == 0
          return Row(
            label: isFirst && !isNarrow ? line.label : "", spans: spans, mark: isFirst ? line.mark : nil,
            indent: isFirst || line.mark == nil ? indent : indent + 2)
        }
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
  /// "what is wrong": one line each, worst first; or that nothing is.
  static func problems(_ problems: [String]) -> [Line] {
    guard !problems.isEmpty else {
      return [Line(label: "what is wrong", text: "nothing that the data shows", mark: .ok)]
    }
    return problems.enumerated().map { index, text in
      Line(label: index == 0 ? "what is wrong" : "", text: text, role: .strong, mark: .warning)
    }
  }
}
