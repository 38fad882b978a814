import MetricEngine

/// Lists of leads and of deals: heads of columns, orders, what stands for a value.
enum ListWords {
  static let opportunity = "opportunity"
  static let amount = "amount"
  static let stage = "stage"
  static let quiet = "quiet"
  static let open = "open"
  static let rep = "rep"
  static let account = "account"
  static let team = "team"
  static let touches = "touches"
  static let why = "why"
  static let closes = "closes"
  static let nextStep = "next step"
  static let inStage = "in stage"
  static let status = "status"
  static let opened = "opened"
  static let ended = "ended"
  static let segment = "segment"
  static let source = "source"
  static let lead = "lead"
  static let came = "came"
  static let waited = "waited"
  static let lateBy = "late by"
  static let answered = "answered"
  static let qualified = "qualified"
  static let answeredAfter = "answered after"
  static let won = "won"
  static let lost = "lost"
}

/// Orders.
extension ListWords {
  static let reversed = ", reversed"

  static func unsortable(_ column: String) -> String { "\(column) has no order to sort by" }
  static func by(_ column: String) -> String { "by \(column)" }
  static func by(_ column: String, _ order: String) -> String { "by \(column), \(order)" }
  static func byTime(latestFirst: Bool) -> String { latestFirst ? "latest first" : "earliest first" }
  static func byStage(lateFirst: Bool) -> String { lateFirst ? "late stages first" : "early stages first" }
  static func bySize(greatestFirst: Bool) -> String { greatestFirst ? "greatest first" : "least first" }
  static func byName(isReversed: Bool) -> String { isReversed ? "Z to A" : "A to Z" }

  /// The order that the listing comes in.
  static func ownOrder(_ listing: Listing) -> String {
    switch listing {
    case .waitingLeads: "recent and most overdue first"
    case .lateLeads: "those waiting first, slowest first"
    case .qualifiedLeads, .allLeads, .gaveUp, .won, .allOpportunities: "newest first"
    case .offProcess, .skipped, .quiet, .underFloor, .withoutNextStep: "most money first"
    case .inStage, .stuck: "longest first"
    case .old: "oldest first"
    case .changed(.amountChanged, _): "largest change first"
    case .changed: "most money first"
    case .leads, .opportunities: "worst first"
    }
  }
}

/// Values, and the line above the list.
extension ListWords {
  static let never = "never"
  static let stillWaiting = "still waiting"
  static let answeredTooLate = "answered too late"

  static func due(in time: String) -> String { "due in \(time)" }
  static func late(_ count: Int) -> String { "\(Numbers.whole(count)) late" }
  static func ofWork(_ dueSoon: String) -> String { "\(dueSoon) of work" }
  static func recently(_ count: String) -> String { "\(count) of them from the last 28 days" }
  static func recentlyShort(_ count: String) -> String { "\(count) in 28 d" }
}
