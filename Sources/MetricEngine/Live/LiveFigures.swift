import Domain

/// The figures of one question at one instant, kept up to date while leads and opportunities change: after each change
/// they are those that a data set with all changes in it would give. Rows in lists have numbers of their own, which
/// ``leadID(_:)`` and ``opportunityID(_:)`` tell the identifiers of; those of rows that were there from the beginning
/// and keep their creation are their places in the table.
public struct LiveFigures: Sendable {
  /// The instant, filter and period.
  public let query: Query
  private let whole: Engine
  /// An engine over no rows knows names, facts, profile and calendar as they are now.
  private(set) var frame: Engine
  var rows: LiveRows
  var presence = LivePresence()
  var counts = LiveCounts()
  var response = LiveResponse()
  var qualified = LiveQualified()
  var process = LiveProcess()
  var activities = LiveActivities()
  var close = LiveClose()
  var measures: LiveMeasures
  /// What was last read, and the panels that have changed since.
  private var known: Readings?
  private var changed = LivePanels.all
  /// The panels whose rules have not been asked since they changed.
  private var unasked = LivePanels.all
  /// What rules ask that panels know.
  private let askedOfPanels: [MeasureRequest]

  /// - Parameters:
  ///   - query: with an instant; what is dated later stays hidden.
  ///   - requests: what rules ask.
  ///   - pause: called between parts, each of which looks along other columns; it may end the work.
  /// - Throws: what `pause` throws.
  public init(
    _ engine: Engine, _ query: Query, answering requests: some Sequence<MeasureRequest>,
    between pause: () throws -> Void
  ) rethrows {
    let requests = Set(requests)
    askedOfPanels = requests.filter(\.isKnownToPanels)
    measures = LiveMeasures(requests, query)
    whole = engine.standing(at: query.asOf)
    self.query = query
    rows = LiveRows(engine.dataset)
    frame = Engine(part: rows.names, of: whole)
    let all = rows.all
    try take(
      LivePart(
        engine: whole, selection: whole.selection(query), query: query, leadNumbers: all.leadNumbers,
        opportunityNumbers: all.opportunityNumbers), .comes, .all, between: pause)
  }

  /// The same in one go.
  public init(_ engine: Engine, _ query: Query, answering requests: some Sequence<MeasureRequest> = []) {
    self.init(engine, query, answering: requests, between: {})
  }

  /// True if rows mean the same after a change as before: no column is new or gone, no times became finer. After
  /// others the figures must be made anew.
  public func canApply(_ delta: DatasetDelta) -> Bool { whole.dataset.facts.isAlike(delta.rows.facts) }

  /// Puts changed leads and opportunities in place of what they were.
  public mutating func apply(_ delta: DatasetDelta) {
    let change = rows.take(delta)
    frame = Engine(part: rows.names, of: whole)
    let (goes, comes) = (change.goes.map { part($0) }, part(change.comes))
    let panels = LivePanels.changed(from: goes, to: comes)
    for part in goes { take(part, .goes, panels) {} }
    take(comes, .comes, panels) {}
    changed.formUnion(panels)
    unasked.formUnion(panels)
  }

  private mutating func take(
    _ part: LivePart, _ sign: LiveSign, _ panels: LivePanels, between pause: () throws -> Void
  ) rethrows {
    presence.change(part, sign)
    counts.change(part, sign)
    if panels.contains(.response) { response.change(part, sign) }
    try pause()
    if panels.contains(.qualified) { qualified.change(part, sign) }
    try pause()
    if panels.contains(.process) { process.change(part, sign) }
    try pause()
    if panels.contains(.activities) { activities.change(part, sign) }
    try pause()
    if panels.contains(.close) { close.change(part, sign) }
    try pause()
    measures.change(part, sign, panels)
  }

  func part(_ versions: LiveRows.Versions) -> LivePart {
    let engine = Engine(part: versions.rows, of: whole).standing(at: query.asOf)
    return LivePart(
      engine: engine, selection: engine.selection(query), query: query, leadNumbers: versions.leadNumbers,
      opportunityNumbers: versions.opportunityNumbers)
  }

  /// Every figure of the five panels, but not how they came about.
  public mutating func readings() -> Readings {
    var readings =
      known
      ?? Readings(
        query: query, counts: RowCounts(), response: ResponseReading(), qualified: QualifiedReading(),
        process: ProcessReading(), activities: ActivityReading(), close: CloseReading())
    // Nobody else may hold the lists while they change.
    known = nil
    readings.counts = counts.reading(frame.dataset.vocabulary(.currency))
    if changed.contains(.response) { readings.response = response.reading(frame, query, presence) }
    if changed.contains(.qualified) { readings.qualified = qualified.reading(frame, query, presence) }
    if changed.contains(.activities) { readings.activities = activities.reading(frame, query, presence) }
    if changed.contains(.process) { readings.process = process.reading(frame, query, presence) }
    if changed.contains(.close) { readings.close = close.reading(frame, query, presence) }
    known = readings
    changed = []
    return readings
  }

  /// What rules ask and may have another answer than last time; questions that only all rows can answer are left out.
  public mutating func answers() -> [MeasureRequest: Reading] {
    let readings = readings()
    var answers = measures.readings(frame, presence, unasked)
    for request in askedOfPanels where unasked.contains(LivePanels(request.metric)) {
      let missing = presence.missing(request.metric, frame)
      answers[request] = missing.isEmpty ? answer(request.statistic, readings, frame) : .missing(missing)
    }
    unasked = []
    return answers
  }

  private mutating func answer(_ statistic: Statistic, _ readings: Readings, _ frame: Engine) -> Reading? {
    switch statistic {
    case .olderThanWinners: close.olderThanWinners(readings.close)
    case .closingPace: readings.close.verdict.map { Reading(pace: $0.judgement) } ?? .nothing
    case .stageAge(_, let factor): process.stuck(factor: factor, frame.dataset.vocabulary(.currency))
    default: nil
    }
  }

  /// Numbers of the leads that waited for an answer at the beginning or later, and do not any more.
  public var leadsNotWaiting: Set<Int32> { response.waiting.ended }

  /// The identifier of a lead in a list.
  public func leadID(_ number: Int32) -> String { rows.leadID(number) }

  /// The identifier of an opportunity in a list.
  public func opportunityID(_ number: Int32) -> String { rows.opportunityID(number) }
}

extension Engine {
  /// An engine over some rows of the whole or newer versions of them, which shares what does not depend on rows.
  convenience init(part: Dataset, of whole: Engine) {
    self.init(part, of: whole)
    func sharesNames(_ dimensions: [Dimension]) -> Bool {
      dimensions.allSatisfy { part.vocabulary($0).count == whole.dataset.vocabulary($0).count }
    }
    if sharesNames([.stage, .pipeline]) { prepared.models.put(whole.processModels) }
    if sharesNames([.team, .region]) {
      let known = whole.prepared.leadCalendars.get { LeadCalendars(whole.dataset, profile, own: calendar) }
      prepared.leadCalendars.put(LeadCalendars(part.leads, as: known))
    }
  }
}
