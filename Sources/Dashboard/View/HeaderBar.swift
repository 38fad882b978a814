import AlertEngine
import Cells
import Domain

/// The bar on top: program, what is shown, over which stretch, how many limits are broken, how fresh.
enum HeaderBar {
  static func draw(_ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let style = look[.header]
    canvas.fill(rect, style: style)
    let right = drawRight(model, rect, look, &canvas)
    var x = rect.x + 1
    if rect.width >= narrow || model.snapshot == nil {
      x += canvas.put(Words.program, x: x, y: rect.y, style: look[.title].within(style), width: right - x) + 2
    }
    // The stretch of time in its fewest words is never given up for the way here.
    let shortest = shortestWindow(model)
    let room = right - x - 1 - (shortest.isEmpty ? 0 : TextWidth.of(shortest) + gap)
    let place = shortened(breadcrumb(model), to: room, look)
    x += canvas.put(place, x: x, y: rect.y, style: style.adding(.bold), width: max(0, right - x - 1)) + gap
    let window = windowText(model, width: right - x - 1)
    if x + TextWidth.of(window) < right {
      canvas.put(window, x: x, y: rect.y, style: style)
    }
  }

  /// Columns between the way here and the stretch of time.
  private static let gap = 3

  /// The steps with signs between them. Where there is little room it begins further down: what is on screen is named
  /// whole as long as anything is.
  static func shortened(_ steps: [String], to width: Int, _ look: Look) -> String {
    let crumb = " \(look.mark(.crumb)) "
    let ways = steps.indices.map { first in
      ((first > 0 ? [look.mark(.ellipsis)] : []) + steps[first...]).joined(separator: crumb)
    }
    let last = steps.last ?? ""
    return (ways + [last]).first { TextWidth.of($0) <= width } ?? last
  }

  /// Title, part of the organisation, filter and the screens opened: Acme, EMEA, all teams, Lead response.
  static func breadcrumb(_ model: Model) -> [String] {
    var parts = [model.snapshot?.title ?? ""]
    parts += scope(model)
    if !model.query.filterText.isEmpty { parts.append(model.query.filterText) }
    // Screens about everything stand for themselves, wherever they were opened from.
    let start = model.stack.lastIndex { $0.screen.isAboutEverything } ?? 1
    parts += model.breadcrumb.dropFirst(max(1, start))
    return parts.filter { !$0.isEmpty }
  }

  /// "EMEA", "all teams"; nothing for everyone.
  private static func scope(_ model: Model) -> [String] {
    let scope = model.query.scope
    guard !scope.isEveryone else { return [] }
    return scope.names
      + (model.snapshot.flatMap { scope.parts(in: $0.names) }.map { [MomentWords.all(DimensionWords.plural($0))] } ?? [])
  }

  /// "28 days to Sat 21 Nov, vs the 28 before", shorter where there is less room.
  static func windowText(_ model: Model, width: Int) -> String {
    guard let snapshot = model.snapshot else { return "" }
    let query = snapshot.readings.query
    let day = Dates.weekday(query.asOf, snapshot)
    let period = PeriodText(query)
    let long = period.stretch(to: day, snapshot)
    let short = period.stretch(to: day, snapshot, isShort: true)
    let choices = [long, short].map { MomentWords.stretch($0, against: period.compared) } + [short, period.short]
    return choices.first { TextWidth.of($0) <= width } ?? ""
  }

  /// "28 d"; empty before the first figures.
  private static func shortestWindow(_ model: Model) -> String {
    model.snapshot.map { PeriodText($0.readings.query).short } ?? ""
  }

  /// Counts of what is wrong and freshness, right to left. Returns the column where they begin.
  private static func drawRight(_ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) -> Int {
    var x = rect.maxX - 1
    for piece in pieces(model, width: rect.width).reversed() {
      let text = "\(look.mark(piece.glyph)) \(piece.text)"
      canvas.putRight(text, endingAt: x, y: rect.y, style: look[.header])
      let start = x - TextWidth.of(text)
      canvas.put(look.mark(piece.glyph), x: start, y: rect.y, style: look[piece.role].within(look[.header]))
      x = start - (rect.width < narrow ? 1 : rect.width < roomy ? 2 : 3)
    }
    return x + 1
  }

  private struct Piece {
    var glyph: Glyph
    var role: Role
    var text: String
  }

  /// From this width on everything is said in full, below that one in the fewest words.
  private static let roomy = 110
  private static let narrow = 60

  private static func pieces(_ model: Model, width: Int) -> [Piece] {
    guard let snapshot = model.snapshot else { return [] }
    let isShort = width < roomy
    let counts = snapshot.alerts.counts
    var pieces: [Piece] = []
    if counts.critical > 0 {
      pieces.append(
        Piece(glyph: .critical, role: .critical, text: MomentWords.critical(counts.critical, isShort: isShort)))
    }
    if counts.warnings > 0 {
      let text = MomentWords.warnings(counts.warnings, isShort: isShort)
      pieces.append(Piece(glyph: .warning, role: .warning, text: text))
    }
    if counts.isCalm { pieces.append(calm(snapshot, isShort)) }
    if counts.seen > 0, counts.isCalm || !isShort {
      pieces.append(Piece(glyph: .seen, role: .seen, text: VerdictWords.seen(counts.seen)))
    }
    var freshness = freshness(model, snapshot, isShort)
    if width < narrow { freshness.text = Words.withoutAgo(freshness.text) }
    return pieces + [freshness]
  }

  /// What to say where no limit is broken: green only for what was judged.
  private static func calm(_ snapshot: Snapshot, _ isShort: Bool) -> Piece {
    let judged = snapshot.judgedMetrics.count
    if snapshot.matchesNothing { return Piece(glyph: .noData, role: .noData, text: MomentWords.nothingMatches) }
    if judged == 0 {
      return Piece(glyph: .noData, role: .noData, text: isShort ? Numbers.nothing : Words.nothingToJudge)
    }
    if judged < snapshot.metricsWithRules.count {
      return Piece(glyph: .ok, role: .ok, text: Words.judged(judged, of: snapshot.metricsWithRules.count))
    }
    return Piece(glyph: .ok, role: .ok, text: isShort ? MomentWords.allOk : MomentWords.allWithin)
  }

  private static func freshness(_ model: Model, _ snapshot: Snapshot, _ isShort: Bool) -> Piece {
    if model.failure != nil {
      return Piece(glyph: .noData, role: .error, text: MomentWords.old(Durations.ago(model.now, snapshot.computedAt)))
    }
    if model.isPaused { return Piece(glyph: .pending, role: .pending, text: MomentWords.paused) }
    if model.requests.compute != nil { return Piece(glyph: .pending, role: .pending, text: MomentWords.computing) }
    switch snapshot.clock {
    case .demo: return Piece(glyph: .ok, role: .ok, text: MomentWords.demo)
    case .now:
      let isLive = snapshot.sources.contains(where: \.isLive)
      let age = Durations.ago(model.now, snapshot.computedAt)
      return isLive
        ? Piece(glyph: .ok, role: .ok, text: isShort ? age : MomentWords.live(age))
        : Piece(glyph: .few, role: .dim, text: age)
    default: return Piece(glyph: .few, role: .dim, text: Dates.short(snapshot.readings.query.asOf, snapshot))
    }
  }

  // MARK: - The band

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

extension Finding {
  /// True if the rule could say anything about the value.
  var isJudged: Bool {
    switch verdict {
    case .within, .breach, .unproven: true
    case .tooFew, .noData: false
    }
  }
}
