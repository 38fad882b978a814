/// Regions, managers, teams and reps, and the sheet of a rep.
enum PeopleWords {
  static let allReps = "all reps"
  static let tooFewReps = "too few reps to compare"
  static let waitingLeads = "Waiting leads"
  static let notes = "Notes"
  static let sheet = "Sheet"
  static let process = "process"
  static let state = "state"
  static let theSheet = "the sheet"
  static let goesIn = "goes in, the dashboard follows"
  static let searchHint = "part of a name"
  static let wonIn = "won in"
  static let worse = "worse than the others"
  static let better = "better than the others"
  static let worseShort = "worse"
  static let worseThan = "worse than others:"

  static func against(_ whom: String) -> String { "against the middle half of \(whom)" }
  static func middleHalf(_ range: String) -> String { "middle half \(range)" }
  static func others(_ figure: String) -> String { "the others \(figure)" }
  static func writesNote(key: String) -> String { "\(key) writes one" }
  static func widened(_ mark: String, days: Int) -> String { "\(mark) too few in the period: \(days) days" }

  static func order(by metric: String, bestFirst: Bool) -> String {
    "by \(metric.lowercased()), \(bestFirst ? "best" : "worst") by the evidence first"
  }
}
