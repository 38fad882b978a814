import AlertEngine
import Dashboard
import Domain
import Store
import Synchronization

/// What is remembered of all alerts, beside the rows or in memory. Several programs may share a store: everything that
/// changes it reads, decides and writes at once, so that nothing is lost or said twice.
///
/// A store that cannot be written never stands in the way: alerts are remembered in memory then, and ``notice`` says
/// so.
public final class AlertMemory: Sendable {
  /// Everything that is remembered at one moment.
  public struct View: Sendable, Equatable {
    /// The instances.
    public var book: AlertBook
    /// What each instance said lately, newest first.
    public var log: [AlertKey: [AlertLogLine]]
    /// When what figures are defined by was changed, newest first.
    public var definitions: [AlertLogLine] = []
  }

  private struct State {
    var store: Store
    var known: (book: AlertBook, version: Int)?
    var logs: (version: Int, view: View)?
    var notice: String?
  }

  /// Lines of the log that screens know of each alert: what happened in a year or so, which charts mark.
  private static let shownLines = 100
  /// Who uses the program.
  public let actor: String
  /// What rules have learned of their levels, kept in the same place.
  public let learner: RuleLearner
  private let state: Mutex<State>

  /// - Parameters:
  ///   - store: where alerts are remembered.
  ///   - actor: who uses the program: the name under which what they do is kept.
  public init(store: Store, actor: String) {
    self.actor = actor
    learner = RuleLearner(store: store)
    state = Mutex(State(store: store))
    reload()
  }

  /// Why alerts are not remembered for good, in one line; nil if they are.
  public var notice: String? { state.withLock { $0.notice } }

  /// Where it is remembered, and what is to be told of it.
  var store: Store { state.withLock { $0.store } }

  /// What is remembered, as last looked at.
  public var book: AlertBook { state.withLock { $0.known?.book } ?? AlertBook() }

  /// What is remembered, with what was said.
  public var view: View {
    let (store, known, logs) = state.withLock { ($0.store, $0.known, $0.logs) }
    guard let known else { return View(book: AlertBook(), log: [:]) }
    if let logs, logs.version == known.version { return logs.view }
    var view = View(book: known.book, log: [:], definitions: Self.log(of: Store.definitions, in: store) ?? [])
    for key in known.book.instances.keys { view.log[key] = Self.log(of: key, in: store) }
    state.withLock { $0.logs = (known.version, view) }
    return view
  }

  private static func log(of key: AlertKey, in store: Store) -> [AlertLogLine]? {
    (try? store.alertHistory(of: key, last: shownLines))?.map(AlertLogLine.init)
  }

  /// Everything that was ever said, oldest first.
  public func history() throws(StoreError) -> [AlertHistoryEntry] {
    try store.alertRecords().map {
      AlertHistoryEntry(number: $0.id, key: $0.key, line: AlertLogLine($0))
    }
  }

  /// Everything that was ever to be told outside, oldest first.
  public func deliveries() throws(StoreError) -> [Delivery] { try store.deliveries() }

  /// Looks whether another program has written.
  /// - Returns: true if there is something new.
  @discardableResult
  public func reload() -> Bool {
    let (store, known) = state.withLock { ($0.store, $0.known) }
    do throws(StoreError) {
      if let known, try store.alertsVersion == known.version { return false }
      let new = try store.alerts()
      state.withLock { $0.known = new }
      return true
    } catch {
      // Without a first look there is nothing to go on with.
      if known == nil { _ = retreat(from: error) }
      return false
    }
  }

  /// Reads, decides and writes at once. Another program that writes is waited for, for some seconds.
  /// - Parameter decide: what to write by what is remembered; may be asked more than once.
  /// - Returns: what was written.
  /// - Throws: only what will pass, such as another program that does not stop writing: nothing was changed then.
  @discardableResult
  func update(_ decide: (AlertBook) -> AlertUpdate) throws(StoreError) -> AlertUpdate {
    for _ in 1..<Self.attempts {
      do throws(StoreError) {
        return try attempt(decide)
      } catch  where error.isTransient {
        continue
      }
    }
    return try attempt(decide)
  }

  /// Each waits as long as the store is patient.
  private static let attempts = 3

  private func attempt(_ decide: (AlertBook) -> AlertUpdate) throws(StoreError) -> AlertUpdate {
    let (store, known) = state.withLock { ($0.store, $0.known) }
    do throws(StoreError) {
      return take(try store.updateAlerts(known: known, decide), from: store)
    } catch {
      guard !error.isTransient, let memory = retreat(from: error) else { throw error }
      return take(try memory.updateAlerts(known: nil, decide), from: memory)
    }
  }

  private func take(_ result: (update: AlertUpdate, book: AlertBook, version: Int), from store: Store) -> AlertUpdate {
    state.withLock { state in
      guard state.store === store, result.version >= state.known?.version ?? 0 else { return }
      state.known = (result.book, result.version)
    }
    return result.update
  }

  /// Goes on in memory with what is known; nil where that is the case already.
  private func retreat(from error: StoreError) -> Store? {
    let (store, known) = state.withLock { ($0.store, $0.known) }
    guard store.path != nil, let memory = try? Store.inMemory() else { return nil }
    let changes = known?.book.instances.map {
      AlertChange(key: $0.key, at: $0.value.lastHeard ?? .unknown, instance: $0.value)
    }
    try? memory.keep(changes ?? [])
    state.withLock { state in
      state.store = memory
      state.known = try? memory.alerts()
      state.notice = AlertWords.inMemoryOnly("\(error)")
    }
    return memory
  }
}

extension AlertLogLine {
  fileprivate init(_ record: AlertRecord) {
    self.init(at: record.at, event: record.event, actor: record.actor, note: record.note, until: record.until)
  }
}
