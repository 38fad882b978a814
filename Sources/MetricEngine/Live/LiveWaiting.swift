import Domain

/// Leads that wait for an answer, kept in the order in which they are to be answered.
struct LiveWaiting: Sendable {
  private struct Lead: Comparable {
    var left: Int64
    var order: LiveOrder

    static func < (one: Lead, other: Lead) -> Bool {
      one.left == other.left ? one.order < other.order : one.left < other.left
    }
  }

  private var known = WaitingSummary()
  /// By place in the summary.
  private var created: [Instant] = []
  /// Numbers of those who waited and do not any more.
  private(set) var ended: Set<Int32> = []

  mutating func change(_ part: LivePart, _ question: ResponseQuestion, _ sign: LiveSign) {
    known.lateRecently += sign.rawValue * question.lateRecently
    let open = question.facts.open
    var leads: [Lead] = []
    for place in question.open(question.everything).map({ Int($0) }) where open.waits[place] {
      let row = Int(open.rows[place])
      let left = question.limits.seconds(lead: row) - question.age(open: place, .business)
      leads.append(Lead(left: left, order: part.order(ofLead: row)))
    }
    if known.rows.isEmpty, sign == .comes {
      leads.sort()
      known.rows = leads.map(\.order.number)
      known.secondsLeft = leads.map(\.left)
      created = leads.map(\.order.created)
    } else {
      for lead in leads { if sign == .comes { insert(lead) } else { remove(lead) } }
    }
  }

  var summary: WaitingSummary {
    var summary = known
    summary.countLate()
    return summary
  }

  private func lead(at place: Int) -> Lead {
    Lead(
      left: known.secondsLeft[place], order: LiveOrder(created: created[place], number: known.rows[place]))
  }

  private mutating func insert(_ new: Lead) {
    ended.remove(new.order.number)
    let place = known.rows.indices.partitioningIndex { lead(at: $0) >= new }
    known.rows.insert(new.order.number, at: place)
    known.secondsLeft.insert(new.left, at: place)
    created.insert(new.order.created, at: place)
  }

  private mutating func remove(_ old: Lead) {
    let place = known.rows.indices.partitioningIndex { lead(at: $0) >= old }
    guard place < known.rows.count, lead(at: place) == old else { return }
    ended.insert(old.order.number)
    known.rows.remove(at: place)
    known.secondsLeft.remove(at: place)
    created.remove(at: place)
  }
}
