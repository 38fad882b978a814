import Domain

/// What the claims need of every row whatever is asked.
struct ClaimFacts: Sendable {
  /// By lead: how soon it was answered and what it is, see ``AnswerCode``.
  var answers: Series<AnswerCode> = []
  /// By lead: how and after how many days it ended, see ``LeadEnd``.
  var ends: Series<LeadEnd> = []
  /// By opportunity.
  var deals = DealTrails()
  /// Whether each opportunity kept to the process: 0 no, 1 yes, 2 no history.
  var conforming: Series<UInt8> = []
  /// The months in which opportunities closed.
  var months = MonthGrid()
  /// By opportunity: index into `months` of its closing, -1 outside.
  var closedMonth: Series<Int16> = []

  init() {}

  init(_ engine: Engine) {
    answers = AnswerCode.codes(engine)
    ends = LeadEnd.ends(engine.dataset)
    deals = DealTrails(engine.dataset)
    conforming = Self.conforming(engine)
    let closings = engine.dataset.opportunities.closedAt
    let grid = MonthGrid(closings, offsets: engine.calendar.offsets)
    months = grid
    closedMonth = Series(count: closings.count) { new in
      for row in closings.indices { new.initializeElement(at: row, to: Int16(grid.index(of: closings[row]) ?? -1)) }
    }
  }

  private static func conforming(_ engine: Engine) -> Series<UInt8> {
    let paths = engine.processFacts.paths
    return Series(count: paths.pathOf.count) { new in
      for (row, path) in paths.pathOf.enumerated() {
        new.initializeElement(at: row, to: path < 0 ? 2 : paths.conforming[Int(path)] ? 1 : 0)
      }
    }
  }
}

extension ClaimFacts: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&answers)
    try visitor.visit(&ends)
    try visitor.visit(&deals)
    try visitor.visit(&conforming)
    try visitor.visit(&months)
    try visitor.visit(&closedMonth)
  }
}

/// How soon a lead was answered and what it is, in one byte.
struct AnswerCode: BitwiseCopyable, Sendable {
  let bits: UInt8

  /// Upper ends of the bands in seconds; a later answer is in the next one, none in the last.
  static let ends: [Int64] = [300, 1800, 3600, 7200, Instant.day]
  static let names = ["0–5 min", "5–30 min", "30–60 min", "1–2 h", "2–24 h", "later", "never"]
  static let never = 6

  /// Index into `names`.
  var band: Int { Int(bits & 7) }
  /// 0 if it came in working hours, 1 if not.
  var offHours: Int { Int(bits >> 3 & 1) }
  /// 1 if it was qualified within 30 days.
  var qualified: Int { Int(bits >> 4 & 1) }
  /// Inbound, dated, and not answered before it came.
  var counts: Bool { bits & 32 != 0 }
  /// Came by itself, as far as the data tells.
  var isInbound: Bool { bits & 64 != 0 }

  static func codes(_ engine: Engine) -> Series<AnswerCode> {
    let (leads, calendar) = (engine.dataset.leads, engine.calendar)
    let inbound = inboundKinds(engine.dataset)
    return Series(count: leads.count) { new in
      for row in 0..<leads.count {
        let (created, answer) = (leads.createdAt[row], leads.firstResponseAt[row])
        var bits = UInt8(band(created, answer))
        if created.isKnown, calendar.openSeconds(from: created, to: created.adding(1)) == 0 { bits |= 8 }
        let moment = leads.qualifiedAt[row]
        if created.isKnown, moment.isKnown, moment.since(created) <= QualifiedTally.horizon { bits |= 16 }
        let isUsable = created.isKnown && answer != .unknown && !(answer.isKnown && answer < created)
        if inbound[Int(leads.kind[row])] { bits |= isUsable ? 96 : 64 }
        new.initializeElement(at: row, to: AnswerCode(bits: bits))
      }
    }
  }

  private static func band(_ created: Instant, _ answer: Instant) -> Int {
    guard created.isKnown, answer.isKnown else { return never }
    let seconds = answer.since(created)
    return ends.firstIndex { seconds <= $0 } ?? ends.count
  }

  /// Which kinds of leads came by themselves: all but outbound and imported ones.
  private static func inboundKinds(_ dataset: Dataset) -> [Bool] {
    dataset.vocabulary(.kind).names.map { name in
      let name = name.lowercased()
      return !name.contains("outbound") && !name.contains("import")
    }
  }
}

/// How a lead ended: as a win, otherwise, or not yet, and after how many whole days.
struct LeadEnd: BitwiseCopyable, Sendable {
  let bits: Int32

  enum Kind: Int32 { case open, won, lost, undated }

  init(_ kind: Kind, days: Int64 = 0) { bits = Int32(min(max(0, days), 1 << 20)) << 2 | kind.rawValue }

  var kind: Kind { Kind(rawValue: bits & 3) ?? .undated }
  var days: Int { Int(bits >> 2) }

  static func ends(_ dataset: Dataset) -> Series<LeadEnd> {
    let (leads, opportunities) = (dataset.leads, dataset.opportunities)
    return Series(count: leads.count) { new in
      for row in 0..<leads.count {
        let opportunity = Int(leads.opportunity[row])
        let closed = opportunity >= 0 ? opportunities.closedAt[opportunity] : .never
        let isWon = closed.happened && opportunities.outcome[opportunity] == .won
        let end = closed.happened ? closed : leads.disqualifiedAt[row]
        new.initializeElement(at: row, to: LeadEnd(created: leads.createdAt[row], end: end, isWon: isWon))
      }
    }
  }

  private init(created: Instant, end: Instant, isWon: Bool) {
    guard created.isKnown, end != .unknown else {
      self.init(.undated)
      return
    }
    guard end.isKnown else {
      self.init(.open)
      return
    }
    self.init(isWon ? .won : .lost, days: end.since(created) / Instant.day)
  }
}
