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
  private var created = PieceList<Instant>()
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
      known.rows = RowList(leads.map(\.order.number))
      known.secondsLeft = PieceList(leads.map(\.left))
      created = PieceList(leads.map(\.order.created))
    } else {
      for lead in leads { if sign == .comes { insert(lead) } else { remove(lead) } }
    }
    known.countLate()
  }

  var summary: WaitingSummary { known }

  private func place(of wanted: Lead) -> Int {
    known.rows.indices.partitioningIndex { place in
      let order = LiveOrder(created: created[place], number: known.rows[place])
      return Lead(left: known.secondsLeft[place], order: order) >= wanted
    }
  }

  private mutating func insert(_ new: Lead) {
    let place = place(of: new)
    ended.remove(new.order.number)
    known.rows.insert(new.order.number, at: place)
    known.secondsLeft.insert(new.left, at: place)
    created.insert(new.order.created, at: place)
  }

  private mutating func remove(_ old: Lead) {
    let place = place(of: old)
    guard place < known.rows.count, known.rows[place] == old.order.number else { return }
    ended.insert(old.order.number)
    known.rows.remove(at: place)
    known.secondsLeft.remove(at: place)
    created.remove(at: place)
  }
}
