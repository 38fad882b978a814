import AlertEngine
import Domain
import Store

/// Runs cases through the alert machine and the store as the program itself would if it ended after every step:
/// what is remembered is only what was written down.
public struct AlertReplay {
  private let store: Store

  /// Remembers in memory, in the tables of a real store.
  public init() throws(StoreError) { store = try Store.inMemory() }

  /// What comes of a case.
  public func outcome(of subject: AlertCase) throws(StoreError) -> AlertOutcome {
    let key = AlertKey(rule: subject.name)
    try store.forgetAlerts([key])
    var said: [(at: Instant, events: [AlertEvent])] = []
    for step in subject.steps {
      var book = try store.alertBook()
      let change = book.take(step.input, at: step.at, for: key, under: subject.policy)
      try store.keep([change])
      said.append((step.at, change.events))
    }
    let end = try store.alertBook().instances[key] ?? AlertInstance(subject.policy)
    try store.forgetAlerts([key])
    return AlertOutcome(said, end: end)
  }
}
