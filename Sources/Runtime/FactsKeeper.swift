import Domain
import MetricEngine
import Store

/// Keeps what an engine has prepared of its rows beside the store, so that the next start finds it there.
public struct FactsKeeper: Sendable {
  let engine: Engine
  let sidecar: Sidecar
  /// Where figures stand unless asked otherwise.
  let present: @Sendable () -> Instant

  /// Writes down what the questions asked so far have prepared, and lets the file take its place in memory. Takes a
  /// second or two with millions of rows: for after the figures are shown.
  ///
  /// Nothing is done where no question was about the present.
  public func keep() {
    let asOf = present()
    guard engine.hasPrepared(at: asOf) else { return }
    var facts = engine.preparedFacts(at: asOf)
    if sidecar.write(&facts) { engine.take(facts, at: asOf) }
  }

  /// Gives the engine what was kept of the same rows under the same profile.
  /// - Returns: what is to keep it later if there was nothing, or if a planned row has fallen due since.
  func restored() -> FactsKeeper? {
    var facts = engine.emptyFacts
    return sidecar.read(into: &facts) && engine.take(facts, at: present()) ? nil : self
  }
}
