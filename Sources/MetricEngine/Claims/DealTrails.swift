import Domain

/// What was done about each opportunity: how often it was touched, when last, how often it was called after a meeting.
struct DealTrails: Sendable {
  /// Touches that count, up to 255.
  var touches: Series<UInt8> = []
  /// Calls after the first meeting, up to 254; `noMeeting` without one.
  var callsAfterMeeting: Series<UInt8> = []
  /// 1 if any call is logged.
  var called: Series<UInt8> = []
  /// The last touch, else the creation.
  var lastTouch: Series<Instant> = []
  /// Nine of ten silences between two touches of won deals are shorter, in seconds; nil without wins.
  var longGap: Double?
  /// Names of kinds taken for meetings.
  var meetingKinds: [String] = []
  /// Names of kinds taken for calls.
  var callKinds: [String] = []

  static let noMeeting = UInt8.max

  init() {}

  init(_ dataset: Dataset) {
    let kinds = dataset.activityKinds.names
    let marks = kinds.map { KindMark($0) }
    meetingKinds = zip(kinds, marks).filter { $1 == .meeting }.map(\.0)
    callKinds = zip(kinds, marks).filter { $1 == .call }.map(\.0)
    let count = dataset.opportunities.count
    touches = Series(repeating: 0, count: count)
    callsAfterMeeting = Series(repeating: Self.noMeeting, count: count)
    called = Series(repeating: 0, count: count)
    lastTouch = dataset.opportunities.createdAt
    let gaps = follow(Trail(dataset), marks)
    longGap = Quantile.type7(sorted: Sorting.ascending(gaps).map(Double.init), 0.9)
  }

  /// Fills the columns, and gives the silences between two touches of won deals.
  private mutating func follow(_ trail: Trail, _ marks: [KindMark]) -> [Int64] {
    var (trail, gaps): (Trail, [Int64]) = (trail, [])
    touches.withUnsafeMutableBufferPointer { touches in
      callsAfterMeeting.withUnsafeMutableBufferPointer { calls in
        called.withUnsafeMutableBufferPointer { called in
          lastTouch.withUnsafeMutableBufferPointer { last in
            for row in touches.indices {
              trail.follow(row, marks, &gaps)
              touches[row] = UInt8(min(255, trail.touches))
              calls[row] = trail.met ? UInt8(min(254, trail.callsAfterMeeting)) : Self.noMeeting
              called[row] = trail.called ? 1 : 0
              if trail.last.isKnown { last[row] = trail.last }
            }
          }
        }
      }
    }
    return gaps
  }
}

extension DealTrails: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&touches)
    try visitor.visit(&callsAfterMeeting)
    try visitor.visit(&called)
    try visitor.visit(&lastTouch)
    try visitor.visit(&longGap)
    try visitor.visit(&meetingKinds)
    try visitor.visit(&callKinds)
  }
}

/// What a kind of activity is to the claims.
private enum KindMark: UInt8 {
  case other, call, meeting

  init(_ name: String) {
    let name = name.lowercased()
    func has(_ words: [String]) -> Bool { words.contains { name.contains($0) } }
    self = has(["meet", "demo", "visit", "appointment"]) ? .meeting : has(["call", "phone"]) ? .call : .other
  }
}

/// One opportunity's touches from its creation to its end, in order of time.
private struct Trail {
  private(set) var touches = 0
  private(set) var callsAfterMeeting = 0
  private(set) var met = false
  private(set) var called = false
  private(set) var last = Instant.unknown

  private let starts: Series<Int32>
  private let created: Series<Instant>
  private let closed: Series<Instant>
  private let outcomes: Series<Outcome>
  private let moments: Series<Instant>
  private let traits: Series<ActivityTraits>
  private let kinds: Series<Code>

  init(_ dataset: Dataset) {
    let (table, activities) = (dataset.opportunities, dataset.activities)
    (starts, created, closed, outcomes) = (table.activityStarts, table.createdAt, table.closedAt, table.outcome)
    (moments, traits, kinds) = (activities.occurredAt, activities.traits, activities.kind)
  }

  mutating func follow(_ row: Int, _ marks: [KindMark], _ gaps: inout [Int64]) {
    (touches, callsAfterMeeting, met, called, last) = (0, 0, false, false, .unknown)
    let end = closed[row]
    let isWon = end.happened && outcomes[row] == .won
    for touch in Int(starts[row])..<Int(starts[row + 1]) {
      let moment = moments[touch]
      guard moment.isKnown, moment >= created[row], traits[touch].counts else { continue }
      guard end == .unknown || moment <= end else { break }
      touches += 1
      if isWon, last.isKnown { gaps.append(moment.since(last)) }
      last = moment
      switch marks[Int(kinds[touch])] {
      case .call:
        called = true
        if met { callsAfterMeeting += 1 }
      case .meeting: met = true
      case .other: break
      }
    }
  }
}
