import AlertEngine
import Cells
import Domain
import MetricEngine

/// How one figure of an element stands: against the limit that is set, and against those beside it.
struct ElementStanding: Equatable {
  /// Unlike the others beyond what chance makes of it.
  enum Difference { case worse, better }

  let verdict: PanelVerdict
  /// The share of all others together; nil where they have too few rows, or where the figure is no share.
  let others: Double?
  let difference: Difference?

  /// - Parameter beside: all elements shown together, this one among them.
  init(_ metric: MetricID, _ row: BreakdownRow?, beside all: [BreakdownRow], _ snapshot: Snapshot) {
    guard let row, let own = ElementShare(metric, row) else {
      (others, difference) = (nil, nil)
      verdict = Self.verdict(metric, row)
      return
    }
    verdict = Self.judged(metric, own, snapshot)
    let everybody = all.compactMap { ElementShare(metric, $0) }.reduce(ElementShare(0, of: 0), +)
    let rest = everybody - own
    guard own.trials >= People.fewest, rest.trials >= People.fewest else {
      (others, difference) = (nil, nil)
      return
    }
    others = rest.shown(of: metric)
    let (mine, theirs) = (own.reading, rest.reading)
    if let high = mine.high, let low = theirs.low, high < low {
      difference = .worse
    } else if let low = mine.low, let high = theirs.high, low > high {
      difference = .better
    } else {
      difference = nil
    }
  }

  /// Of a figure that is no share.
  private static func verdict(_ metric: MetricID, _ row: BreakdownRow?) -> PanelVerdict {
    guard let row, row.count > 0 else { return .noData }
    return row.value == nil ? .tooFew(have: row.count, need: People.fewest) : .noLimit
  }

  /// By the rule that is set for all: a limit of a share holds for any part.
  private static func judged(_ metric: MetricID, _ share: ElementShare, _ snapshot: Snapshot) -> PanelVerdict {
    if share.trials == 0 { return .noData }
    if share.trials < People.fewest { return .tooFew(have: share.trials, need: People.fewest) }
    let rule = snapshot.findings(of: metric).map(\.rule).first { rule in
      switch rule.request.statistic {
      case .shareWithin, .conformingShare: !rule.isLearning
      default: false
      }
    }
    guard let rule else { return .noLimit }
    let found = AlertEngine.finding(rule) { _ in share.reading }
    return found.severity > .ok ? .breach(found.severity) : .ok
  }
}

/// A figure of an element as a share of rows that is better the higher it is.
struct ElementShare {
  private let successes: Int
  let trials: Int

  init(_ successes: Int, of trials: Int) {
    self.successes = max(0, min(successes, trials))
    self.trials = trials
  }

  /// Nil for figures that are no share.
  init?(_ metric: MetricID, _ row: BreakdownRow) {
    switch metric {
    case .leadResponse:
      self.init(Numbers.clamped(((row.value ?? 0) * Double(row.count)).rounded()), of: row.count)
    case .processSteps, .activities: self.init(row.count - row.items, of: row.count)
    case .qualifiedLeads, .timeToClose: return nil
    }
  }

  var reading: Reading { .share(successes, of: trials) }

  /// As screens say it: of quiet deals the others.
  func shown(of metric: MetricID) -> Double? { reading.value.map { metric == .activities ? 1 - $0 : $0 } }

  static func + (left: ElementShare, right: ElementShare) -> ElementShare {
    ElementShare(left.successes + right.successes, of: left.trials + right.trials)
  }

  static func - (left: ElementShare, right: ElementShare) -> ElementShare {
    ElementShare(left.successes - right.successes, of: left.trials - right.trials)
  }
}

/// How an element stands as a whole: the worst of its figures.
struct ElementState: Equatable {
  let verdict: PanelVerdict
  /// The figure that it is about; nil where it is about all of them.
  let metric: MetricID?
  /// True where no limit is broken but evidence says that it is worse than the others.
  var isWorse = false

  init(_ element: PartFigures, beside all: [PartFigures], _ snapshot: Snapshot) {
    let standings = MetricID.allCases.map { metric in
      (
        metric,
        ElementStanding(metric, element.figures[metric], beside: all.compactMap { $0.figures[metric] }, snapshot)
      )
    }
    self.init(standings)
  }

  private init(_ standings: [(metric: MetricID, standing: ElementStanding)]) {
    func first(_ test: (ElementStanding) -> Bool) -> MetricID? { standings.first { test($0.standing) }?.metric }
    if let metric = first({ $0.verdict == .breach(.critical) }) {
      (verdict, self.metric) = (.breach(.critical), metric)
    } else if let metric = first({ $0.verdict == .breach(.warning) }) {
      (verdict, self.metric) = (.breach(.warning), metric)
    } else if let metric = first({ $0.difference == .worse }) {
      (verdict, self.metric, isWorse) = (.ok, metric, true)
    } else if first({ $0.verdict == .ok }) != nil {
      (verdict, metric) = (.ok, nil)
    } else {
      let verdicts = standings.map(\.standing.verdict)
      let few = verdicts.first { if case .tooFew = $0 { true } else { false } }
      (verdict, metric) = (few ?? (verdicts.contains(.noLimit) ? .noLimit : .noData), nil)
    }
  }

  func spans(_ look: Look, isShort: Bool) -> [Span] { [Span(text: text(look, isShort: isShort), role: role)] }

  /// "■ CRIT response", "▼ worse: activities", "● ok", "· too few".
  func text(_ look: Look, isShort: Bool) -> String {
    let about = metric.map { Words.shortTitle($0).lowercased() }
    if isWorse {
      return [look.mark(.falling), isShort ? PeopleWords.worseShort : PeopleWords.worseThan, about ?? ""].joined(
        separator: " ")
    }
    let word = isShort ? verdict.shortWord : verdict.word
    return [look.mark(verdict.glyph), word, about].compactMap(\.self).joined(separator: " ")
  }

  var role: Role {
    if isWorse { return .strong }
    switch verdict {
    case .breach: return verdict.role
    case .ok: return .text
    default: return .dim
    }
  }
}
