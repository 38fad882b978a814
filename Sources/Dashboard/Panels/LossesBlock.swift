import Cells
import Domain
import MetricEngine

/// Where deals are lost, and for what reason.
enum LossesBlock {
  /// Reasons that are worth a line.
  private static let most = 5

  /// A heading and at least one line; nil if nothing was lost in the period.
  static func block(_ priority: Int, _ losses: [LossReading], days: Int) -> Block? {
    guard !losses.isEmpty else { return nil }
    let total = losses.reduce(0) { $0 + $1.count }
    let shown = Array(losses.prefix(most))
    let knowsReasons = losses.contains { !$0.reason.isEmpty }
    return Block(priority: priority, minimum: 2, preferred: 3, ideal: 1 + shown.count) { rect, look, canvas in
      let rest = losses.count - min(shown.count, rect.height - 1)
      RichLine([
        [.dim("\(ProcessWords.lost(in: days))  "), .plain(Counted.deals(total))],
        [.dim(ProcessWords.reasons(areKnown: knowsReasons, areAll: rest <= 0))],
      ]).draw(in: rect.row(0), look, &canvas)
      for (index, loss) in shown.prefix(rect.height - 1).enumerated() {
        draw(loss, knowsReasons, in: rect.row(index + 1), look, &canvas)
      }
    }
  }

  private static func draw(
    _ loss: LossReading, _ knowsReasons: Bool, in row: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let stage = ProcessWords.lossStage(loss.stage)
    let reason = loss.reason.isEmpty ? ProcessWords.noReason : loss.reason
    let words = knowsReasons ? "\(reason), \(stage)" : stage
    let name = min(34, max(12, row.width - 22))
    canvas.putRight(Numbers.whole(loss.count), endingAt: row.x + 6, y: row.y, style: look[.text])
    canvas.put(words, x: row.x + 8, y: row.y, style: look[.dim], width: name)
    if let money = MoneyText.short(loss.money), row.width > name + 20 {
      canvas.put(money, x: row.x + 10 + name, y: row.y, style: look[.text], width: row.width - name - 10)
    }
  }
}
