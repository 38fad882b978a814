import AlertEngine
import Cells
import Domain

/// The bar on top: program, what is shown, over which stretch, how many limits are broken, how fresh.
enum HeaderBar {
  static func draw(_ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let style = look[.header]
    canvas.fill(rect, style: style)
    for item in items(model, rect, look) {
      let shown = item.role.map { look[$0].within(style) } ?? style
      canvas.put(item.text, x: item.x, y: rect.y, style: item.isBold ? style.adding(.bold) : shown, width: item.room)
    }
  }

  /// A piece of the bar: what stands where, and what a click on it leads to.
  struct Item {
    var x: Int
    var text: String
    /// nil in the colours of the bar.
    var role: Role?
    var isBold = false
    /// Columns that it may take.
    var room = Int.max
    var target: Target?

    func contains(x: Int) -> Bool { x >= self.x && x < self.x + min(room, TextWidth.of(text)) }
  }

  /// What a click leads to.
  enum Target: Equatable {
    case command(Command)
    /// A screen below, by its place on the stack.
    case level(Int)
  }

  /// What the piece at a column leads to; nil beside them.
  static func target(atX x: Int, _ model: Model, _ rect: Rect) -> Target? {
    items(model, rect, model.look(fallback: Look.plain.theme)).last { $0.contains(x: x) }?.target
  }

  private static func items(_ model: Model, _ rect: Rect, _ look: Look) -> [Item] {
    let (counts, right) = rightItems(model, rect, look)
    var items: [Item] = []
    var x = rect.x + 1
    func add(_ text: String, role: Role? = nil, isBold: Bool = false, _ target: Target?) {
      guard x < right else { return }
      items.append(
        Item(x: x, text: text, role: role, isBold: isBold, room: right - x - (isBold ? 1 : 0), target: target))
      x += TextWidth.of(text)
    }
    if rect.width >= narrow || model.snapshot == nil {
      add(Words.program, role: .title, .level(0))
      x += 2
    }
    // The stretch of time in its fewest words is never given up for the way here.
    let shortest = shortestWindow(model)
    let room = right - x - 1 - (shortest.isEmpty ? 0 : TextWidth.of(shortest) + gap)
    for step in way(model, room, look) { add(step.text, isBold: true, step.target) }
    x = min(x, right - 1) + gap
    let window = windowText(model, width: right - x - 1)
    if x + TextWidth.of(window) < right { add(window, .command(.period)) }
    return items + counts
  }

  /// The way here as far as it fits, with signs between the steps; a click on a step goes back to it. Where there is
  /// little room it begins further down: what is on screen is named whole as long as anything is.
  private static func way(_ model: Model, _ room: Int, _ look: Look) -> [Step] {
    let crumb = Step(" \(look.mark(.crumb)) ", nil)
    let steps = steps(model)
    func way(from first: Int) -> [Step] {
      let shown = (first > 0 ? [Step(look.mark(.ellipsis), nil)] : []) + steps[first...]
      return shown.enumerated().flatMap { $0.offset > 0 ? [crumb, $0.element] : [$0.element] }
    }
    let ways = steps.indices.map(way) + [steps.suffix(1)]
    return ways.first { $0.map { TextWidth.of($0.text) }.reduce(0, +) <= room } ?? steps.suffix(1)
  }

  /// A step of the way here.
  private struct Step {
    var text: String
    var target: Target?

    init(_ text: String, _ target: Target?) { (self.text, self.target) = (text, target) }
  }

  /// Columns between the way here and the stretch of time.
  private static let gap = 3

  /// Title, part of the organisation, filter and the screens opened: Acme, EMEA, all teams, Lead response.
  static func breadcrumb(_ model: Model) -> [String] { steps(model).map(\.text) }

  private static func steps(_ model: Model) -> [Step] {
    var parts = [model.snapshot?.title ?? ""] + scope(model)
    if !model.query.filterText.isEmpty { parts.append(model.query.filterText) }
    // Screens about everything stand for themselves, wherever they were opened from.
    let start = max(1, model.stack.lastIndex { $0.screen.isAboutEverything } ?? 1)
    let screens = Array(model.breadcrumb.enumerated().dropFirst(start))
    let all = parts.map { Step($0, .level(0)) } + screens.map { Step($0.element, .level($0.offset)) }
    return all.filter { !$0.text.isEmpty }
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

  /// Counts of what is wrong, and freshness, with the column where they begin.
  private static func rightItems(_ model: Model, _ rect: Rect, _ look: Look) -> (items: [Item], start: Int) {
    var items: [Item] = []
    var x = rect.maxX - 1
    for piece in pieces(model, width: rect.width).reversed() {
      let mark = look.mark(piece.glyph)
      let text = "\(mark) \(piece.text)"
      x -= TextWidth.of(text)
      items += [
        Item(x: x, text: text, target: .command(piece.command)),
        Item(x: x, text: mark, role: piece.role, target: .command(piece.command)),
      ]
      x -= rect.width < narrow ? 1 : rect.width < roomy ? 2 : 3
    }
    return (items, x + 1)
  }

  private struct Piece {
    var glyph: Glyph
    var role: Role
    var text: String
    /// What tells more.
    var command = Command.alerts
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
    freshness.command = .sources
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
