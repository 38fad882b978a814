import AlertEngine
import Cells
import Domain

/// "What is wrong": a line for each cause, worst first, or one line that says that nothing is.
enum OverviewAlerts {
  static func draw(_ model: Model, _ layout: OverviewLayout, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return }
    switch layout.kind {
    case .wide, .medium: drawFramed(model, snapshot, layout, look, &canvas)
    case .narrow:
      drawRules(snapshot, layout, look, &canvas)
      drawRows(model, snapshot, layout, look, &canvas)
      drawCalm(snapshot, layout, in: layout.alerts.inset(1, 1), look, &canvas)
    case .tiny:
      drawRows(model, snapshot, layout, look, &canvas)
      drawCalm(snapshot, layout, in: layout.alerts, look, &canvas)
    }
  }

  private static func drawFramed(
    _ model: Model, _ snapshot: Snapshot, _ layout: OverviewLayout, _ look: Look, _ canvas: inout Canvas
  ) {
    let title = AlertWords.title(model.keyMap.keyName(of: .alerts))
    let note = note(snapshot, layout, width: layout.alerts.width - title.count - 8, look)
    let inner = PanelFrame.draw(
      layout.alerts, title: title, state: note.isEmpty ? [] : [.dim(note)], isSelected: false, look, &canvas)
    guard !layout.rows.isEmpty else { return drawCalm(snapshot, layout, in: inner, look, &canvas) }
    columns(layout).drawTitles(in: inner.row(0), look, &canvas)
    drawRows(model, snapshot, layout, look, &canvas)
    drawCleanUp(snapshot, in: inner.row(inner.height - 1), isIn: inner.height > layout.rows.count + 1, look, &canvas)
  }

  /// A line above and one below, where there is no room for a frame.
  private static func drawRules(
    _ snapshot: Snapshot, _ layout: OverviewLayout, _ look: Look, _ canvas: inout Canvas
  ) {
    let rect = layout.alerts
    let line = String(repeating: look.mark(.horizontal), count: rect.width)
    for y in [rect.y, rect.maxY - 1] { canvas.put(line, x: rect.x, y: y, style: look[.border], ellipsis: false) }
    let note = note(snapshot, layout, width: rect.width - 6, look)
    guard !note.isEmpty else { return }
    canvas.putRight(" \(note) ", endingAt: rect.maxX - 2, y: rect.y, style: look[.dim])
  }

  // MARK: - The note

  /// "1 critical · 3 warnings · 1 seen · last cleared Fri: Answer time, after 6 d": as much of it as fits.
  private static func note(_ snapshot: Snapshot, _ layout: OverviewLayout, width: Int, _ look: Look) -> String {
    let counts = snapshot.alerts.counts
    var parts = [
      counts.critical > 0 ? AlertWords.critical(counts.critical) : nil,
      counts.warnings > 0 ? AlertWords.warnings(counts.warnings) : nil,
      counts.seen > 0 ? VerdictWords.seen(counts.seen) : nil,
      counts.pending > 0 ? AlertWords.pending(counts.pending) : nil,
      counts.snoozed > 0 ? VerdictWords.snoozed(counts.snoozed) : nil,
    ].compactMap(\.self)
    let shown = layout.rows.count { $0.row.standing != .pending }
    let more = counts.critical + counts.warnings + counts.seen - shown
    if more > 0 { parts.append(AlertWords.more(more)) }
    let separator = " \(look.mark(.separator)) "
    let candidates = cleared(snapshot).map { parts + [$0] } + [parts]
    return candidates.map { $0.joined(separator: separator) }.first { TextWidth.of($0) <= width } ?? ""
  }

  /// What ended last, in full and in fewer words; nothing if nothing ever did.
  private static func cleared(_ snapshot: Snapshot) -> [String] {
    guard let (entry, episode) = snapshot.alerts.lastCleared else { return [] }
    let asOf = snapshot.readings.query.asOf
    let isRecent = asOf.since(episode.endedAt) < 6 * Instant.day
    let day =
      isRecent ? String(Dates.weekday(episode.endedAt, snapshot).prefix(3)) : Dates.short(episode.endedAt, snapshot)
    let (title, length) = (AlertText(entry, snapshot).title, AlertText.length(episode))
    return [title, nil].map { AlertWords.lastCleared(day, $0, after: length) }
  }

  // MARK: - Rows

  /// Columns for the rows shown, one measure for all of them.
  private static func columns(_ layout: OverviewLayout) -> AlertColumns {
    AlertColumns(
      width: (layout.rows.first?.rect.width ?? layout.alerts.width) - 2, rows: layout.rows.map(\.row),
      titled: layout.kind != .narrow)
  }

  private static func drawRows(
    _ model: Model, _ snapshot: Snapshot, _ layout: OverviewLayout, _ look: Look, _ canvas: inout Canvas
  ) {
    let columns = layout.kind == .tiny ? nil : columns(layout)
    for place in layout.rows {
      let inside = place.rect.inset(1, 0)
      let isSelected = model.overview.part == .alert(place.row.key)
      if let columns {
        columns.draw(place.row, in: inside, look, &canvas)
        if isSelected { columns.select(place.rect, place.row, look, &canvas) }
      } else {
        drawTiny(place.row, snapshot, in: inside, look, &canvas)
        if isSelected { canvas.restyle(place.rect) { _ in look[.selection] } }
      }
    }
  }

  /// One line where nothing else fits: state, figure, what.
  private static func drawTiny(
    _ row: AlertRow, _ snapshot: Snapshot, in rect: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let what = snapshot.alerts[row.key].map { snapshot.words($0).what } ?? row.what.full
    let part = row.key.scope == .all ? "" : "\(row.what.short) "
    RichLine([
      [
        Span(text: look.mark(row.standing.glyph), role: row.standing.role), .plain(" \(row.standing.word) "),
        Span(text: row.now.short, role: row.standing.isFiring ? .breaching : .text), .plain(" \(part)\(what)"),
      ]
    ]).draw(in: rect, look, &canvas)
  }

  // MARK: - Calm

  /// Says that nothing is wrong, as far as can be judged.
  private static func drawCalm(
    _ snapshot: Snapshot, _ layout: OverviewLayout, in rect: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    guard layout.rows.isEmpty else { return }
    let unjudged = snapshot.matchesNothing ? [] : unjudgedTitles(snapshot)
    let glyph = snapshot.judgedMetrics.isEmpty ? PanelVerdict.noData : .ok
    var segments: [RichLine.Segment] = [
      [Span(text: look.mark(glyph.glyph), role: glyph.role), .plain(" \(calmWords(snapshot))")]
    ]
    if !unjudged.isEmpty { segments.append([.dim(AlertWords.notJudged(unjudged))]) }
    RichLine(segments).draw(in: rect.row(0), look, &canvas)
    drawCleanUp(snapshot, in: rect.row(1), isIn: rect.height > 1, look, &canvas)
  }

  private static func calmWords(_ snapshot: Snapshot) -> String {
    let (judged, all) = (snapshot.judgedMetrics.count, snapshot.metricsWithRules.count)
    if snapshot.matchesNothing { return AlertWords.nothingMatches }
    if judged == 0 { return Words.nothingToJudge }
    guard judged == all else { return Words.judged(judged, of: all) }
    let since = snapshot.alerts.lastCleared.map { Dates.weekday($0.episode.endedAt, snapshot) }
    return AlertWords.allWithin(all, since: since)
  }

  /// What is so common that it is no alarm, in words on a line of its own.
  private static func drawCleanUp(
    _ snapshot: Snapshot, in row: Rect, isIn: Bool, _ look: Look, _ canvas: inout Canvas
  ) {
    guard isIn, let finding = snapshot.cleanUp else { return }
    let words = snapshot.words(finding)
    let line = RichLine([
      [.dim(AlertWords.cleanUp(words.value, of: words.basis, words.cleanUpWords))]
    ])
    line.draw(in: row, look, &canvas)
  }

  /// Metrics that no rule could judge.
  private static func unjudgedTitles(_ snapshot: Snapshot) -> [String] {
    MetricID.allCases.compactMap { metric in
      switch PanelVerdict(metric, snapshot) {
      case .noData: "\(Words.title(metric)) (\(Numbers.nothing))"
      case .tooFew(let have, let need):
        "\(Words.title(metric)) (\(PanelWords.position(Numbers.whole(have), of: Numbers.whole(need))))"
      case .ok, .seen, .pending, .noChange, .breach, .noLimit: nil
      }
    }
  }
}
