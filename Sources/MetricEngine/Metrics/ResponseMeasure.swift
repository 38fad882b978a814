import Domain

extension Engine {
  /// Statistics of rules about lead response.
  func responseMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForResponse
    guard missing.isEmpty else { return .missing(missing) }
    if dataset.facts.leadPrecision == .day { return .missing(["leads.first_response_at with time of day"]) }
    let scan = ResponseScan(self, query, request.clock)
    switch request.statistic {
    case .shareWithin(let seconds): return scan.shareWithin(seconds.map(Int64.init), selection.leads)
    case .responseQuantile(let quantile): return scan.quantile(quantile, selection.leads)
    case .unanswered(let seconds): return scan.unanswered(longerThan: seconds.map(Int64.init), selection.leads)
    default: return Reading(value: nil, count: 0)
    }
  }
}

/// Answers one question about response times in one clock.
private struct ResponseScan {
  let query: Query
  let kind: ClockKind
  let clock: ResponseClock
  let limits: ResponseLimits
  let leads: LeadTable

  init(_ engine: Engine, _ query: Query, _ kind: ClockKind) {
    self.query = query
    self.kind = kind
    clock = ResponseClock(engine, asOf: query.asOf)
    limits = ResponseLimits(engine)
    leads = engine.dataset.leads
  }

  /// Of the window's leads aged at least the limit, those answered within it; the others are its rows, slowest first.
  func shareWithin(_ seconds: Int64?, _ rows: [Int32]) -> Reading {
    var (successes, trials) = (0, 0)
    var late: [(row: Int32, seconds: Int64)] = []
    for (row, times) in inWindow(rows) {
      let limit = seconds ?? limits.seconds(lead: Int(row))
      guard age(times) >= limit else { continue }
      trials += 1
      if times.answered, elapsed(times) <= limit { successes += 1 } else { late.append((row, elapsed(times))) }
    }
    return .share(successes, of: trials, rows: slowestFirst(late))
  }

  /// The Kaplan-Meier quantile of the window's leads; its rows took or have waited longer, slowest first.
  func quantile(_ quantile: Double, _ rows: [Int32]) -> Reading {
    let sample = inWindow(rows)
    let curve = KaplanMeier(
      durations: sample.map { Double(elapsed($0.times)) }, events: sample.map(\.times.answered))
    guard curve.count > 0 else { return Reading(value: nil, count: 0) }
    let value = curve.quantile(quantile)
    let band = curve.quantileBand(quantile)
    let gate = curve.quantileBand(quantile, z: Deviate.oneSided80)
    let slow = sample.filter { Double(elapsed($0.times)) > value ?? .infinity }
    return Reading(
      value: value, count: curve.count, low: band.low, high: band.high, gateLow: gate.low, gateHigh: gate.high,
      rows: slowestFirst(slow.map { ($0.row, elapsed($0.times)) }))
  }

  /// Leads that wait, neither qualified nor disqualified, for longer than the limit; most overdue first.
  func unanswered(longerThan seconds: Int64?, _ rows: [Int32]) -> Reading {
    var waiting = 0
    var late: [(row: Int32, seconds: Int64)] = []
    for row in rows {
      let index = Int(row)
      guard leads.firstResponseAt[index] > query.asOf, leads.qualifiedAt[index] > query.asOf,
        leads.disqualifiedAt[index] > query.asOf, case .success(let times) = clock.read(index)
      else { continue }
      waiting += 1
      let over = age(times) - (seconds ?? limits.seconds(lead: index))
      if over > 0 { late.append((row, over)) }
    }
    return Reading(value: Double(late.count), count: waiting, rows: slowestFirst(late))
  }

  private func inWindow(_ rows: [Int32]) -> [(row: Int32, times: ResponseTimes)] {
    let window = query.window
    return rows.compactMap { row in
      guard window.contains(leads.createdAt[Int(row)]), case .success(let times) = clock.read(Int(row)) else {
        return nil
      }
      return (row, times)
    }
  }

  private func elapsed(_ times: ResponseTimes) -> Int64 { kind == .wall ? times.wall : times.business }
  private func age(_ times: ResponseTimes) -> Int64 { kind == .wall ? times.wallAge : times.businessAge }

  private func slowestFirst(_ leads: [(row: Int32, seconds: Int64)]) -> [Int32] {
    leads.sorted { ($1.seconds, $0.row) < ($0.seconds, $1.row) }.map(\.row)
  }
}
