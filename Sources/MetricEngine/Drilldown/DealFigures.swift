import Domain

extension Engine {
  /// Name, else id.
  func opportunityName(_ row: Int) -> String {
    let table = dataset.opportunities
    return table.names.isEmpty(at: row) ? table.ids[row] : table.names[row]
  }

  /// Name, else id.
  func leadName(_ row: Int) -> String {
    let table = dataset.leads
    return table.names.isEmpty(at: row) ? table.ids[row] : table.names[row]
  }

  /// Days since creation, until the closing if closed; nil without dates.
  func ageDays(_ row: Int, asOf: Instant) -> Double? {
    let table = dataset.opportunities
    let seconds = table.lifetime(row, standing: table.standing(row, asOf: asOf), asOf: asOf)
    guard let seconds else { return nil }
    let days = Double(seconds) / Double(Instant.day)
    return dataset.facts.opportunityPrecision == .day ? days.rounded(.down) : days
  }

  /// Days since the last activity that counts, or creation; nil if closed, undated, or there are no activities at all.
  func idleDays(_ row: Int, asOf: Instant) -> Double? {
    guard isOpen(opportunity: row, asOf: asOf), missingForActivities.isEmpty else { return nil }
    return IdleClock(dataset.facts).days(from: lastTouch(ofOpportunity: row, asOf: asOf), to: asOf)
  }

  /// Days in the current stage, until the closing if closed; nil without history. Entering the same stage again
  /// without leaving it does not start anew.
  func stageDays(_ row: Int, asOf: Instant) -> Double? {
    let (visits, table) = (dataset.visits, dataset.opportunities)
    var entered: Instant?
    var stage: Code?
    for visit in table.visits(of: row).reversed() where visits.enteredAt[visit] <= asOf {
      if let stage, stage != visits.stage[visit] { break }
      stage = visits.stage[visit]
      entered = visits.enteredAt[visit]
    }
    let closed = table.closedAt[row]
    return entered.flatMap { (closed <= asOf && closed.isKnown ? max($0, closed) : asOf).days(since: $0) }
  }
}

/// Lengths of time in plain words, always rounded down: nothing is older than it is.
public enum DayWords {
  /// Whole days.
  public static func whole(_ days: Double) -> Int { Int(max(-1e9, min(days, 1e9)).rounded(.down)) }

  /// `40 s`, `58 min`, `2 h 10`, `37 h 34`, `180 h`: hours of working time never become days, which have fewer of
  /// them; never negative.
  public static func duration(_ seconds: Int64) -> String {
    if seconds < 60 { return "\(max(0, seconds)) s" }
    let minutes = seconds / 60
    if minutes < 60 { return "\(minutes) min" }
    let rest = minutes % 60
    if rest == 0 || minutes >= 48 * 60 { return "\(minutes / 60) h" }
    return "\(minutes / 60) h \(rest < 10 ? "0" : "")\(rest)"
  }
}
