import AlertEngine
import Cells
import Domain

/// How an alert is shown: glyph, word and colour always together. In the order of the alerts screen.
enum AlertStanding: Equatable {
  case firing(Severity)
  /// Beyond its limit, not yet for long enough.
  case pending
  /// Somebody acknowledged it.
  case seen
  case snoozed
  /// Ended within the last day.
  case cleared(AlertInstance.Episode)
  case within
  /// Beyond its limit by no more than chance does.
  case unproven
  /// Too little history to announce anything before an instant.
  case learning(Instant)
  case tooFew(have: Int, need: Int)
  case noData

  init(_ entry: AlertEntry, at now: Instant) {
    switch entry.display {
    case .firing: self = .firing(entry.severity)
    case .acknowledged: self = .seen
    case .snoozed: self = .snoozed
    case .pending: self = .pending
    case .nodata: self = .noData
    case .inactive: self = AlertStanding(inactive: entry, at: now)
    }
  }

  private init(inactive entry: AlertEntry, at now: Instant) {
    if let episode = entry.instance?.recentlyResolved(at: now) {
      self = .cleared(episode)
      return
    }
    switch entry.finding.verdict {
    case .noData: self = .noData
    case .tooFew(let have, let need): self = .tooFew(have: have, need: need)
    case .within, .unproven, .breach:
      if case .learning(let start) = entry.limit {
        self = .learning(start)
      } else {
        self = entry.finding.isUnproven ? .unproven : .within
      }
    }
  }

  /// Sections of the alerts screen, from what asks for somebody to what says nothing.
  var section: Int {
    switch self {
    case .firing: 0
    case .pending: 1
    case .seen: 2
    case .snoozed: 3
    case .cleared: 4
    case .unproven: 5
    case .within: 6
    case .learning: 7
    case .tooFew: 8
    case .noData: 9
    }
  }

  /// The title of its section.
  var title: String {
    switch self {
    case .firing: "wrong now"
    case .pending: "pending: beyond the limit, not yet for long"
    case .seen: "seen: somebody has it"
    case .snoozed: "snoozed"
    case .cleared: "cleared in the last 24 h"
    case .unproven: "beyond the limit by no more than chance does"
    case .within: "within limits"
    case .learning: "learning what is usual"
    case .tooFew: "too few to judge"
    case .noData: "no data"
    }
  }

  var glyph: Glyph {
    switch self {
    case .firing(.critical): .critical
    case .firing: .warning
    case .pending: .pending
    case .seen, .snoozed: .seen
    case .cleared, .within, .unproven: .ok
    case .learning, .tooFew: .few
    case .noData: .noData
    }
  }

  var role: Role {
    switch self {
    case .firing(.critical): .critical
    case .firing: .warning
    case .pending: .pending
    case .seen: .seen
    case .cleared, .within, .unproven: .ok
    case .snoozed, .learning, .tooFew: .dim
    case .noData: .noData
    }
  }

  /// One word for the first column.
  var word: String {
    switch self {
    case .firing(.critical): "CRIT"
    case .firing: "WARN"
    case .pending: "pending"
    case .seen: "SEEN"
    case .snoozed: "snoozed"
    case .cleared: "cleared"
    case .within, .unproven: "ok"
    case .learning: "learning"
    case .tooFew: "too few"
    case .noData: "no data"
    }
  }

  /// The word for a border: "CRITICAL", "too few to judge (12 of 30)".
  var longWord: String {
    switch self {
    case .firing(.critical): "CRITICAL"
    case .firing: "WARNING"
    case .seen: "seen"
    case .tooFew(let have, let need): "too few to judge (\(Numbers.whole(have)) of \(Numbers.whole(need)))"
    case .unproven: "ok: within what chance does"
    case .pending, .snoozed, .cleared, .within, .learning, .noData: word
    }
  }

  /// True if nobody has taken note of it yet.
  var isFiring: Bool { if case .firing = self { true } else { false } }
  /// True if nothing is asked of anybody.
  var isCalm: Bool { section > 3 }
  /// True if its value says nothing yet.
  var isUnjudged: Bool { section > 7 }
}

extension Snapshot {
  /// How an alert stands at the instant shown.
  func standing(_ entry: AlertEntry) -> AlertStanding { AlertStanding(entry, at: readings.query.asOf) }
}
