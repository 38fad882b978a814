import Domain

/// Response statistics beyond the panel's figures.
public struct ResponseStats: Sendable, Equatable {
  /// By the clock on the wall.
  public var wall: ResponseClockStats?
  /// By working time.
  public var business: ResponseClockStats?
  /// The window's figures in wall time by rep, in the order of the vocabulary; those without leads are left out.
  public var byRep: [NamedResponse] = []
  /// The same by source.
  public var bySource: [NamedResponse] = []
  /// When each rep's speed changed, against peers, over 180 days.
  public var regimes = ResponseRegimes()
  /// Whether leads answered sooner qualify more often.
  public var speed: SpeedToQualify?

  /// What depends on the period.
  init(_ engine: Engine, windowsOf question: ResponseQuestion) {
    let query = question.query
    let (now, before) = (question.span(query.window), question.span(query.previousWindow))
    let (source, sources) = (engine.dataset.leads.source, engine.dataset.vocabulary(.source))
    let bySources = [ClockKind.wall, .business].map { clock in
      [now, before].map { question.waits($0, clock, by: source, count: sources.count) }
    }
    wall = ResponseClockStats(question, bySources[0][0], bySources[0][1], .wall)
    business = ResponseClockStats(question, bySources[1][0], bySources[1][1], .business)
    let reps = engine.dataset.vocabulary(.rep)
    let owners = engine.answerOwners(.rep) ?? engine.dataset.leads.rep
    byRep = Self.named(question, question.waits(now, .wall, by: owners, count: reps.count), now, owners, reps)
    bySource = Self.named(question, bySources[0][0], now, source, sources)
  }

  /// Nothing known.
  init() {}

  private static func named(
    _ question: ResponseQuestion, _ waits: CodedWaits, _ span: ResponseSpan, _ codes: Series<Code>, _ names: Vocabulary
  ) -> [NamedResponse] {
    let figures = question.figures(by: codes, waits, span, .wall)
    return figures.indices.filter { figures[$0].count + figures[$0].invalid > 0 }.map { code in
      NamedResponse(
        name: names.names[code], figures: figures[code], restrictedMean: RestrictedMean(waits.parts[code]))
    }
  }
}

/// What is the same for every period.
final class LastingResponseStats: Sendable {
  fileprivate let regimes = Once<ResponseRegimes>()
  fileprivate let speed = Once<SpeedToQualify>()
  fileprivate let means = Once<(wall: RestrictedMean?, business: RestrictedMean?)>()
}

/// The response statistics in parts that need not wait for each other; none without the fields that they need.
struct ResponseStatsWork: Sendable {
  private let engine: Engine
  private let question: ResponseQuestion?
  private let lasting: LastingResponseStats
  private let made = Once<ResponseStats>()

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    let isReady = engine.missingForResponse.isEmpty && engine.dataset.facts.leadPrecision == .second
    question = isReady ? ResponseQuestion(engine, query, selection) : nil
    (self.engine, lasting) = (engine, selection.parts.stats.response)
  }

  var windows: ResponseStats? { question.map { question in made.get { ResponseStats(engine, windowsOf: question) } } }

  var regimes: ResponseRegimes? {
    question.map { question in lasting.regimes.get { ResponseRegimes(engine, question) } }
  }

  var speed: SpeedToQualify? { question.map { question in lasting.speed.get { SpeedToQualify(engine, question) } } }

  /// Mean waits of all leads by the clock on the wall and by working time.
  var means: (wall: RestrictedMean?, business: RestrictedMean?) {
    guard let question else { return (nil, nil) }
    return lasting.means.get {
      (RestrictedMean(question.allWaits(.wall)), RestrictedMean(question.allWaits(.business)))
    }
  }

  /// All parts together.
  var stats: ResponseStats {
    var stats = windows ?? ResponseStats()
    stats.wall?.all = means.wall
    stats.business?.all = means.business
    stats.regimes = regimes ?? ResponseRegimes()
    stats.speed = speed
    return stats
  }
}

/// One clock's statistics.
public struct ResponseClockStats: Sendable, Equatable {
  /// Mean wait of all leads, counting a day at most.
  public var all: RestrictedMean?
  /// The same of the window.
  public var current: RestrictedMean?
  /// The same of the window before.
  public var previous: RestrictedMean?
  /// The window against the one before.
  public var change: ResponseChange

  init(_ question: ResponseQuestion, _ current: CodedWaits, _ previous: CodedWaits, _ clock: ClockKind) {
    self.current = RestrictedMean(current.whole)
    self.previous = RestrictedMean(previous.whole)
    change = ResponseChange(
      now: current, before: previous,
      medians: (ResponseCurve(current.whole).quantile(0.5), ResponseCurve(previous.whole).quantile(0.5)))
  }
}

/// The mean of waits that count `limit` seconds at most: the area under the curve (statistics.md section 6).
public struct RestrictedMean: Sendable, Equatable {
  /// A day.
  public static let limit = 86_400
  /// Seconds.
  public var mean: Double
  /// Its standard error.
  public var error: Double

  /// Of these waits; nil without any.
  init?(_ waits: ResponseWaits) {
    guard waits.count > 0 else { return nil }
    (mean, error) = ResponseCurve(waits).restrictedMean(to: Int32(Self.limit))
  }
}

/// Response figures of one element.
public struct NamedResponse: Sendable, Equatable {
  /// Empty for leads without one.
  public var name: String
  /// Its figures.
  public var figures: ResponseFigures
  /// Mean wait, counting a day at most; nil without leads.
  public var restrictedMean: RestrictedMean?
}
