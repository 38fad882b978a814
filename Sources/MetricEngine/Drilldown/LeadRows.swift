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
      secondsLeft: wait.left, reasons: [wait.remark])
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
  /// How long it waited and how that ended, or why that cannot be told.
  let remark: Remark

  init(_ engine: Engine, _ row: Int, asOf: Instant) {
    switch LeadClock(engine, asOf: asOf).read(row) {
    case .failure(let why): remark = .untimed(why)
    case .success(let (times, standing)):
      wall = times.wall
      // With dates alone nothing is finer than a day, and there is no limit of minutes.
      if engine.dataset.facts.leadPrecision == .day {
        remark = .waited(standing, .days(Double(times.wall) / Double(Instant.day)))
      } else {
        business = times.business
        runs = standing == .waiting
        left = Int64(engine.responseLimit(ofLead: row)) - business
        remark = Self.remark(times, standing, left: left)
      }
    }
  }

  private static func remark(_ times: ResponseTimes, _ standing: LeadStanding, left: Int64) -> Remark {
    switch standing {
    case .waiting: left < 0 ? .late(seconds: -left) : .due(seconds: left)
    case .answered: .waited(standing, .working(seconds: times.business), isLate: left < 0)
    case .qualified, .disqualified: .waited(standing, .working(seconds: times.business))
    }
  }
}

extension LeadRow {
  /// True if its reason says after how long it was answered.
  public var saysAnswer: Bool {
    reasons.contains { if case .waited(.answered, _, _) = $0 { true } else { false } }
  }

  /// True if its reason says when its answer is due.
  public var saysDue: Bool { reasons.contains { if case .due = $0 { true } else { false } } }
}
