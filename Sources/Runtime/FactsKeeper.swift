import MetricEngine
import Store

/// Keeps what an engine has prepared of its rows beside the store, so that the next start finds it there.
public struct FactsKeeper: Sendable {
  let engine: Engine
  let sidecar: Sidecar

  /// Writes down what the questions asked so far have prepared, and lets the file take its place in memory. Takes a
  /// second or two with millions of rows: for after the figures are shown.
  ///
  /// Nothing is done where the questions were about the past, which an engine of its own answers.
  public func keep() {
    guard engine.hasPrepared else { return }
    var facts = engine.preparedFacts()
    if sidecar.write(&facts) { engine.take(facts) }
  }

  /// Gives an engine what was kept of the same rows under the same profile.
  /// - Returns: what is to keep it later if there was none.
  static func restore(_ engine: Engine, from sidecar: Sidecar) -> FactsKeeper? {
    var facts = engine.emptyFacts
    guard sidecar.read(into: &facts) else { return FactsKeeper(engine: engine, sidecar: sidecar) }
    engine.take(facts)
    return nil
  }
}
