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
  case tooFew(have: Int, need: Int)
  case noData
  case noLimit

  /// The verdict over all rules of a metric.
  init(_ metric: MetricID, _ snapshot: Snapshot) {
    let findings = snapshot.findings(of: metric)
    let worst = findings.map(\.severity).max() ?? .ok
    if worst > .ok {
      self = .breach(worst)
    } else if snapshot.readings.availability(of: metric) != .ready {
      self = .noData
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

  /// Wins it takes to say how long half of them take (statistics.md section 6).
  static let winsNeeded = 20

  var glyph: Glyph {
    switch self {
    case .ok, .noChange: .ok
    case .breach(.critical): .critical
    case .breach: .warning
    case .tooFew, .noLimit: .few
    case .noData: .noData
    }
  }

  var role: Role {
    switch self {
    case .ok, .noChange: .ok
    case .breach(.critical): .critical
    case .breach: .warning
    case .tooFew, .noLimit: .dim
    case .noData: .noData
    }
  }

  /// "CRITICAL", "too few to judge (12 of 30)".
  var word: String {
    switch self {
    case .ok: "ok"
    case .noChange: "no real change"
    case .breach(.critical): "CRITICAL"
    case .breach: "WARNING"
    case .tooFew(let have, let need): "too few to judge (\(Numbers.whole(have)) of \(Numbers.whole(need)))"
    case .noData: "no data"
    case .noLimit: "no limit set"
    }
  }

  /// At most seven columns.
  var shortWord: String {
    switch self {
    case .ok: "ok"
    case .noChange: "steady"
    case .breach(.critical): "CRIT"
    case .breach: "WARN"
    case .tooFew: "too few"
    case .noData: "no data"
    case .noLimit: "-"
    }
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

  /// The rule to speak of first on a metric's panel: the worst that is broken.
  func breach(of metric: MetricID) -> Finding? {
    let broken = findings(of: metric).filter { $0.severity > .ok }
    let worst = broken.map(\.severity).max()
    return broken.first { $0.severity == worst }
  }

  /// True if a panel already begins with this figure.
  func speaksOf(_ statistic: Statistic) -> Bool {
    MetricID.allCases.contains { breach(of: $0)?.rule.request.statistic == statistic }
  }

  /// All broken limits, worst first; within a severity in the order they came in.
  var breaches: [Finding] {
    let broken = findings.filter { $0.severity > .ok }
    return broken.filter { $0.severity == .critical } + broken.filter { $0.severity == .warning }
  }
}

extension Finding {
  /// Rows it has and would need, if it has too few.
  var tooFew: (have: Int, need: Int)? {
    if case .tooFew(let have, let need) = verdict { (have, need) } else { nil }
  }
}

extension Finding {
  /// How it is shown: a breach in its colour, the rest quiet.
  var shownVerdict: PanelVerdict {
    switch verdict {
    case .within, .unproven: .ok
    case .breach(let severity): .breach(severity)
    case .tooFew(let have, let need): .tooFew(have: have, need: need)
    case .noData: .noData
    }
  }
}
