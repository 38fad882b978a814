import Cells
import Domain
import MetricEngine

/// A published figure and the own one in plain words.
struct ClaimText {
  let claim: Claim

  /// A few words for a column.
  var short: String { Self.names[claim.id] ?? claim.title }

  private static let names = [
    "answer-in-5-minutes": "Answer in 5 min", "five-follow-up-calls": "5 calls after meeting",
    "reps-giving-up": "Reps stop after 1 touch", "deals-given-up": "Deals left after 1 touch",
    "process-followers-win": "Process wins more", "over-half-won": "Over half won",
    "not-bought-in-3-months": "Not bought in 3 months", "bought-after-12-months": "Bought after 12 months",
    "waiting-longer": "Buyers wait longer", "process-changed": "Process changed in 3 y",
    "monthly-growth": "Growth a month",
  ]

  /// "21x", "80 %".
  var published: String { Self.number(claim.published.value, claim.unit) }

  /// "3.4x"; says so where there is none.
  var yours: String { claim.yours?.value.map { Self.number($0, claim.unit) } ?? Numbers.nothing }

  /// "2.9–4.0x"; empty without a range.
  var likely: String { claim.yours.map { Self.range($0, claim.unit) } ?? "" }

  /// "1 204 leads"; empty without rows.
  var basis: String { claim.count > 0 ? "\(Numbers.whole(claim.count)) \(claim.noun)" : "" }

  var verdict: String {
    switch claim.verdict {
    case .consistent: "fits yours"
    case .differs: "not so here"
    // "history too short: ..." says more than that there are too few.
    case .tooFew:
      claim.shortfall.flatMap { $0.contains(": ") ? $0.split(separator: ":").first.map(String.init) : nil }
        ?? "too few to tell"
    case .notTestable: "cannot be tested"
    }
  }

  var glyph: Glyph {
    switch claim.verdict {
    case .consistent: .ok
    case .differs: .seen
    case .tooFew: .few
    case .notTestable: .noData
    }
  }

  /// Neither answer is good or bad: colour tells only whether there is one.
  var role: Role { claim.verdict == .consistent || claim.verdict == .differs ? .strong : .dim }

  /// The verdict in a sentence.
  var sentence: String {
    switch claim.verdict {
    case .consistent: "the published figure lies within your likely range"
    case .differs: "the published figure lies outside your likely range"
    case .tooFew: claim.shortfall ?? "too few rows for a likely range"
    case .notTestable: missing
    }
  }

  /// What the data lacks and how to supply it.
  private var missing: String {
    switch claim.missing {
    case ["leads.first_touch_at"]: "needs the first touch of each lead: add a field first_touch_at to the leads"
    case ["process.from"]: "needs the day from which each version of your process held"
    default: Needs.text(claim.missing)
    }
  }

  /// A number as the unit asks for it.
  static func number(_ value: Double, _ unit: Claim.Unit) -> String {
    switch unit {
    case .share: Numbers.percent(value, fine: value > 0)
    case .ratio: "\(Numbers.decimal(value, places: 2))x"
    case .odds: "\(Numbers.decimal(value, places: value < 10 ? 1 : 0))x"
    case .growth: "\(value > 0 ? "+" : "")\(growth(value)) %"
    case .days: Durations.days(value)
    }
  }

  /// "2.9–4.0x"; empty without bounds.
  static func range(_ estimate: Estimate, _ unit: Claim.Unit) -> String {
    guard estimate.value != nil, let low = estimate.low, let high = estimate.high else { return "" }
    switch unit {
    case .share: return Numbers.percentRange(low, high)
    case .ratio: return "\(Numbers.range(low, high, places: 2))x"
    case .odds: return "\(Numbers.range(low, high, places: 1))x"
    case .growth: return "\(growth(low)) to \(growth(high)) %"
    case .days: return "\(Numbers.range(low, high)) d"
    }
  }

  private static func growth(_ value: Double) -> String { Numbers.decimal(value * 100) }
}
