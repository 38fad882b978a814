import Domain

/// The figures of one question at one instant, kept up to date while leads and opportunities change: after each change
/// they are those that a data set with all changes in it would give. Rows in lists have numbers of their own, which
/// ``leadID(_:)`` and ``opportunityID(_:)`` tell the identifiers of.
public struct LiveFigures: Sendable {
  private let whole: Engine
  private let query: Query
  var rows: LiveRows
  var presence = LivePresence()
  var counts = LiveCounts()
  var response = LiveResponse()
  var qualified = LiveQualified()
  var process = LiveProcess()
  var activities = LiveActivities()
  var close = LiveClose()

  /// - Parameter query: with an instant; what is dated later stays hidden.
  public init(_ engine: Engine, _ query: Query) {
    whole = engine.standing(at: query.asOf)
    self.query = query
    rows = LiveRows(engine.dataset)
    let all = rows.all
    take(
      LivePart(
        engine: whole, selection: whole.selection(query), query: query, leadNumbers: all.leadNumbers,
        opportunityNumbers: all.opportunityNumbers), .comes)
  }

  /// Puts changed leads and opportunities in place of what they were.
  public mutating func apply(_ delta: DatasetDelta) {
    let change = rows.take(delta)
    for versions in change.goes { take(part(versions), .goes) }
    take(part(change.comes), .comes)
  }

  mutating func take(_ part: LivePart, _ sign: LiveSign) {
    presence.change(part, sign)
    counts.change(part, sign)
    response.change(part, sign)
    qualified.change(part, sign)
    process.change(part, sign)
    activities.change(part, sign)
    close.change(part, sign)
  }

  func part(_ versions: LiveRows.Versions) -> LivePart {
    let engine = Engine(part: versions.rows, of: whole).standing(at: query.asOf)
    return LivePart(
      engine: engine, selection: engine.selection(query), query: query, leadNumbers: versions.leadNumbers,
      opportunityNumbers: versions.opportunityNumbers)
  }

  /// What an engine over no rows knows: names, facts, profile and calendar as they are now.
  var frame: Engine { Engine(part: rows.names, of: whole) }

  /// Every figure of the five panels.
  public mutating func readings() -> Readings {
    let frame = frame
    let names = frame.dataset.vocabulary(.currency)
    return Readings(
      query: query, counts: counts.reading(names), response: response.reading(frame, query, presence),
      qualified: qualified.reading(frame, query, presence), process: process.reading(frame, query, presence),
      activities: activities.reading(frame, query, presence), close: close.reading(frame, query, presence))
  }

  /// The identifier of a lead in a list.
  public func leadID(_ number: Int32) -> String { rows.leadID(number) }

  /// The identifier of an opportunity in a list.
  public func opportunityID(_ number: Int32) -> String { rows.opportunityID(number) }
}

extension Engine {
  /// An engine over some rows of the whole or newer versions of them, which shares what does not depend on rows.
  init(part: Dataset, of whole: Engine) {
    self.init(dataset: part, profile: whole.profile, calendar: whole.calendar)
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
