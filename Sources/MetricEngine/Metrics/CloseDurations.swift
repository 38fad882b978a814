import Domain

/// Days from creation to the end, or until now, of opportunities at one instant.
struct CloseDurations {
  private var openSeconds: [Int64] = []
  private var wonSeconds: [Int64] = []
  private var lostSeconds: [Int64] = []

  var count: Int { openSeconds.count + wonSeconds.count + lostSeconds.count }
  var wins: Int { wonSeconds.count }

  mutating func add(_ seconds: Int64, _ standing: Outcome) {
    switch standing {
    case .open: openSeconds.append(seconds)
    case .won: wonSeconds.append(seconds)
    case .lost: lostSeconds.append(seconds)
    }
  }

  /// The same in days, each list ascending.
  func sorted() -> SortedCloses {
    SortedCloses(open: Self.days(openSeconds), won: Self.days(wonSeconds), lost: Self.days(lostSeconds))
  }

  private static func days(_ seconds: [Int64]) -> [Double] {
    Sorting.ascending(seconds).map { Double($0) / Double(Instant.day) }
  }
}

/// Days to the end by how it ended, each list ascending.
struct SortedCloses {
  let open: [Double]
  let won: [Double]
  let lost: [Double]

  /// Winning and losing as competing ends, open opportunities as not yet ended.
  var incidence: AalenJohansen { AalenJohansen(sortedOpen: open, sortedWon: won, sortedLost: lost) }

  /// How many lasted, or have lasted so far, for at least so many days.
  func lasting(atLeast days: Double) -> Int {
    [open, won, lost].map { list in list.count - list.partitioningIndex { $0 >= days } }.reduce(0, +)
  }

  /// Time to any end.
  var anyEnd: KaplanMeier {
    KaplanMeier(sortedEvents: Sorting.ascending(won + lost), sortedCensored: open)
  }

  /// The age that this share of winners had not passed; nil under 20 wins.
  func winners(quantile: Double) -> Double? {
    won.count < AalenJohansen.fewestWins ? nil : Quantile.type7(sorted: won, quantile)
  }
}

/// One pass over opportunities as they stood at an instant.
struct ClosePass {
  /// An opportunity that is open, with its age.
  struct Open {
    var row: Int32
    var days: Double
  }

  /// A dated win.
  struct Win {
    var closed: Instant
    var days: Double
  }

  private(set) var durations = CloseDurations()
  private(set) var counts = [0, 0, 0]
  private(set) var withoutCreation = 0
  private(set) var withoutClosing = 0
  /// Closed before they were created: a data error.
  private(set) var reversed = 0
  private(set) var open: [Open] = []
  private(set) var wins: [Win] = []
  /// By segment code, where asked for.
  private(set) var bySegment: [Code: CloseDurations] = [:]

  /// The earliest creation; `never` if none is dated.
  private(set) var oldest = Instant.never

  /// Looks at those of `rows` that had been created by `asOf`; `segments` are told apart.
  init(_ engine: Engine, _ rows: [Int32], asOf: Instant, segments: Set<Code> = []) {
    let table = engine.dataset.opportunities
    let wholeDays = engine.dataset.facts.opportunityPrecision == .day
    var own = segments.map { _ in CloseDurations() }
    let codes = segments.sorted()
    var place = [Int](repeating: -1, count: engine.dataset.vocabulary(.segment).count)
    for (index, code) in codes.enumerated() { place[Int(code)] = index }
    for row in rows where table.createdAt[Int(row)] <= asOf {
      let index = Int(row)
      if table.createdAt[index].isKnown { oldest = min(oldest, table.createdAt[index]) }
      let standing = table.standing(index, asOf: asOf)
      counts[Int(standing.rawValue)] += 1
      guard var seconds = table.lifetime(index, standing: standing, asOf: asOf) else {
        countUndated(table, index)
        continue
      }
      guard seconds >= 0 else {
        reversed += 1
        continue
      }
      if wholeDays { seconds -= seconds % Instant.day }
      durations.add(seconds, standing)
      remember(row, table, standing, seconds)
      let segment = place[Int(table.segment[index])]
      if segment >= 0 { own[segment].add(seconds, standing) }
    }
    for (index, code) in codes.enumerated() { bySegment[code] = own[index] }
  }

  private mutating func countUndated(_ table: OpportunityTable, _ row: Int) {
    if table.createdAt[row].isKnown { withoutClosing += 1 } else { withoutCreation += 1 }
  }

  private mutating func remember(_ row: Int32, _ table: OpportunityTable, _ standing: Outcome, _ seconds: Int64) {
    let days = Double(seconds) / Double(Instant.day)
    if standing == .open { open.append(Open(row: row, days: days)) }
    if standing == .won { wins.append(Win(closed: table.closedAt[Int(row)], days: days)) }
  }
}
