import Cells
import Domain
import MetricEngine

/// Stages as columns: open now, go on, days now and usual, stuck.
enum StageTable {
  static func block(_ process: ProcessReading, width: Int) -> Block? {
    guard !process.stages.isEmpty else { return nil }
    return Block(
      priority: 66, minimum: 3, preferred: 6, ideal: 1 + rows(process).count
    ) { rect, look, canvas in
      draw(process, in: rect, look, &canvas)
    }
  }

  private static func draw(_ process: ProcessReading, in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let labelWidth = 13
    let isCut = process.stages.count * 6 > rect.width - labelWidth
    let room = rect.width - labelWidth - (isCut ? 4 : 0)
    let count = max(1, min(process.stages.count, room / 6))
    let step = min(20, room / count)
    let stages = Array(process.stages.prefix(count))
    let names = StageLabels.short(stages.map(\.name), width: step - 1)
    for index in stages.indices {
      let end = rect.x + labelWidth + (index + 1) * step
      let isHeld = process.bottleneck == index
      canvas.putRight(
        names[index], endingAt: end, y: rect.y, style: look[isHeld ? .strong : .dim], width: step - 1)
    }
    if count < process.stages.count {
      canvas.put("+\(process.stages.count - count)", x: rect.maxX - 3, y: rect.y, style: look[.dim])
    }
    for (offset, row) in rows(process).prefix(rect.height - 1).enumerated() {
      let y = rect.y + 1 + offset
      canvas.put(row.label, x: rect.x, y: y, style: look[.dim], width: labelWidth)
      for (index, stage) in stages.enumerated() {
        let end = rect.x + labelWidth + (index + 1) * step
        let (text, role) = row.cell(stage)
        // An empty place would read as nothing to see; nothing is known there.
        let (shown, style) = text.isEmpty ? (Numbers.unknown, look[.dim]) : (text, look[role])
        canvas.putRight(shown, endingAt: end, y: y, style: style, width: step - 1)
      }
    }
  }

  private struct Row {
    var label: String
    var cell: (StageReading) -> (String, Role)
  }

  private static func rows(_ process: ProcessReading) -> [Row] {
    let all: [Row?] = [
      Row(label: ProcessWords.openNow) { (Numbers.whole($0.openNow), .text) },
      Row(label: ProcessWords.goOn) { ($0.goOn.value.map { Numbers.percent($0) } ?? "", .text) },
      Row(label: ProcessWords.daysNow) { (days($0.dwellNow), isSlow($0) ? .strong : .text) },
      Row(label: ProcessWords.daysUsual) { (days($0.dwell.median.value), .dim) },
      Row(label: ProcessWords.stuck) { (Numbers.whole($0.stuck), $0.stuck > 0 ? .text : .dim) },
      moneyRow(process), meetingRow(process),
    ]
    return all.compactMap(\.self)
  }

  /// Of the money that entered a stage, the part that went on; only where all of it is in one currency.
  private static func moneyRow(_ process: ProcessReading) -> Row? {
    func share(_ stage: StageReading) -> Double? {
      guard stage.enteredMoney.amounts.count == 1, stage.wentOnMoney.amounts.count <= 1,
        let entered = stage.enteredMoney.amounts.first?.hundredths, entered > 0
      else { return nil }
      return Double(stage.wentOnMoney.amounts.first?.hundredths ?? 0) / Double(entered)
    }
    guard process.stages.contains(where: { share($0) != nil }) else { return nil }
    return Row(label: ProcessWords.moneyGoesOn) { (share($0).map { Numbers.percent($0) } ?? "", .text) }
  }

  /// Deals that left a customer-facing stage without a meeting held.
  private static func meetingRow(_ process: ProcessReading) -> Row? {
    guard process.stages.contains(where: { ($0.withoutMeeting ?? 0) > 0 }) else { return nil }
    return Row(label: ProcessWords.leftUnmet) { ($0.withoutMeeting.map(Numbers.whole) ?? "", .text) }
  }

  private static func days(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return Numbers.decimal(value, places: value < 9.95 && value != value.rounded() ? 1 : 0)
  }

  /// True if half of the present visits take over half as long again as usual.
  private static func isSlow(_ stage: StageReading) -> Bool {
    guard let now = stage.dwellNow, let usual = stage.dwell.median.value, usual > 0 else { return false }
    return now > 1.5 * usual
  }
}

/// Names of stages for narrow columns: words are shortened, and stay different from each other.
enum StageLabels {
  static func short(_ names: [String], width: Int) -> [String] {
    let plain = names.map { shortened($0, width) }
    return names.indices.map { index in
      let isShared = plain.indices.contains { $0 != index && plain[$0] == plain[index] }
      return isShared ? numbered(names[index], place: index + 1, width) : plain[index]
    }
  }

  /// "Offer returned" in nine columns is "Off. ret.": each word gets its part of the room.
  private static func shortened(_ name: String, _ width: Int) -> String {
    guard TextWidth.of(name) > width else { return name }
    let words = name.split(separator: " ").map(String.init)
    guard words.count > 1, width >= words.count * 3 - 1 else { return cut(name, width) }
    var room = width - (words.count - 1)
    var left = words.count
    var parts: [String] = []
    for word in words {
      // A word may take more than its part where those after it need less.
      let most = max(room / left, room - 3 * (left - 1))
      let after = words.dropFirst(parts.count + 1).map { min(TextWidth.of($0), most) }.reduce(0, +)
      let part = cut(word, max(2, room - after))
      parts.append(part)
      room -= TextWidth.of(part)
      left -= 1
    }
    return parts.joined(separator: " ")
  }

  /// The beginning of a word with a point for what is missing.
  private static func cut(_ word: String, _ width: Int) -> String {
    guard TextWidth.of(word) > width else { return word }
    return width < 3
      ? TextWidth.cut(word, to: width, ellipsis: false)
      : TextWidth.cut(word, to: width - 1, ellipsis: false).trimmingSuffix(" ") + "."
  }

  /// What cannot be told apart by letters is told apart by its place.
  private static func numbered(_ name: String, place: Int, _ width: Int) -> String {
    let number = "\(place)"
    return TextWidth.cut(name, to: max(0, width - number.count), ellipsis: false) + number
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
