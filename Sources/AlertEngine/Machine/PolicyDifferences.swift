import Domain

extension AlertPolicy {
  /// What differs from another policy, for the log: "warn 0.5 -> 0.45". Empty if nothing does.
  public func differences(from old: AlertPolicy) -> [String] {
    let numbers: [(String, Double?, Double?)] = [
      ("warn", old.warn, warn), ("crit", old.critical, critical), ("margin", old.margin, margin),
      ("recover warn", old.recoverWarn, recoverWarn), ("recover crit", old.recoverCritical, recoverCritical),
    ]
    let counts: [(String, Int, Int)] = [
      ("min_n", old.minimumCount, minimumCount), ("for", old.holdFor, holdFor), ("keep", old.keepFor, keepFor),
      ("stale", old.staleAfter, staleAfter),
    ]
    var differences = numbers.filter { $0.1 != $0.2 }.map { "\($0.0) \(Self.word($0.1)) -> \(Self.word($0.2))" }
    differences += counts.filter { $0.1 != $0.2 }.map { name, before, now in
      name == "min_n" ? "\(name) \(before) -> \(now)" : "\(name) \(before) s -> \(now) s"
    }
    if direction != old.direction { differences.append("direction \(old.direction) -> \(direction)") }
    if gated != old.gated { differences.append("gate \(old.gated ? "on" : "off") -> \(gated ? "on" : "off")") }
    differences += zip(old.requests, requests).filter { $0 != $1 }.map { "\($0.words) -> \($1.words)" }
    if old.requests.count != requests.count {
      differences.append("crit \(requests.count > 1 ? "added" : "taken away")")
    }
    return differences
  }

  private static func word(_ level: Double?) -> String {
    guard let level else { return "none" }
    return Int(exactly: level).map { "\($0)" } ?? "\(level)"
  }
}

extension MeasureRequest {
  /// The question in the words of the settings.
  fileprivate var words: String {
    let part = if case .element(let dimension, let name) = scope { " of \(dimension.rawValue) \(name)" } else { "" }
    return "\(statistic) \(clock.rawValue) \(windowDays)d\(part)"
  }
}
