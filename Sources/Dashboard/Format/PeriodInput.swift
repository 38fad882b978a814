import Domain
import MetricEngine

/// A period as a person types it on screen: the words of the command line, with what they mean for the data shown.
enum PeriodInput {
  static let label = InputWords.period
  static let example = InputWords.keeps(PeriodParser.examples)

  /// The period, or what is wrong with it in one line.
  static func parse(_ text: String, _ model: Model) -> Result<Period, PeriodParser.Problem> {
    PeriodParser.parse(text).flatMap { period in
      problem(period, model).map { .failure(PeriodParser.Problem(description: $0)) } ?? .success(period)
    }
  }

  /// What Enter would show, or what may be typed.
  static func hint(_ text: String, _ model: Model) -> String {
    guard case .success(let period) = parse(text, model) else { return example }
    return InputWords.enterShows(meaning(period, model))
  }

  /// Dates without any data.
  private static func problem(_ period: Period, _ model: Model) -> String? {
    guard let snapshot = model.snapshot, let today = Dates.date(model.query.present ?? model.asOf, snapshot) else {
      return nil
    }
    if let start = period.start(after: today) {
      return InputWords.toCome(Dates.full(start), standing: Dates.full(today))
    }
    if case .dates(let range) = period.shape, let last = range.through,
      let first = Dates.date(snapshot.facts.oldestEvent, snapshot), last < first
    {
      return InputWords.before(data: Dates.full(first))
    }
    return nil
  }

  /// "28 days", "the quarter so far, since 1 Nov 2026", "15 Jan 2026 to 31 Mar 2026".
  private static func meaning(_ period: Period, _ model: Model) -> String {
    let today = model.snapshot.flatMap { Dates.date(model.query.travelledTo ?? model.query.present ?? model.asOf, $0) }
    let fiscal = model.snapshot?.profile.fiscal ?? FiscalCalendar()
    func since(_ start: (CivilDate) -> CivilDate) -> String? { today.map { Dates.full(start($0)) } }
    switch period.shape {
    case .days: return Counted.days(period.length)
    case .quarterToDate: return InputWords.quarter(since: since(fiscal.quarterStart))
    case .yearToDate: return InputWords.year(since: since(fiscal.yearStart))
    case .dates(let range):
      let first = range.from.map { Dates.full($0) } ?? ""
      return InputWords.stretch(first, to: range.through.map { Dates.full($0) })
    }
  }

}
