import Domain

/// An engine that knows nothing of what happened after an instant.
struct PastEngine: Sendable {
  let engine: Engine
  let view: PastView
  /// True if a file holds what it has prepared.
  let isKept: Bool
}

/// Engines of past instants, the one last made at the end.
struct PastEngines: Sendable {
  private(set) var all: [PastEngine] = []

  /// Stepping back and forth between a few instants costs nothing.
  private static let most = 3

  func engine(at asOf: Instant) -> PastEngine? { all.last { $0.view.holds(at: asOf) } }

  /// The last one that stands before an instant, else any.
  func near(_ asOf: Instant) -> PastEngine? {
    all.filter { $0.view.from <= asOf }.max { $0.view.from < $1.view.from } ?? all.last
  }

  /// Lets go of what stands before an instant and lies in memory.
  mutating func forget(before asOf: Instant) { all.removeAll { !$0.isKept && $0.view.until <= asOf } }

  /// What a file holds takes up little memory and is what the next instant builds on: it stays, until another file does.
  mutating func add(_ new: PastEngine) {
    all.removeAll { new.isKept && $0.isKept || $0.view.from == new.view.from && $0.view.until == new.view.until }
    all.append(new)
    if all.count(where: { !$0.isKept }) > Self.most, let first = all.firstIndex(where: { !$0.isKept }) {
      all.remove(at: first)
    }
  }
}

extension Engine {
  /// The engine to ask about `asOf`: this one if nothing lies after it, else one whose rows hide what was not known then.
  ///
  /// Figures computed by it need not compare every event with `asOf`, and agree by construction with those of a data
  /// set that was loaded up to that instant. Rows keep their numbers; those created later are not selected.
  func standing(at asOf: Instant) -> Engine {
    guard asOf < latestMoment else { return self }
    if let known = past(at: asOf) { return known.engine }
    let near = prepared.past.withLock { $0.near(asOf) }
    return add(PastView(dataset, asOf: asOf, near: near?.view), isKept: false)
  }

  /// Lets go of engines of instants before the present, each of which may hold as many rows as this one: whoever asks about
  /// such an instant again waits for it.
  public func forgetPast(before present: Instant) { prepared.past.withLock { $0.forget(before: present) } }

  /// The engine that answers about an instant before the latest moment, if it is there already.
  func past(at asOf: Instant) -> PastEngine? { prepared.past.withLock { $0.engine(at: asOf) } }

  /// An engine over a view of the rows. What others have prepared of parts that it knows just as they do, it takes over:
  /// when a planned meeting falls due, stages and closings need not be looked at.
  @discardableResult
  func add(_ view: PastView, _ facts: PreparedFacts? = nil, isKept: Bool) -> Engine {
    let past = Engine(view.dataset, of: self)
    past.prepared.moments.put(.unknown)
    past.prepared.owned.put(view.knownRows)
    past.prepared.models.put(processModels)
    if !view.isUndone { prepared.leadCalendars.existing.map(past.prepared.leadCalendars.put) }
    if let facts { past.prepared.put(facts) }
    for other in prepared.past.withLock({ $0.all }).reversed() {
      past.prepared.share(other.engine.prepared, view.partsAlike(other.view))
    }
    prepared.past.withLock { $0.add(PastEngine(engine: past, view: view, isKept: isKept)) }
    return past
  }

  /// The latest dated moment of any row, planned or done; `unknown` without any.
  var latestMoment: Instant { prepared.moments.get { LatestMoment.of(dataset) } }
}

extension Prepared {
  /// Takes over what was prepared of the parts that are alike, where nothing is there yet.
  fileprivate func share(_ other: Prepared, _ alike: Set<DataPart>) {
    func take<Value>(_ made: KeyPath<Prepared, Once<Value>>, of parts: Set<DataPart>) {
      guard parts.isSubset(of: alike), self[keyPath: made].existing == nil else { return }
      other[keyPath: made].existing.map(self[keyPath: made].put)
    }
    take(\.stages, of: [.deals, .visits])
    take(\.response, of: [.leads])
    take(\.qualified, of: [.leads, .deals])
    // Meetings that come later are in no visit that has ended.
    take(\.process, of: [.deals, .visits])
    take(\.activities, of: [.deals, .activities])
    take(\.close, of: [.deals])
    take(\.claims, of: [.leads, .deals, .visits, .activities])
    take(\.zones, of: [.leads, .deals])
  }
}

/// Looks for the last thing that any row tells of.
private enum LatestMoment {
  static func of(_ dataset: Dataset) -> Instant {
    DataColumn.all.map { $0.moments(dataset).neighbours(of: Instant(.max - 1)).last }.max() ?? .unknown
  }
}
