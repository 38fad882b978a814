import AlertEngine
import Dashboard
import Dispatch
import Domain
import Store
import Synchronization

/// Runs the alerts of the program on screen: makes up for missed ticks behind the figures, tells how alerts stand, and
/// does what the user asks about them. Nothing here waits for a measurement.
public final class AlertDesk: Sendable {
  /// What is remembered.
  public let memory: AlertMemory
  private let worker: AlertCatchUp
  private let state = Mutex(State())
  /// Looks at the past take long with many rows: they must not keep anybody from the figures.
  private let queue = DispatchQueue(label: "dealtop.alerts", qos: .background)

  private struct State {
    var latest: Assignment?
    var isWorking = false
    var doings: [AlertKey: (doing: Doing, at: Instant)] = [:]
  }

  /// What can be taken back.
  private enum Doing {
    case deed(AlertMemory.Deed)
    case note(String)
  }

  /// Work to be done, and what ends it early.
  private struct Assignment: Sendable {
    var number: Int
    var job: AlertJob
    var pause: @Sendable () throws -> Void
    var done: @Sendable () -> Void
  }

  /// Seconds in which what was done can be taken back.
  public static let undoable: Int64 = 10

  /// A desk over a memory.
  public init(_ memory: AlertMemory, measuring: RuleMeasuring = .byHistory) {
    self.memory = memory
    worker = AlertCatchUp(memory, measuring: measuring)
  }

  /// Takes new data or a moved present, and makes up for what was missed in the background; data that comes meanwhile
  /// is taken up after it.
  /// - Parameters:
  ///   - pause: called between measurements; what it throws ends the work until the next call.
  ///   - done: called when alerts may stand differently.
  public func take(
    _ job: AlertJob, between pause: @escaping @Sendable () throws -> Void, done: @escaping @Sendable () -> Void
  ) {
    let starts = state.withLock { state in
      let number = (state.latest?.number ?? 0) + 1
      state.latest = Assignment(number: number, job: job, pause: pause, done: done)
      defer { state.isWorking = true }
      return !state.isWorking
    }
    if starts { queue.async { self.work() } }
  }

  /// Makes up for what was missed, and returns when that is done.
  public func catchUp(_ job: AlertJob) throws { try worker.run(job) }

  private func work() {
    var last = 0
    while let assignment = next(after: last) {
      last = assignment.number
      let isNew = (try? worker.run(assignment.job, between: assignment.pause)) ?? true
      if isNew { assignment.done() }
    }
  }

  /// The latest assignment, if it is another than the last.
  private func next(after last: Int) -> Assignment? {
    state.withLock { state in
      if let assignment = state.latest, assignment.number > last { return assignment }
      state.isWorking = false
      return nil
    }
  }

  /// How alerts stand beside the figures of a snapshot; nil if nothing is remembered of them, or only of a later time.
  public func board(_ snapshot: Snapshot, rules: [AlertRule], at present: Instant) -> AlertBoard? {
    let view = memory.view
    guard let last = view.book.lastTick, last <= present else { return nil }
    return BoardMaker.remembered(snapshot, rules, view, worker.background, at: present)
  }

  // MARK: - What people do

  /// Does something about an alert and says what came of it.
  func act(_ action: AlertAction, on key: AlertKey, at clock: Instant) -> Message {
    answer { present in
      guard let deed = try memory.act(action, on: key, at: present) else { return .refused(AlertWords.unknown(key)) }
      guard !deed.events.isEmpty else { return .refused(AlertWords.vain(action, on: deed)) }
      remember(.deed(deed), about: key, at: clock)
      return .told(AlertWords.done(action))
    }
  }

  /// Keeps a remark about an alert.
  func note(_ text: String, on key: AlertKey, at clock: Instant) -> Message {
    answer { present in
      guard try memory.note(text, on: key, at: present) else { return .refused(AlertWords.unknown(key)) }
      remember(.note(text), about: key, at: clock)
      return .told(AlertWords.noted)
    }
  }

  /// Takes back what was last done about an alert, if that was just now.
  func undo(_ key: AlertKey, at clock: Instant) -> Message {
    answer { present in
      let last = state.withLock { $0.doings.removeValue(forKey: key) }
      guard let last, clock.since(last.at) <= Self.undoable else { return .refused(AlertWords.tooLate) }
      let isUndone =
        switch last.doing {
        case .deed(let deed): try memory.undo(deed, at: present)
        case .note(let text): try memory.undo(note: text, on: key, at: present)
        }
      return isUndone ? .told("undone") : .refused(AlertWords.overtaken)
    }
  }

  /// What came of work at the present of the data.
  private func answer(_ work: (Instant) throws -> Message) -> Message {
    guard let present else { return .refused(AlertWords.nothingYet) }
    do {
      return try work(present)
    } catch {
      return .refused(ErrorText.line(error))
    }
  }

  private func remember(_ doing: Doing, about key: AlertKey, at clock: Instant) {
    state.withLock { $0.doings[key] = (doing, clock) }
  }

  private var present: Instant? { state.withLock { $0.latest?.job.present } }
}
