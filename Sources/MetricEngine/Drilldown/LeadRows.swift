import Domain

extension Engine {
  /// A lead as a list shows it; `reason` is the list that it is in. Its clock runs in working time.
  public func leadRow(_ row: Int32, _ query: Query, reason: Listing?) -> LeadRow {
    let index = Int(row)
    let table = dataset.leads
    func name(_ dimension: Dimension, _ code: Code) -> String { dataset.vocabulary(dimension)[code] }
    func known(_ instant: Instant) -> Instant { instant <= query.asOf ? instant : .never }
    let wait = LeadWait(self, index, asOf: query.asOf)
    var lead = LeadRow(
      row: row, id: table.ids[index], name: table.names[index], rep: name(.rep, table.rep[index]),
      team: name(.team, table.team[index]), source: name(.source, table.source[index]),
      segment: name(.segment, table.segment[index]), createdAt: table.createdAt[index],
      firstResponseAt: known(table.firstResponseAt[index]), qualifiedAt: known(table.qualifiedAt[index]),
      disqualifiedAt: known(table.disqualifiedAt[index]), wallSeconds: wait.wall, businessSeconds: wait.business,
      secondsLeft: wait.left, reason: wait.words)
    if wait.runs { lead.open = leadCalendars(asOf: query.asOf).calendar(lead: index).opening(at: query.asOf) }
    return lead
  }
}

/// How long a lead waited, or has been waiting, against its limit.
struct LeadWait {
  /// Seconds in wall time; 0 where nothing can be said.
  private(set) var wall: Int64 = 0
  /// Seconds in working time; 0 where nothing can be said.
  private(set) var business: Int64 = 0
  /// Seconds of working time left of the limit; negative when late.
  private(set) var left: Int64 = 0
  /// True while nobody has answered and a clock of working time runs.
  private(set) var runs = false
  /// In plain words: "late by 2 h 10", "answered after 3 min".
  private(set) var words = ""

  init(_ engine: Engine, _ row: Int, asOf: Instant) {
    switch LeadClock(engine, asOf: asOf).read(row) {
    case .failure(let reason): words = reason.reason
    case .success(let (times, standing)):
      wall = times.wall
      if engine.dataset.facts.leadPrecision == .day {
        words = Self.words(standing, DayWords.days(Double(times.wall) / Double(Instant.day)))
      } else {
        business = times.business
        runs = standing == .waiting
        left = Int64(engine.responseLimit(ofLead: row)) - business
        words = Self.words(times, standing, left: left)
      }
    }
  }

  private static func words(_ times: ResponseTimes, _ standing: LeadStanding, left: Int64) -> String {
    switch standing {
    case .waiting: left < 0 ? "late by \(DayWords.duration(-left))" : "\(LeadRow.dueIn) \(DayWords.duration(left))"
    case .answered: words(standing, DayWords.duration(times.business)) + (left < 0 ? ", too late" : "")
    case .qualified, .disqualified: words(standing, DayWords.duration(times.business))
    }
  }

  /// With dates alone nothing is finer than a day, and there is no limit of minutes.
  private static func words(_ standing: LeadStanding, _ length: String) -> String {
    switch standing {
    case .waiting: "waiting for \(length)"
    case .answered: "\(LeadRow.answeredAfter) \(length)"
    case .qualified: "qualified after \(length), never answered"
    case .disqualified: "disqualified after \(length), never answered"
    }
  }
}

extension LeadRow {
  fileprivate static let answeredAfter = "answered after"
  fileprivate static let dueIn = "due in"

  /// True if its reason says after how long it was answered.
  public var saysAnswer: Bool { reason.hasPrefix(Self.answeredAfter) }

  /// True if its reason says when its answer is due.
  public var saysDue: Bool { reason.hasPrefix(Self.dueIn) }
}
