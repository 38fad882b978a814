import Domain
import Synchronization

/// What follows from rows and profile alone and is the same for every question: each part is made when it is first
/// needed and then shared, so that a new filter or period costs one look at what it changes.
final class Prepared: Sendable {
  let moments = Once<Instant>()
  let stages = Once<Series<Code>>()
  let leadCalendars = Once<LeadCalendars>()
  let response = Once<ResponseFacts>()
  let qualified = Once<QualifiedFacts>()
  let models = Once<ProcessModels>()
  let process = Once<ProcessFacts>()
  let activities = Once<ActivityFacts>()
  let close = Once<CloseFacts>()
  let claims = Once<ClaimFacts>()
  /// How opportunities stood when the stretch before the last one ended.
  let earlierPaths = Mutex<EarlierPaths?>(nil)
  /// Rows known at the instant last asked about.
  let known = Mutex<KnownRows?>(nil)
  /// Rows of the filters last asked for: all panels and rules of a screen speak of the same rows.
  let selections = Mutex<[KeptSelection]>([])
  /// Engines of past instants, the one last asked for at the end.
  let past = Mutex<[PastEngine]>([])
}

/// The rows of a filter at an instant.
struct KeptSelection: Sendable {
  let asOf: Instant
  let filter: Filter
  let selection: Selection

  /// More would be memory for questions that nobody asks again.
  static let most = 4
}

/// An engine that knows nothing of what happened after an instant, and how long it stays right.
struct PastEngine: Sendable {
  let engine: Engine
  /// The instants that it answers for: from the one it was made for until the next event that it does not know.
  let from: Instant
  let until: Instant

  func answers(_ asOf: Instant) -> Bool { asOf >= from && asOf < until }
}

extension Engine {
  /// The engine to ask about `asOf`: this one if nothing lies after it, else one whose rows hide what was not known then.
  ///
  /// Figures computed by it need not compare every event with `asOf`, and agree by construction with those of a data
  /// set that was loaded up to that instant. Rows keep their numbers; those created later are not selected.
  func standing(at asOf: Instant) -> Engine {
    guard asOf < latestMoment else { return self }
    if let known = prepared.past.withLock({ list in list.last { $0.answers(asOf) } }) { return known.engine }
    var view = PastView(asOf: asOf)
    let past = Engine(view.dataset(dataset), of: self)
    _ = past.prepared.moments.get { .unknown }
    let kept = PastEngine(engine: past, from: asOf, until: view.nextHidden)
    prepared.past.withLock { list in list = list.suffix(Self.pastEnginesKept - 1) + [kept] }
    return past
  }

  /// Lets go of engines of past instants, each of which may hold as many rows as this one: whoever asks about such an
  /// instant again waits for it.
  public func forgetPast() { prepared.past.withLock { $0 = [] } }

  /// Stepping back and forth between a few instants costs nothing.
  private static let pastEnginesKept = 3

  /// The latest dated moment of any row, planned or done; `unknown` without any.
  var latestMoment: Instant { prepared.moments.get { LatestMoment.of(dataset) } }
}

/// Looks for the last thing that any row tells of.
private enum LatestMoment {
  static func of(_ dataset: Dataset) -> Instant {
    let leads = dataset.leads
    let columns = [
      leads.createdAt, leads.assignedAt, leads.firstResponseAt, leads.qualifiedAt, leads.disqualifiedAt,
      dataset.opportunities.createdAt, dataset.opportunities.closedAt, dataset.visits.enteredAt,
      dataset.activities.occurredAt, dataset.changes.at, dataset.leadChanges.at,
    ]
    return columns.map(latest).max() ?? .unknown
  }

  private static func latest(_ column: Series<Instant>) -> Instant {
    column.withUnsafeBufferPointer { values in
      var latest = Int64.min
      for value in values where value.seconds > latest && value.seconds != Int64.max { latest = value.seconds }
      return Instant(latest)
    }
  }
}

/// Takes out of a data set what happened after an instant, and notes what happens next.
private struct PastView {
  let asOf: Instant
  /// The earliest moment that was hidden.
  private(set) var nextHidden = Instant.never

  init(asOf: Instant) { self.asOf = asOf }

  mutating func dataset(_ whole: Dataset) -> Dataset {
    var dataset = whole
    for created in [whole.leads.createdAt, whole.opportunities.createdAt] {
      for instant in created where instant > asOf { nextHidden = min(nextHidden, instant) }
    }
    dataset.leads.assignedAt = hiding(whole.leads.assignedAt)
    dataset.leads.firstResponseAt = hiding(whole.leads.firstResponseAt)
    dataset.leads.qualifiedAt = hiding(whole.leads.qualifiedAt)
    dataset.leads.disqualifiedAt = hiding(whole.leads.disqualifiedAt)
    dataset.opportunities.closedAt = hiding(whole.opportunities.closedAt)
    keepVisits(&dataset)
    keepActivities(&dataset)
    nextHidden = min(nextHidden, dataset.undoChanges(after: asOf))
    return dataset
  }

  private mutating func hiding(_ column: Series<Instant>) -> Series<Instant> {
    guard column.contains(where: { $0 > asOf && $0 != .never }) else { return column }
    var next = nextHidden
    let hidden = Series<Instant>(count: column.count) { new in
      for row in column.indices {
        let instant = column[row]
        if instant > asOf { next = min(next, instant) }
        new.initializeElement(at: row, to: instant > asOf ? .never : instant)
      }
    }
    nextHidden = next
    return hidden
  }

  private mutating func keepVisits(_ dataset: inout Dataset) {
    let visits = dataset.visits
    let kept = keptRows(visits.enteredAt)
    if kept.count == visits.enteredAt.count { return }
    dataset.opportunities.visitStarts = moved(dataset.opportunities.visitStarts, kept)
    dataset.visits.opportunity = gather(visits.opportunity, kept)
    dataset.visits.stage = gather(visits.stage, kept)
    dataset.visits.enteredAt = gather(visits.enteredAt, kept)
    dataset.visits.changedBy = gather(visits.changedBy, kept)
  }

  private mutating func keepActivities(_ dataset: inout Dataset) {
    let activities = dataset.activities
    let kept = keptRows(activities.occurredAt)
    if kept.count == activities.occurredAt.count { return }
    dataset.opportunities.activityStarts = moved(dataset.opportunities.activityStarts, kept)
    dataset.activities.opportunity = gather(activities.opportunity, kept)
    dataset.activities.lead = gather(activities.lead, kept)
    dataset.activities.occurredAt = gather(activities.occurredAt, kept)
    dataset.activities.kind = gather(activities.kind, kept)
    dataset.activities.rep = gather(activities.rep, kept)
    dataset.activities.traits = gather(activities.traits, kept)
    var ids = TextColumn()
    for row in kept { ids.append(activities.ids[Int(row)]) }
    dataset.activities.ids = ids
  }

  private mutating func keptRows(_ times: Series<Instant>) -> [Int32] {
    var kept: [Int32] = []
    kept.reserveCapacity(times.count)
    for (row, instant) in times.enumerated() {
      if instant <= asOf { kept.append(Int32(truncatingIfNeeded: row)) } else { nextHidden = min(nextHidden, instant) }
    }
    return kept
  }

  /// Where the rows of each owner start once only `kept` are left.
  private func moved(_ starts: Series<Int32>, _ kept: [Int32]) -> Series<Int32> {
    var next = 0
    return Series(
      starts.map { start in
        while next < kept.count, kept[next] < start { next += 1 }
        return Int32(truncatingIfNeeded: next)
      })
  }

  private func gather<Value>(_ column: Series<Value>, _ rows: [Int32]) -> Series<Value> {
    guard !column.isEmpty else { return column }
    return Series(count: rows.count) { new in
      for (place, row) in rows.enumerated() { new.initializeElement(at: place, to: column[Int(row)]) }
    }
  }
}
