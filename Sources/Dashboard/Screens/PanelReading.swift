import Cells
import Domain
import MetricEngine

/// What is read off the charts of a panel: a week, or a point of the curve of time to close.
struct PanelReading {
  private let state: PanelState
  private let snapshot: Snapshot
  /// The weeks that can be read out: of wins those of single weeks, which the chart shows.
  let weeks: [TrendPoint]
  /// The curve that can be read out; nil where the panel has none.
  let curve: CloseCurveBlock?

  init(_ state: PanelState, _ snapshot: Snapshot) {
    (self.state, self.snapshot) = (state, snapshot)
    let single = state.metric == .timeToClose ? snapshot.readings.close.control?.weeks : nil
    weeks = single ?? snapshot.readings.trend(of: state.metric)
    curve = state.metric == .timeToClose ? CloseCurveBlock(snapshot) : nil
  }

  /// True if left and right go along the curve.
  var isOfCurve: Bool { curve != nil && !(state.readsWeeks && !weeks.isEmpty) }

  /// How the charts are looked at: the upright line stands only where somebody reads.
  func view(_ model: Model) -> ChartView {
    var view = model.chartView
    if isOfCurve {
      view.age = state.age.flatMap { _ in curve?.points[agePlace].day }
    } else {
      view.week = state.week.flatMap { _ in weekPlace.map { weeks[$0].week } }
    }
    return view
  }

  /// The point of the curve, counted from the left.
  private var agePlace: Int {
    let last = (curve?.points.count ?? 1) - 1
    return min(max(0, state.age ?? last), last)
  }

  /// The week, counted from the left; nil without any.
  private var weekPlace: Int? { weeks.isEmpty ? nil : min(max(0, state.week ?? weeks.count - 1), weeks.count - 1) }

  // MARK: - Words

  /// What is read, and below it what was said of that week in alerts.
  func blocks(_ look: Look) -> [Block] {
    guard let line else { return [] }
    let marks = snapshot.marks(of: state.metric)
    let here = isOfCurve ? [] : weekPlace.map { marks.falling(on: $0, of: weeks) } ?? []
    // What signs mean is of no use where the chart itself found no room.
    return [.line(72, line)] + (marks.readout(here, look).map { [.line(here.isEmpty ? 12 : 71, $0)] } ?? [])
  }

  /// "week of 26 Oct: 52 % of 89   left, right: other weeks"; nil where nothing can be read.
  var line: RichLine? { isOfCurve ? ageLine : weekLine }

  private var weekLine: RichLine? {
    guard let weekPlace else { return nil }
    let point = weeks[weekPlace]
    let value = point.value.map { PanelWords.value($0, of: state.metric) } ?? Numbers.nothing
    let rows = state.metric == .timeToClose ? PanelWords.wins : PanelWords.countTitle(state.metric)
    let figure: [RichLine.Segment?] = [
      [.dim("\(PanelWords.week(Dates.full(point.week)))  "), .strong(value)],
      [.dim(PanelWords.of(Numbers.whole(point.count), rows))],
    ]
    return RichLine(figure + [chance(point.week), [.dim(PanelWords.otherWeeks)], other])
  }

  /// "after 90 d  won 20 %, likely 19–20 %   lost 56 %   was 21 %   left, right: other days".
  private var ageLine: RichLine? {
    guard let point = curve?.points[agePlace] else { return nil }
    func share(_ share: Double) -> String { Numbers.percent(share, fine: share > 0) }
    var won: RichLine.Segment = [
      .dim("\(CloseWords.after(Durations.days(point.day)))  \(ListWords.won) "), .strong(share(point.won)),
    ]
    if let low = point.wonLow, let high = point.wonHigh {
      won.append(.dim(", \(PanelWords.likely(Numbers.percentRange(low, high)))"))
    }
    let before = snapshot.before(point.wonBefore).map { [Span.dim(PanelWords.was(share($0)))] }
    let lost: RichLine.Segment = [.dim("\(ListWords.lost) "), .plain(share(point.lost))]
    return RichLine([won, before, lost, [.dim(CloseWords.otherDays)], other])
  }

  /// How to come to the other chart, where the keys for it are free.
  private var other: RichLine.Segment? {
    guard state.isAlone, curve != nil, !weeks.isEmpty else { return nil }
    return [.dim(isOfCurve ? CloseWords.theWeeks : CloseWords.theCurve)]
  }

  /// "chance alone 45–59 %, beyond it".
  private func chance(_ week: CivilDate) -> RichLine.Segment? {
    guard let limits = snapshot.readings.controlLimits(of: state.metric),
      let point = limits.weeks.first(where: { $0.week == week }), let low = point.low, let high = point.high
    else { return nil }
    let words = Span.dim(PanelWords.chance(PanelWords.range(low, high, of: state.metric)))
    if point.isBeyond { return [words, .dim(", "), .strong(PanelWords.beyond)] }
    return point.endsRun ? [words, .dim(", "), .plain(PanelWords.oneSided)] : [words]
  }

  // MARK: - Moving

  /// The state with the line so many steps further right; nil where there is nothing to go along.
  func moved(by step: Int, weeksShown: Int) -> PanelState? {
    var moved = state
    if isOfCurve, let curve {
      moved.age = max(0, min(curve.points.count - 1, agePlace + step))
    } else if let weekPlace {
      moved.week = max(max(0, weeks.count - weeksShown), min(weeks.count - 1, weekPlace + step))
    } else {
      return nil
    }
    return moved
  }

  /// The state with the line where a chart was clicked.
  func moved(to place: ChartPlace) -> PanelState {
    var moved = state
    switch place {
    case .day(let day):
      guard let week = weeks.firstIndex(where: { $0.week == day }) else { return state }
      (moved.week, moved.readsWeeks) = (week, true)
    case .age(let days):
      (moved.age, moved.readsWeeks) = (curve?.place(of: days), false)
    }
    return moved
  }

  // MARK: - Files

  /// The charts as tables, each with the name of its file.
  var tables: [(name: String, table: ExportTable)] {
    let control = snapshot.readings.controlLimits(of: state.metric)
    return (curve.map { [(CloseWords.byAge, ScreenExport.curve($0.points))] } ?? [])
      + (weeks.isEmpty ? [] : [(PanelWords.byWeek(state.metric), ScreenExport.weeks(weeks, control))])
  }
}

extension PanelScreen {
  static func read(_ command: Command, _ state: inout PanelState, _ model: inout Model) {
    guard let snapshot = model.snapshot else { return }
    let step = command == .left ? -1 : 1
    guard let moved = PanelReading(state, snapshot).moved(by: step, weeksShown: model.overview.weeks) else {
      return model.tell(PanelWords.nothingToRead)
    }
    state = moved
  }

  /// Where a panel has two charts, the other one is read.
  static func readOther(_ state: inout PanelState, _ model: inout Model) {
    guard let reading = model.snapshot.map({ PanelReading(state, $0) }), reading.curve != nil, !reading.weeks.isEmpty
    else { return model.tell(PanelWords.oneChart) }
    state.readsWeeks.toggle()
  }

  /// Brings the upright line to what was clicked in a chart.
  static func read(atX x: Int, _ y: Int, _ layout: PanelLayout, _ state: inout PanelState, _ model: Model) {
    guard let snapshot = model.snapshot else { return }
    let (inner, reading) = (layout.inside(layout.figure), PanelReading(state, snapshot))
    let place = Block.place(
      atX: x, y, blocks(state, snapshot, inner, .plain), in: inner, view: reading.view(model))
    if let place { state = reading.moved(to: place) }
  }

  static func copyReadout(_ state: PanelState, _ model: inout Model) -> [Effect] {
    guard let line = model.snapshot.flatMap({ PanelReading(state, $0).line }) else { return [] }
    return model.copy("\(Words.title(state.metric)): \(line.text)")
  }

  /// Each chart goes to a file of its own beside the list.
  static func exportCharts(_ state: PanelState, _ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    return PanelReading(state, snapshot).tables.flatMap { name, table in
      model.write(table, named: ListExport.fileName(name, model))
    }
  }
}
