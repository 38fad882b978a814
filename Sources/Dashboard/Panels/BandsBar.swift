import Cells

/// How the answers divide into bands: one bar over the whole width, the shares in words below.
enum BandsBar {
  /// - Parameter parts: names and counts, quickest first; what is left of `all` is not answered yet.
  static func block(_ priority: Int, _ parts: [(String, Int)], of all: Int) -> Block? {
    guard all > 0 else { return nil }
    let shares = parts.map { Double($0.1) / Double(all) }
    return Block(priority: priority, minimum: 1, preferred: 2) { rect, look, canvas in
      let words = zip(parts, shares).map { part, share -> RichLine.Segment in
        [.dim("\(part.0) "), .plain(Numbers.percent(share))]
      }
      if rect.height > 1 { drawBar(shares, in: rect.row(0), look, &canvas) }
      RichLine(words).draw(in: rect.row(rect.height > 1 ? 1 : 0), look, &canvas)
    }
  }

  /// A blank stands between two parts, so that they differ without colour; the unanswered part stays empty.
  private static func drawBar(_ shares: [Double], in row: Rect, _ look: Look, _ canvas: inout Canvas) {
    var end = 0.0
    var x = row.x
    for share in shares where share > 0 {
      end += share
      let edge = min(row.maxX, row.x + Int((end * Double(row.width)).rounded()))
      let width = edge - x
      guard width > 0 else { continue }
      HorizontalBar(label: "", labelWidth: 0, share: 1, number: "", numberWidth: 0)
        .draw(in: Rect(x: x, y: row.y, width: max(1, width - 1), height: 1), on: &canvas, look: look)
      x = edge
    }
  }
}
