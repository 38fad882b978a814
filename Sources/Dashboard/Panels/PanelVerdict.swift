import AlertEngine
import Cells
import Domain
import MetricEngine

/// How a metric stands: the worst of the rules about it. Glyph, word and colour always together.
enum PanelVerdict: Equatable {
  case ok
  /// Nothing is wrong, and it was tested whether anything changed.
  case noChange
  case breach(Severity)
  /// Nothing is wrong that nobody has taken note of.
  case seen(Int, snoozed: Int)
  /// Beyond a limit, not yet for long enough.
  case pending
  case tooFew(have: Int, need: Int)
  case noData
  case noLimit

  /// The verdict over all rules of a metric.
  init(_ metric: MetricID, _ snapshot: Snapshot) {
    let alerts = snapshot.alerts.entries.filter { $0.finding.rule.request.metric == metric }
    let findings = snapshot.findings(of: metric)
    if let worst = alerts.filter({ $0.display == .firing }).map(\.severity).max() {
      self = .breach(worst)
    } else if let quiet = PanelVerdict(quiet: alerts) {
      self = quiet
    } else if snapshot.readings.availability(of: metric) != .ready {
      self = .noData
    } else if alerts.contains(where: { $0.display == .pending && $0.key.scope == .all }) {
      self = .pending
    } else if findings.contains(where: \.isJudged) {
      self = metric == .timeToClose && snapshot.readings.close.isUnchanged ? .noChange : .ok
    } else if metric == .timeToClose, findings.isEmpty, snapshot.readings.close.isUnchanged {
      self = .noChange
    } else if metric == .timeToClose, snapshot.readings.close.won < Self.winsNeeded {
      self = .tooFew(have: snapshot.readings.close.won, need: Self.winsNeeded)
    } else if let few = findings.compactMap(\.tooFew).first {
      self = .tooFew(have: few.have, need: few.need)
    } else {
      self = findings.isEmpty ? .noLimit : .noData
    }
  }

  /// What is wrong and somebody knows of; nil if there is no such thing.
  private init?(quiet alerts: [AlertEntry]) {
    let seen = alerts.count { $0.display == .acknowledged }
    let snoozed = alerts.count { $0.display == .snoozed }
    guard seen + snoozed > 0 else { return nil }
    self = .seen(seen, snoozed: snoozed)
  }

  /// Wins it takes to say how long half of them take (statistics.md section 6).
  static let winsNeeded = 20

  var glyph: Glyph {
    switch self {
    case .ok, .noChange: .ok
    case .breach(.critical): .critical
    case .breach: .warning
    case .seen: .seen
    case .pending: .pending
    case .tooFew, .noLimit: .few
    case .noData: .noData
    }
  }

  var role: Role {
    switch self {
    case .ok, .noChange: .ok
    case .breach(.critical): .critical
    case .breach: .warning
    case .seen: .seen
    case .pending: .pending
    case .tooFew, .noLimit: .dim
    case .noData: .noData
    }
  }

  /// "CRITICAL", "too few to judge (12 of 30)".
  var word: String {
    switch self {
    case .ok: VerdictWords.ok
    case .noChange: VerdictWords.noRealChange
    case .breach(.critical): VerdictWords.critical
    case .breach: VerdictWords.warning
    case .seen(let seen, let snoozed): Self.quietWords(seen, snoozed)
    case .pending: VerdictWords.pending
    case .tooFew(let have, let need): VerdictWords.tooFew(have, of: need)
    case .noData: Numbers.nothing
    case .noLimit: VerdictWords.noLimit
    }
  }

  /// At most seven columns.
  var shortWord: String {
    switch self {
    case .ok: VerdictWords.ok
    case .noChange: VerdictWords.steady
    case .breach(.critical): VerdictWords.criticalShort
    case .breach: VerdictWords.warningShort
    case .seen(let seen, _): seen > 0 ? VerdictWords.seen : VerdictWords.snoozed
    case .pending: VerdictWords.pending
    case .tooFew: PanelWords.tooFew
    case .noData: Numbers.nothing
    case .noLimit: "-"
    }
  }

  /// "1 seen, 2 snoozed".
  private static func quietWords(_ seen: Int, _ snoozed: Int) -> String {
    [seen > 0 ? VerdictWords.seen(seen) : nil, snoozed > 0 ? VerdictWords.snoozed(snoozed) : nil]
      .compactMap(\.self).joined(separator: ", ")
  }
}

extension CloseReading {
  /// True if the test found nothing, or nothing but other deals.
  var isUnchanged: Bool {
    guard let verdict = verdict?.judgement.verdict, won >= PanelVerdict.winsNeeded else { return false }
    return verdict == .noEvidence || verdict == .mixShift
  }
}

extension Snapshot {
  /// The rules about a metric, worst first.
  func findings(of metric: MetricID) -> [Finding] { findings.filter { $0.rule.request.metric == metric } }

  /// The alert to speak of first on a metric's panel: the worst about the whole organisation that nobody took note of.
  func breach(of metric: MetricID) -> AlertEntry? {
    let firing = alerts.entries.filter { entry in
      entry.finding.rule.request.metric == metric && entry.key.scope == .all && entry.display == .firing
    }
    let worst = firing.map(\.severity).max()
    return firing.first { $0.severity == worst }
  }

  /// Since when about a metric is wrong, "5 Nov"; nil where nothing is or the weeks do not show it.
  func breachDay(of metric: MetricID) -> String? {
    guard let entry = breach(of: metric), let since = (entry.reason ?? reasons[entry.key.rule])?.since else {
      return nil
    }
    return since.instant.isKnown && since.method != .earlier ? Dates.short(since.instant, self) : nil
  }

  /// True if a panel already begins with this figure.
  func speaksOf(_ statistic: Statistic) -> Bool {
    MetricID.allCases.contains { breach(of: $0)?.finding.rule.request.statistic == statistic }
  }
}

extension Finding {
  /// Rows it has and would need, if it has too few.
  var tooFew: (have: Int, need: Int)? {
    if case .tooFew(let have, let need) = verdict { (have, need) } else { nil }
  }
}
