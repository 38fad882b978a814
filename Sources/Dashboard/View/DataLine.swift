import Cells
import Domain

/// Where the figures come from, how fresh they are, how many rows were set aside.
enum DataLine {
  static func draw(_ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let style = look[.dim].on(look[.footer].background)
    canvas.put(text(model, width: rect.width - 2), x: rect.x + 1, y: rect.y, style: style, width: rect.width - 2)
  }

  /// The parts that fit, most important first.
  static func text(_ model: Model, width: Int) -> String {
    guard let snapshot = model.snapshot else { return "" }
    var parts: [String] = []
    if let marked = model.screen.list?.marked, marked > 0 { parts.append(MomentWords.marked(marked)) }
    if snapshot.sources.count == 1, let source = snapshot.sources.first {
      parts.append(MomentWords.data(state(source, model)))
    } else if !snapshot.sources.isEmpty {
      parts.append(MomentWords.data(snapshot.sources.map { state($0, model) }.joined(separator: " \u{B7} ")))
    }
    let rejected = max(snapshot.facts.rejectedRows, snapshot.sources.map(\.rejected).reduce(0, +))
    parts.append(MomentWords.setAside(rejected, key: model.keyMap.keyName(of: .sources)))
    let counts = snapshot.readings.counts
    parts.append("\(Counted.leads(counts.leads)), \(Counted.opportunities(counts.opportunities))")
    parts.append(MomentWords.explains(model.keyMap.keyName(of: .explain)))
    var line = ""
    for part in parts {
      let longer = line.isEmpty ? part : line + "    " + part
      if TextWidth.of(longer) <= width || line.isEmpty { line = longer }
    }
    return line
  }

  private static func state(_ source: SourceStatus, _ model: Model) -> String {
    if source.lastError != nil { return MomentWords.failed(source.name, key: model.keyMap.keyName(of: .sources)) }
    guard source.isLive, source.lastRead.isKnown else { return source.name }
    return "\(source.name) \(Durations.ago(model.now, source.lastRead))"
  }
}
