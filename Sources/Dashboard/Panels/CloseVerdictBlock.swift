import Cells
import Domain
import MetricEngine

/// Whether deals really close faster or slower, and what to make of it. Only a confirmed change may ask for one.
enum CloseVerdictBlock {
  private static let label = "verdict "
  /// Left out where that saves a line.
  private static let inTheMix = " in the mix"

  /// At most three lines; nil where nothing can be timed.
  static func block(_ snapshot: Snapshot, width: Int) -> Block? {
    let room = max(12, width - label.count)
    guard let words = words(snapshot) else { return nil }
    var lines = TextFlow.wrap(words, width: room)
    if lines.count > 2 { lines = TextFlow.wrap(words.replacing(inTheMix, with: ""), width: room) }
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

  /// "leave the process alone: same speed, more enterprise deals in the mix (45 %, was 18)".
  static func words(_ snapshot: Snapshot) -> String? {
    guard let verdict = snapshot.readings.close.verdict, let text = VerdictText(.timeToClose, snapshot) else {
      return nil
    }
    let alone = "leave the process alone"
    switch verdict.judgement.verdict {
    case .tooEarly: return text.words
    case .noEvidence: return "\(alone): no real change"
    case .likely: return "\(text.words), not yet confirmed: \(alone) for now"
    case .realButSmall: return "\(alone): \(text.words)"
    case .mixShift: return "\(alone): same speed, \(mix(verdict))"
    case .confirmed:
      let isFaster = verdict.within.logHazardRatio ?? 0 > 0
      let next = isFaster ? "find out what changed, and keep it" : "worth a look at the process"
      return "\(text.words)\(medians(verdict)): \(next)"
    }
  }

  /// "more enterprise deals in the mix (45 %, was 18)".
  private static func mix(_ verdict: CloseVerdict) -> String {
    let moved = verdict.mix.filter { abs($0.move) >= 0.01 }
    guard let most = moved.first(where: { $0.move > 0 }) ?? moved.first, let now = most.now, let before = most.before
    else { return "different deals in the mix" }
    let name = most.name.isEmpty ? "other" : most.name
    let word = most.move > 0 ? "more" : "fewer"
    return "\(word) \(name) deals\(inTheMix) (\(Numbers.percent(now)), was \(Numbers.percentNumber(before)))"
  }

  private static func medians(_ verdict: CloseVerdict) -> String {
    guard let now = verdict.now.median.value, let before = verdict.before.median.value else { return "" }
    return " (half after \(Durations.days(now)), was \(Durations.days(before)))"
  }
}
