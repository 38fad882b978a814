import Domain

/// What had to be assumed about how many rows, in plain words.
struct AssumptionNotes {
  private var leads: [Assumptions: Int] = [:]
  private var opportunities: [Assumptions: Int] = [:]

  /// Of all rows of a data set.
  init(_ dataset: Dataset) {
    leads = Self.counts(dataset.leads.assumptions)
    opportunities = Self.counts(dataset.opportunities.assumptions)
  }

  /// Of some rows.
  init(_ dataset: Dataset, leads rows: [Int], opportunities others: [Int]) {
    leads = Self.counts(Series(rows.map { dataset.leads.assumptions[$0] }))
    opportunities = Self.counts(Series(others.map { dataset.opportunities.assumptions[$0] }))
  }

  /// The counts with some rows replaced by others.
  func replacing(_ old: AssumptionNotes, with new: AssumptionNotes) -> AssumptionNotes {
    var all = self
    all.leads.merge(new.leads, uniquingKeysWith: +)
    all.leads.merge(old.leads.mapValues(-), uniquingKeysWith: +)
    all.opportunities.merge(new.opportunities, uniquingKeysWith: +)
    all.opportunities.merge(old.opportunities.mapValues(-), uniquingKeysWith: +)
    return all
  }

  /// Leads that were first answered by an activity, as no source says when.
  var answeredByActivity: Int { Self.count(leads, .answeredByActivity) }

  /// About the ends of opportunities.
  var ofOpportunities: [String] {
    [
      (Assumptions.closingIsUnconfirmed, "have a closing date but no outcome and no stage: counted as open"),
      (.closingIsPlan, "are open and have a closing date: it is read as the expected one"),
      (.endedByStage, "are won or lost by the name of their stage"),
      (.datedByHistory, "have no closing date: that of their last stage is used"),
      (.undated, "are won or lost without any date"),
    ].compactMap { assumption, words in
      let count = Self.count(opportunities, assumption)
      return count > 0 ? "opportunities: \(count) \(words)" : nil
    }
  }

  /// About the first responses of leads.
  var ofLeads: [String] {
    switch answeredByActivity {
    case 0: []
    case 1: ["leads: for 1 the first response is taken from its earliest human, outbound, done activity"]
    case let count:
      ["leads: for \(count) the first response is taken from their earliest human, outbound, done activity"]
    }
  }

  private static func counts(_ rows: Series<Assumptions>) -> [Assumptions: Int] {
    var counts = [Int](repeating: 0, count: 256)
    for row in rows { counts[Int(row.rawValue)] += 1 }
    let pairs = counts.enumerated().filter { $1 > 0 }.map { (Assumptions(rawValue: UInt8($0)), $1) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private static func count(_ counts: [Assumptions: Int], _ wanted: Assumptions) -> Int {
    counts.reduce(0) { $1.key.contains(wanted) ? $0 + $1.value : $0 }
  }
}
