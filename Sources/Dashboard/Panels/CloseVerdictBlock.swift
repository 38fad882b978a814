import Cells
import Domain
import MetricEngine

/// Whether deals really close faster or slower, and what to make of it. Only a confirmed change may ask for one.
enum CloseVerdictBlock {
  private static let label = "\(CloseWords.verdict) "

  /// At most three lines; nil where nothing can be timed.
  static func block(_ snapshot: Snapshot, width: Int) -> Block? {
    let room = max(12, width - label.count)
    guard let words = CloseWords.verdict(snapshot) else { return nil }
    var lines = TextFlow.wrap(words, width: room)
    if lines.count > 2 { lines = TextFlow.wrap(words.replacing(CloseWords.inTheMix, with: ""), width: room) }
    lines = Array(lines.prefix(3))
    let isConfirmed = snapshot.readings.close.verdict?.judgement.verdict == .confirmed
    return Block(priority: 61, minimum: lines.count) { rect, look, canvas in
      canvas.put(label, x: rect.x, y: rect.y, style: look[.dim], width: rect.width)
      for (index, line) in lines.prefix(rect.height).enumerated() {
        canvas.put(
          line, x: rect.x + label.count, y: rect.y + index, style: look[isConfirmed ? .strong : .text],
          width: max(0, rect.width - label.count))
      }
    }
  }
}
