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
    return "\(statistic.words) \(clock.rawValue) \(windowDays)d\(part)"
  }
}

extension Statistic {
  /// The statistic and its parameter in the words of the settings.
  fileprivate var words: String {
    switch self {
    case .shareWithin(let seconds): "share_within \(seconds.map { "\($0) s" } ?? "the limit")"
    case .responseQuantile(let quantile): "quantile \(quantile)"
    case .qualifiedCount: "count"
    case .qualifiedRatio: "rate"
    case .qualifiedForAge: "rate_for_age"
    case .conformingShare: "conforming"
    case .activitiesMean: "mean"
    case .gaveUpShare: "gave_up"
    case .wonWithin(let days): "won_within \(days)d"
    case .closingPace: "closing_pace"
    case .brokenNow: "broken_now"
    case .unanswered(let seconds): "unanswered \(seconds.map { "\($0) s" } ?? "the limit")"
    case .idle(let days): "idle \(days)d"
    case .idleBeyond: "idle beyond the pauses of wins"
    case .stageAge(let quantile, let factor): "stage_age \(factor) x \(quantile)"
    case .olderThanWinners(let quantile): "older_than_winners \(quantile)"
    }
  }
}
