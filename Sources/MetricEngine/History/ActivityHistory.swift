import Domain

/// How much was done for opportunities, as it stood at many instants.
struct ActivityHistory {
  private let question: PastQuestion
  private let table: OpportunityTable
  private var ticks: PastTicks { question.ticks }

  init(_ question: PastQuestion) {
    self.question = question
    table = question.engine.dataset.opportunities
  }

  /// Mean over open opportunities old enough.
  func mean() -> [Reading] {
    var (deals, sum, squares) = (TickSums(ticks), TickSums(ticks), TickSums(ticks))
    forEachDeal { row, reader in
      let (created, closed) = (table.createdAt[row], table.closedAt[row])
      guard created.isKnown, closed != .unknown else { return }
      let open = ticks.places(from: created.adding(days: Int(MatureDeals.youngestDays)), until: closed)
      guard !open.isEmpty else { return }
      deals.add(at: open)
      for (before, moment) in reader.touches(of: row, through: .never).enumerated() {
        let counted = ticks.places(open, from: moment)
        if counted.isEmpty { break }
        sum.add(at: counted)
        // (n + 1)² - n²
        squares.add(2 * before + 1, at: counted)
      }
    }
    let sums = zip(deals.totals, zip(sum.totals, squares.totals))
    return sums.map { Reading(TouchSums(count: $0, sum: $1.0, squares: $1.1)) }.nothing(before: place(told))
  }

  /// Of the opportunities lost in the window that anybody could have given up, those with at most one activity.
  func gaveUp() -> [Reading] {
    let slack = ActivityFactsMaker.closingSlack(question.engine)
    var (lost, gaveUp) = (TickSums(ticks), TickSums(ticks))
    forEachDeal { row, reader in
      let closed = table.closedAt[row]
      guard closed.isKnown, table.outcome[row] != .won, !table.wasDisqualified(row) else { return }
      let counted = ticks.places(from: max(closed, table.createdAt[row]), until: closed.adding(question.window))
      guard !counted.isEmpty else { return }
      lost.add(at: counted)
      let touches = reader.touches(of: row, through: closed.adding(slack))
      // By the day, what follows the closing on the same day counts too, once it is known.
      let more = touches.count > 1 ? ticks.places(counted, from: touches[1]).lowerBound : counted.upperBound
      gaveUp.add(at: counted.lowerBound..<more)
    }
    return zip(gaveUp.totals, lost.totals).map { Reading.share($0, of: $1, rows: []) }.nothing(before: place(told))
  }

  /// Open opportunities without activity for more than this many days.
  func idle(days: Int) -> [Reading] {
    let quietAfter = IdleClock(question.engine.dataset.facts).quietAfter(days: days)
    var (open, quiet) = (TickSums(ticks), TickSums(ticks))
    let known = forEachOpenDeal(&open) { row, moments, _ in
      for (touch, next) in zip(moments, moments.dropFirst() + [.never]) where touch.isKnown {
        quiet.add(at: ticks.places(from: touch.adding(quietAfter), until: min(next, table.closedAt[row])))
      }
    }
    let readings = zip(quiet.totals, open.totals).map { Reading(value: Double($0), count: $1) }
    return readings.nothing(before: place(max(told, known)))
  }

  /// Open opportunities without activity for longer than their limits, but for those whose next step was still to come.
  func idle(beyond limits: IdleLimits) -> [Reading] {
    let (quietAfter, moves) = (IdleLimitTable(question.engine, limits), DealMoves(question))
    var (open, quiet, money) = (TickSums(ticks), TickSums(ticks), TickMoney(ticks))
    let known = forEachOpenDeal(&open) { row, moments, counted in
      moves.forEachStand(row, in: ticks.places(counted, from: stepPassed(row))) { now, places in
        let pause = quietAfter[question.engine.stage(ofOpportunity: row, asOf: now), table.segment[row]]
        for (touch, next) in zip(moments, moments.dropFirst() + [.never]) where touch.isKnown {
          let silent = ticks.places(from: touch.adding(pause), until: next).clamped(to: places)
          quiet.add(at: silent)
          money.add(table.amount[row], table.currency[row], at: silent)
        }
      }
    }
    let sums = zip(money.totals(question.engine.dataset.vocabulary(.currency)), zip(quiet.totals, open.totals))
    let readings = sums.map { Reading.quiet($1.0, of: $1.1, money: $0, limits) }
    return readings.nothing(before: place(max(told, known)))
  }

  /// From when on no next step is booked, as ``NextStep`` has it.
  private func stepPassed(_ row: Int) -> Instant {
    let next = question.engine.activityFacts.knowsNextSteps ? table.nextStepAt[row] : .never
    return next == .unknown ? .never : next.isKnown ? next.adding(days: 1) : .unknown
  }

  /// Calls `body` with each opportunity that is open at any tick: its row, when it was created and touched, and the ticks
  /// at which it is open, which are added to `open`.
  /// - Returns: when the first of all was created.
  private func forEachOpenDeal(
    _ open: inout TickSums, _ body: (Int, _ moments: [Instant], _ counted: Range<Int>) -> Void
  ) -> Instant {
    var known = Instant.never
    forEachDeal { row, reader in
      let (created, closed) = (table.createdAt[row], table.closedAt[row])
      known = min(known, created)
      let counted = closed == .unknown ? 0..<0 : ticks.places(from: created, until: closed)
      guard !counted.isEmpty else { return }
      open.add(at: counted)
      body(row, [created] + reader.touches(of: row, through: .never), counted)
    }
    return known
  }

  private func forEachDeal(_ body: (Int, TouchReader) -> Void) {
    guard place(told) < ticks.count else { return }
    let reader = TouchReader(question.engine.dataset)
    question.forEachDeal { body($0, reader) }
  }

  private func place(_ instant: Instant) -> Int { ticks.place(from: instant) }

  /// From when on the data said anything about activities.
  private var told: Instant {
    let occurred = question.engine.dataset.activities.occurredAt
    let owned = occurred[..<min(occurred.count, Int(table.activityStarts.last ?? 0))]
    return max(occurred.lazy.filter(\.isKnown).min() ?? .never, owned.min() ?? .never)
  }
}

/// Reads when something was done for one opportunity after another, as ``ActivityFactsMaker`` counts it.
struct TouchReader {
  private let table: OpportunityTable
  private let activities: ActivityTable

  init(_ dataset: Dataset) { (table, activities) = (dataset.opportunities, dataset.activities) }

  /// Activities that count, from the creation to an instant, ascending.
  func touches(of row: Int, through end: Instant) -> [Instant] {
    let created = table.createdAt[row]
    var (touches, last, ascends) = ([Instant](), Instant.unknown, true)
    for activity in table.activities(of: row) {
      let moment = activities.occurredAt[activity]
      guard moment.isKnown, moment >= created, moment <= end, activities.traits[activity].counts else { continue }
      touches.append(moment)
      ascends = ascends && moment >= last
      last = moment
    }
    return ascends ? touches : touches.sorted()
  }
}

extension Reading {
  /// The mean number of activities with its bounds.
  fileprivate init(_ touches: TouchSums) {
    let (wide, gate) = (touches.mean(z: Deviate.twoSided95), touches.mean(z: Deviate.oneSided80))
    self.init(
      value: wide.value, count: touches.count, low: wide.low, high: wide.high, gateLow: gate.low, gateHigh: gate.high)
  }
}

extension [Reading] {
  /// The same, but for the first ones, which had nothing to measure.
  func nothing(before place: Int) -> [Reading] { enumerated().map { $0 < place ? .nothing : $1 } }
}
