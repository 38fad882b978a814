import Cells
import Domain
import MetricEngine

/// Everything about one published figure, line by line: where it comes from, what yours is and how it was computed.
struct ClaimLines {
  /// A line: a label on the left, what it says on the right, or a bar.
  struct Line: Equatable {
    var label = ""
    var text = ""
    var role = Role.text
    var bar: Claim.Band?
  }

  private(set) var lines: [Line] = []
  let labelWidth: Int
  private let width: Int

  /// Longer lines are hard to read.
  private static let widest = 110

  init(_ claim: Claim, width: Int, isBrief: Bool = false) {
    self.width = width
    labelWidth = width < 60 ? 2 : 14
    let words = ClaimText(claim: claim)
    add(isBrief ? "" : ClaimWords.claim, claim.title, .strong)
    add(ClaimWords.published, ClaimWords.published(claim.published.text, by: claim.provenance))
    add(ClaimWords.yours, ClaimWords.yours(words.yours, likely: words.likely, basis: words.basis), .strong)
    add(ClaimWords.verdict, "\(words.verdict): \(words.sentence)")
    for (index, figure) in claim.figures.enumerated() { add(index == 0 ? ClaimWords.also : "", Self.text(figure)) }
    if !isBrief { add(ClaimWords.method, claim.method) }
    add(ClaimWords.note, claim.note)
    if !isBrief { addCurve(claim) }
  }

  /// "2.1x, likely 1.9–2.3x: as likely to qualify".
  private static func text(_ figure: Claim.Figure) -> String {
    guard let value = figure.estimate.value else { return "\(Numbers.nothing): \(figure.name)" }
    let range = ClaimText.range(figure.estimate, figure.unit)
    return "\(ClaimWords.yours(ClaimText.number(value, figure.unit), likely: range)): \(figure.name)"
  }

  private mutating func addCurve(_ claim: Claim) {
    let shown = claim.curve.filter { $0.share.trials > 0 }
    guard !shown.isEmpty else { return }
    lines.append(Line())
    add("", claim.curveTitle, .dim)
    lines += shown.map { Line(bar: $0) }
  }

  private mutating func add(_ label: String, _ text: String, _ role: Role = .text) {
    let isNarrow = labelWidth < 14
    if isNarrow, !label.isEmpty { lines.append(Line(label: label)) }
    let room = max(16, min(Self.widest, width - labelWidth - 4))
    for (index, part) in TextFlow.wrap(text, width: room).enumerated() {
      lines.append(Line(label: index == 0 && !isNarrow ? label : "", text: part, role: role))
    }
  }

  /// Draws the lines from `top` on.
  func draw(from top: Int = 0, in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    for (index, line) in lines.dropFirst(top).prefix(rect.height).enumerated() {
      let y = rect.y + index
      let left = rect.x + 1 + labelWidth
      if let band = line.bar {
        draw(band, in: Rect(x: left, y: y, width: min(Self.widest, rect.maxX - left - 3), height: 1), look, &canvas)
        continue
      }
      canvas.put(line.label, x: rect.x + 1, y: y, style: look[.dim], width: rect.width - 3)
      canvas.put(line.text, x: left, y: y, style: look[line.role], width: max(0, rect.maxX - left - 2))
    }
  }

  /// "0–5 min ████████ 34 %  likely 33–36 %  of 4 120".
  private func draw(_ band: Claim.Band, in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let names = lines.compactMap { $0.bar.map { TextWidth.of($0.name) } }.max() ?? 0
    let likely = ClaimText.range(Estimate(value: band.share.value, low: band.share.low, high: band.share.high), .share)
    let number = band.share.value.map { ClaimText.number($0, .share) } ?? Numbers.nothing
    let tail = rect.width >= 60 ? 36 : 8
    HorizontalBar(label: band.name, labelWidth: names, share: band.share.value, number: "", numberWidth: 0)
      .draw(in: Rect(x: rect.x, y: rect.y, width: max(4, rect.width - tail), height: 1), on: &canvas, look: look)
    let start = rect.maxX - tail
    canvas.putRight(number, endingAt: start + 8, y: rect.y, style: look[.text])
    guard tail > 8 else { return }
    canvas.put(ClaimWords.likely(likely), x: start + 10, y: rect.y, style: look[.dim], width: 17)
    canvas.putRight(
      ClaimWords.of(Numbers.whole(band.share.trials)), endingAt: rect.maxX, y: rect.y, style: look[.dim])
  }
}
