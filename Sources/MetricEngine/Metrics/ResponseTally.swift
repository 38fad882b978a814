import Domain

/// One lead's time to the first answer, or its wait so far, in seconds of both clocks.
struct ResponseTimes {
  var answered: Bool
  /// To the answer if answered, else until now.
  var wall: Int64
  var business: Int64
  /// From creation until now.
  var wallAge: Int64
  var businessAge: Int64
}

/// Why a lead has no response time.
enum ResponseExclusion: Int, CaseIterable {
  /// Created at a time that nobody recorded.
  case undated
  /// Not a lead that anybody waits with: imported in bulk.
  case imported
  /// Answered before it came.
  case invalid
  /// Answered at a time that nobody recorded.
  case answerUndated

  var reason: String {
    switch self {
    case .undated: "no creation date"
    case .imported: "imported in bulk"
    case .invalid: "answered before created"
    case .answerUndated: "answered, nobody knows when"
    }
  }
}

/// Reads the response times of leads as of one instant (statistics.md section 6, response time).
struct ResponseClock {
  private let createdAt: Series<Instant>
  private let firstResponseAt: Series<Instant>
  private let kind: Series<Code>
  private let importKinds: [Bool]
  private let calendar: BusinessCalendar
  private let asOf: Instant
  private let openNow: Int64

  init(_ engine: Engine, asOf: Instant) {
    createdAt = engine.dataset.leads.createdAt
    firstResponseAt = engine.dataset.leads.firstResponseAt
    kind = engine.dataset.leads.kind
    importKinds = engine.dataset.vocabulary(.kind).names.map { $0.lowercased() == "import" }
    calendar = engine.calendar(asOf: asOf)
    self.asOf = asOf
    openNow = calendar.openSeconds(asOf)
  }

  /// The times of a lead that is known by then, or why it has none.
  @inline(__always) func read(_ row: Int) -> Result<ResponseTimes, ResponseExclusion> {
    let created = createdAt[row]
    guard created.isKnown else { return .failure(.undated) }
    if importKinds[Int(kind[row])] { return .failure(.imported) }
    let answer = firstResponseAt[row]
    if answer == .unknown { return .failure(.answerUndated) }
    let opened = calendar.openSeconds(created)
    let (wallAge, businessAge) = (asOf.since(created), openNow - opened)
    guard answer <= asOf else {
      let times = ResponseTimes(
        answered: false, wall: wallAge, business: businessAge, wallAge: wallAge, businessAge: businessAge)
      return .success(times)
    }
    guard answer >= created else { return .failure(.invalid) }
    let times = ResponseTimes(
      answered: true, wall: answer.since(created), business: calendar.openSeconds(answer) - opened, wallAge: wallAge,
      businessAge: businessAge)
    return .success(times)
  }
}

extension ResponseExclusion: Error {}

/// Response times of many leads in one clock.
struct ResponseSample {
  private var answered: [Int64] = []
  private var waiting: [Int64] = []
  private var oldEnough = 0
  private var quick = 0

  /// Within how many seconds the headline share counts.
  static let quickSeconds: Int64 = 300
  /// Seconds at which curves are read off: 5 min, 30 min, 1 h, 4 h, 1 d.
  static let readOffAt: [Double] = [300, 1800, 3600, 14_400, 86_400]

  mutating func add(_ seconds: Int64, answered isAnswered: Bool, age: Int64) {
    if isAnswered { answered.append(seconds) } else { waiting.append(seconds) }
    // Only leads aged at least as much can show whether they were answered within it.
    guard age >= Self.quickSeconds else { return }
    oldEnough += 1
    if isAnswered, seconds <= Self.quickSeconds { quick += 1 }
  }

  var count: Int { answered.count + waiting.count }

  /// The curve of waiting on.
  func curve() -> KaplanMeier {
    KaplanMeier(sortedEvents: Self.sorted(answered), sortedCensored: Self.sorted(waiting))
  }

  /// The figures; `invalid` leads were left out.
  func figures(invalid: Int) -> ResponseFigures {
    var figures = ResponseFigures()
    let answers = Self.sorted(answered)
    figures.count = count
    figures.invalid = invalid
    figures.answered = answered.count
    figures.unanswered = waiting.count
    figures.answeredOnly = Describe.sorted(answers)
    figures.withinFiveMinutes = Wilson.share(quick, of: oldEnough)
    figures.survival = KaplanMeier(sortedEvents: answers, sortedCensored: Self.sorted(waiting)).summary(
      at: Self.readOffAt)
    return figures
  }

  private static func sorted(_ seconds: [Int64]) -> [Double] { Sorting.ascending(seconds).map { Double($0) } }
}

/// Response times of one stretch of creation in both clocks.
struct ResponseStretch {
  private(set) var wall = ResponseSample()
  private(set) var business = ResponseSample()
  private(set) var invalid = 0

  mutating func add(_ times: ResponseTimes) {
    wall.add(times.wall, answered: times.answered, age: times.wallAge)
    business.add(times.business, answered: times.answered, age: times.businessAge)
  }

  mutating func exclude(_ reason: ResponseExclusion) { if reason == .invalid { invalid += 1 } }

  var wallFigures: ResponseFigures { wall.figures(invalid: invalid) }
  var businessFigures: ResponseFigures { business.figures(invalid: invalid) }
}
