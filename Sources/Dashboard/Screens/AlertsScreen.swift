import AlertEngine
import Cells
import Domain

/// What the screen remembers.
public struct AlertsState: Sendable, Equatable {
  /// Id of the selected rule; nil selects the first.
  var selected: String?

  /// The screen as it opens: the worst on top, selected.
  public init() {}
}

/// All limits, worst first, and how they stand; below, the selected one in full.
enum AlertsScreen: ScreenBehavior {
  static func title(_ state: AlertsState, _ model: Model) -> String { Words.alerts }

  static func commands(_ state: AlertsState, _ model: Model) -> [Command] {
    [.open, .up, .down, .pageUp, .pageDown, .first, .last, .copy]
  }

  // MARK: - Drawing

  static func draw(_ state: AlertsState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return }
    let rows = ordered(snapshot)
    let list = listRect(rect, rows.count)
    let columns = FindingColumns(width: list.width - 2, rows: rows.map(snapshot.words), namesWhole: true)
    columns.drawTitles(in: Rect(x: list.x + 1, y: list.y, width: list.width - 2, height: 1), look, &canvas)
    let chosen = selectedIndex(state, rows)
    let first = firstShown(chosen, rows.count, list)
    for (offset, finding) in rows.dropFirst(first).prefix(list.height - 1).enumerated() {
      let row = Rect(x: list.x + 1, y: list.y + 1 + offset, width: list.width - 2, height: 1)
      columns.draw(snapshot.words(finding), in: row, look, &canvas)
      if first + offset == chosen {
        canvas.restyle(Rect(x: list.x, y: row.y, width: list.width, height: 1)) { _ in look[.selection] }
      }
    }
    guard rows.indices.contains(chosen), rect.maxY - list.maxY >= 4 else { return }
    let detail = Rect(x: rect.x, y: list.maxY, width: rect.width, height: rect.maxY - list.maxY)
    drawDetail(rows[chosen], snapshot, detail, look, &canvas)
  }

  private static func drawDetail(
    _ finding: Finding, _ snapshot: Snapshot, _ rect: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let verdict = finding.shownVerdict
    let inner = PanelFrame.draw(
      rect, title: finding.rule.title, state: PanelFrame.state(verdict, look), isSelected: false, look, &canvas)
    let words = snapshot.words(finding)
    var lines: [RichLine] = [
      RichLine([
        [
          Span(text: words.value, role: verdict.isCalm ? .strong : .breaching),
          .plain(" \(words.what)\(words.otherWindow)"),
        ],
        words.ofBasis, words.likely.map { [.dim($0)] },
      ]),
      RichLine([
        [.dim("warns at "), .plain(words.limit)], words.criticalLimit.map { [.dim("critical at "), .plain($0)] },
        words.touches.isEmpty || words.touches == words.beyondCritical
          ? nil : [.dim("touches "), .plain(words.touches)],
      ]),
      RichLine([[.plain(judgement(finding, snapshot))]] + why(words)),
      RichLine([[.dim("do next  "), .plain(finding.rule.doNext)]]),
    ]
    if let note = finding.rule.note { lines.append(RichLine([[.dim(note)]])) }
    var blocks = lines.enumerated().map { Block.line(100 - $0.offset, $0.element) }
    if let beyond = words.beyondCritical {
      blocks.insert(.line(97, RichLine([[.dim("of these "), .plain(beyond), .dim(": critical")]])), at: 2)
    }
    blocks += AlertItems.blocks(finding, snapshot)
    if let chart = trend(finding, snapshot) { blocks += [.gap, chart] }
    Block.draw(blocks, in: inner, look, &canvas)
  }

  private static func why(_ words: FigureText) -> [RichLine.Segment] {
    let (since, cause) = (words.reason?.since ?? "", words.reason?.longCause ?? "")
    return [
      since.isEmpty ? nil : [.dim("since about "), .plain(since)],
      cause.isEmpty ? nil : [.dim("main cause "), .plain(cause)],
    ].compactMap(\.self)
  }

  /// The last weeks of the figure, where its panel keeps them.
  private static func trend(_ finding: Finding, _ snapshot: Snapshot) -> Block? {
    let metric = finding.rule.request.metric
    guard snapshot.readings.availability(of: metric) == .ready else { return nil }
    let headline = PanelCatalog.panel(metric).headline(snapshot)
    guard headline.ruleStatistic(finding.rule.request.statistic) else { return nil }
    let words = snapshot.words(finding)
    let limit = finding.rule.isItem ? nil : finding.rule.warn
    return TrendBlock.line(10, headline.trend, limit: limit, ideal: 18) { words.number($0) }
  }

  /// The verdict in a sentence.
  static func judgement(_ finding: Finding, _ snapshot: Snapshot) -> String {
    switch finding.verdict {
    case .within:
      finding.asksToCleanUp
        ? "so many that it is no alarm: clean up, then the limit means something" : "within its limit"
    case .breach(.critical): "beyond the critical limit"
    case .breach: "beyond its limit"
    case .unproven: "beyond its limit, but by less than chance can do: not announced"
    case .tooFew(let have, let need):
      "too few to judge: \(Numbers.whole(have)) of the \(Numbers.whole(need)) it takes"
    case .noData(let missing): missing.isEmpty ? "no data in this period and filter" : Needs.text(missing, snapshot)
    }
  }

  // MARK: - Behaviour

  static func perform(_ command: Command, _ state: inout AlertsState, _ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    let rows = ordered(snapshot)
    let index = selectedIndex(state, rows)
    guard rows.indices.contains(index) else { return [] }
    switch command {
    case .up: state.selected = rows[max(0, index - 1)].id
    case .down: state.selected = rows[min(rows.count - 1, index + 1)].id
    case .pageUp, .first: state.selected = rows.first?.id
    case .pageDown, .last: state.selected = rows.last?.id
    case .open: return model.open(rows[index])
    case .copy:
      let words = snapshot.words(rows[index])
      return [.copy("\(rows[index].rule.title): \(words.value), limit \(words.limit), \(words.outOf)")]
    default: break
    }
    return []
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout AlertsState, _ model: inout Model
  ) -> [Effect] {
    switch event.kind {
    case .wheelUp: return perform(.up, &state, &model)
    case .wheelDown: return perform(.down, &state, &model)
    case .press:
      let rows = model.snapshot.map(ordered) ?? []
      let list = listRect(rect, rows.count)
      let chosen = selectedIndex(state, rows)
      let index = event.y - list.y - 1 + firstShown(chosen, rows.count, list)
      guard event.y > list.y, event.y < list.maxY, rows.indices.contains(index) else { return [] }
      if index == chosen { return perform(.open, &state, &model) }
      state.selected = rows[index].id
    case .release, .drag: break
    }
    return []
  }

  /// Broken ones first, then those that could be judged, then the others.
  static func ordered(_ snapshot: Snapshot) -> [Finding] {
    let calm = snapshot.findings.filter { $0.severity == .ok }
    return snapshot.breaches + calm.filter(\.isJudged) + calm.filter { !$0.isJudged }
  }

  private static func selectedIndex(_ state: AlertsState, _ rows: [Finding]) -> Int {
    rows.firstIndex { $0.id == state.selected } ?? 0
  }

  private static func listRect(_ rect: Rect, _ count: Int) -> Rect {
    let detail = rect.height >= 12 ? 7 : 0
    return Rect(x: rect.x, y: rect.y, width: rect.width, height: min(count + 1, max(1, rect.height - detail)))
  }

  private static func firstShown(_ chosen: Int, _ count: Int, _ list: Rect) -> Int {
    let fits = max(1, list.height - 1)
    return max(0, min(chosen - fits + 1, count - fits))
  }
}
