import Domain

/// Goes through the leads once, in the order of their creation.
struct ResponseFactsMaker {
  private(set) var rows: [Int32] = []
  private(set) var marks: [ResponseMarks] = []
  private(set) var wall: [Int32] = []
  private(set) var business: [Int32] = []
  private(set) var owners: OwnerFacts?
  private(set) var open = UnansweredLeads()
  private(set) var isTableOrder = false
  private var sets: [[Int32]] = Array(repeating: [], count: ResponseExclusion.allCases.count)

  private let leads: LeadTable
  private let calendars: LeadCalendars
  private let clock: ResponseClock
  private let limits: ResponseLimits
  /// Within how long a lead counts as qualified soon (statistics.md section 6, qualification vs speed).
  private static let horizon = 30 * Instant.day

  init(_ engine: Engine) {
    leads = engine.dataset.leads
    calendars = engine.leadCalendars(asOf: .unknown)
    // What is not known yet is not in these rows: every answer counts.
    clock = ResponseClock(engine, asOf: Instant(.max - 1), calendars: calendars)
    limits = ResponseLimits(engine)
    if leads.assignedAt.contains(where: \.happened) { owners = OwnerFacts() }
  }

  var excluded: [RowSet] { sets.map { RowSet(size: leads.count, rows: $0) } }

  mutating func run() {
    order()
    marks = Array(repeating: [], count: rows.count)
    wall = Array(repeating: 0, count: rows.count)
    business = wall
    let own = calendars.isSingle ? calendars.all.first : nil
    for (place, row) in rows.enumerated() { add(row, at: place, own) }
    if owners != nil { for row in rows { addOwner(Int(row)) } }
    orderWaiting()
  }

  private mutating func order() {
    var known: [Int32] = []
    known.reserveCapacity(leads.count)
    var (last, ascends) = (Int64.min, true)
    for (row, created) in leads.createdAt.enumerated() {
      guard created.isKnown else {
        sets[ResponseExclusion.undated.rawValue].append(Int32(truncatingIfNeeded: row))
        continue
      }
      known.append(Int32(truncatingIfNeeded: row))
      if created.seconds < last { ascends = false }
      last = created.seconds
    }
    isTableOrder = ascends && known.count == leads.count
    let created = leads.createdAt
    rows = ascends ? known : known.sorted { (created[Int($0)], $0) < (created[Int($1)], $1) }
  }

  /// - Parameter own: the one calendar that all leads keep; nil to look for each lead's.
  private mutating func add(_ row: Int32, at place: Int, _ own: BusinessCalendar?) {
    let index = Int(row)
    switch clock.answer(index) {
    case .failure(let reason):
      sets[reason.rawValue].append(row)
      if reason == .invalid { marks[place] = .invalid }
    case .success(let answer):
      let calendar = own ?? calendars.calendar(lead: index)
      let created = leads.createdAt[index]
      let opened = calendar.openSeconds(created)
      if let answer {
        marks[place] = qualification(index).union(.answered)
        wall[place] = Int32(clamping: answer.since(created))
        business[place] = Int32(clamping: calendar.openSeconds(answer) - opened)
      } else {
        marks[place] = qualification(index).union(.unanswered)
        open.rows.append(row)
        open.created.append(created.seconds)
        open.opened.append(opened)
        open.calendar.append(own == nil ? UInt8(truncatingIfNeeded: calendars.place(lead: index)) : 0)
        open.waits.append(!leads.qualifiedAt[index].happened && !leads.disqualifiedAt[index].happened)
      }
    }
  }

  private func qualification(_ row: Int) -> ResponseMarks {
    let qualified = leads.qualifiedAt[row]
    guard qualified.happened else { return [] }
    if qualified == .unknown { return .qualifiedUndated }
    return qualified.since(leads.createdAt[row]) <= Self.horizon ? .qualified : []
  }

  private mutating func addOwner(_ row: Int) {
    let (created, assigned) = (leads.createdAt[row], leads.assignedAt[row])
    guard assigned.happened else {
      owners?.wall.append(OwnerFacts.notAssigned)
      owners?.business.append(OwnerFacts.notAssigned)
      return
    }
    guard assigned.isKnown, assigned >= created else {
      owners?.wall.append(OwnerFacts.unusable)
      owners?.business.append(OwnerFacts.unusable)
      return
    }
    owners?.wall.append(Int32(clamping: assigned.since(created)))
    owners?.business.append(
      Int32(clamping: calendars.calendar(lead: row).openSeconds(from: created, to: assigned)))
  }

  private mutating func orderWaiting() {
    var parts: [[(due: Int64, place: Int)]] = Array(repeating: [], count: calendars.all.count)
    for place in open.rows.indices {
      guard open.waits[place] else { continue }
      let due = open.opened[place] + limits.seconds(lead: Int(open.rows[place]))
      parts[Int(open.calendar[place])].append((due, place))
    }
    open.waiting = parts.enumerated().filter { !$1.isEmpty }.map { calendar, part in
      // Places ascend by creation, so they settle ties.
      let sorted = part.sorted { ($0.due, $0.place) < ($1.due, $1.place) }
      return WaitingOrder(
        calendar: calendar, rows: Series(sorted.map { open.rows[$0.place] }), due: Series(sorted.map(\.due)))
    }
  }
}
