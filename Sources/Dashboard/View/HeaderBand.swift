import Cells
import Domain

/// The band below the bar on top.
extension HeaderBar {
  /// What the band says: which part of the organisation and which moment is shown; nil for all of it at the present.
  static func bandText(_ model: Model) -> String? {
    let parts = [filterText(model), momentText(model)].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "      ")
  }

  /// "only EMEA, rep:rep014   Esc clears"; nil without a filter.
  private static func filterText(_ model: Model) -> String? {
    let parts = model.query.scope.names + [model.query.filterText].filter { !$0.isEmpty }
    guard let snapshot = model.snapshot, !parts.isEmpty else { return nil }
    let isNothing = snapshot.matchesNothing && model.query.matches(snapshot.readings.query)
    let key = model.stack.count == 1 ? model.keyMap.keyName(of: .back) : nil
    return MomentWords.only(parts, isNothing: isNothing, back: key, clears: !model.query.filterText.isEmpty)
  }

  private static func momentText(_ model: Model) -> String? {
    guard let snapshot = model.snapshot else { return nil }
    // Every key asks whether there is a band: most of the time there is none, and no day to write out.
    var day: String { Dates.full(snapshot.readings.query.asOf, snapshot) }
    if let replay = model.replay {
      let keys = [Command.replay, .pause, .present].map(model.keyMap.keyName)
      return MomentWords.replay(replay.words, day, faster: keys[0], stops: keys[1], back: keys[2])
    }
    if model.query.travelledTo == nil, snapshot.endsBeforeItsData {
      return MomentWords.asOf(day, back: model.keyMap.keyName(of: .period))
    }
    switch snapshot.clock {
    case .dataEnd where model.query.travelledTo == nil: return MomentWords.dataEnds(day)
    case .demo where model.query.travelledTo == nil:
      return MomentWords.demo(now: Dates.moment(snapshot.readings.query.asOf, snapshot))
    case .chosen, .dataEnd, .demo, .settings, .now:
      if model.query.travelledTo != nil { return MomentWords.asOf(day, back: model.keyMap.keyName(of: .present)) }
      return snapshot.clock == .now ? nil : MomentWords.asOf(day)
    }
  }

  static func drawBand(_ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    canvas.fill(rect, style: look[.band])
    let text = bandText(model) ?? ""
    let x = rect.x + max(1, (rect.width - TextWidth.of(text)) / 2)
    canvas.put(text, x: x, y: rect.y, style: look[.band], width: rect.maxX - x)
  }
}
