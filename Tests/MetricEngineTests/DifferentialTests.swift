import Domain
import TestKit
import Testing

@testable import MetricEngine

/// Figures against the answers of the reference implementation, kept beside the sets they were computed from.
struct DifferentialTests {
  /// A set, the instant asked for (nil: its own), and the file with the answers.
  struct Case: Sendable, CustomTestStringConvertible {
    let folder: String
    let asOf: Instant?
    let answers: String
    var testDescription: String { "\(folder)/\(answers)" }
  }

  static let cases = [
    Case(folder: "plain", asOf: nil, answers: "expected"),
    Case(
      folder: "plain", asOf: CivilDate(year: 2025, month: 9, day: 10).midnightUTC.adding(9 * 3600 + 1800),
      answers: "expected-2025-09-10"),
    Case(folder: "dirty", asOf: nil, answers: "expected"),
  ]

  private func engine(_ example: Case) throws -> (Engine, Query) {
    let set = try Fixtures.canonical(example.folder)
    return (Engine(dataset: set.dataset, profile: set.profile), Query(asOf: example.asOf ?? set.asOf))
  }

  @Test("response times agree in both clocks and all windows", arguments: cases)
  func responseTimesAgreeInBothClocksAndAllWindows(_ example: Case) throws {
    let (engine, query) = try engine(example)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    let reading = engine.readings(query).response
    for (name, clock) in [("wall", reading.wall), ("business", reading.business)] {
      for (window, figures) in [("all", clock.all), ("last28", clock.current), ("prev28", clock.previous)] {
        compare(figures, answers, "response_time.\(name).\(window)")
      }
    }
  }

  @Test("response times agree for each rep and source", arguments: cases, [Dimension.rep, .source])
  func responseTimesAgreeForEachRepAndSource(_ example: Case, _ dimension: Dimension) throws {
    let (engine, query) = try engine(example)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    let path = "response_time.by_\(dimension.rawValue)_last28_wall"
    for name in answers.keys(path) where !name.isEmpty {
      var query = query
      query.filter = Filter(clauses: [.dimension(dimension, [name])])
      compare(engine.readings(query).response.wall.current, answers, "\(path).\(name)")
    }
  }

  @Test("qualified leads agree", arguments: cases)
  func qualifiedLeadsAgree(_ example: Case) throws {
    let (engine, query) = try engine(example)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    let reading = engine.readings(query).qualified
    answers.expect("qualified_leads.last28", reading.current)
    answers.expect("qualified_leads.prev28", reading.previous)
    answers.expect("qualified_leads.last28_ci_garwood.0", reading.interval.low)
    answers.expect("qualified_leads.last28_ci_garwood.1", reading.interval.high)
    answers.expect("qualified_leads.rate_ratio", reading.ratio.value)
    answers.expect("qualified_leads.rate_ratio_p", reading.ratioP, within: 1e-8)
    answers.expect("qualified_leads.rate_ratio_ci.0", reading.ratio.low)
    answers.expect("qualified_leads.rate_ratio_ci.1", reading.ratio.high)
    compare(reading.withinThirtyDays, answers, "qualified_leads.qualified_within_30d")
    #expect(answers.value("qualified_leads.weeks") as? [String] == reading.trend.map(\.week.iso))
    for (week, point) in reading.trend.enumerated() {
      answers.expect("qualified_leads.weekly_qualified.\(week)", point.value ?? 0)
      answers.expect("qualified_leads.weekly_leads.\(week)", point.count)
    }
  }

  @Test("rows known at the instant agree", arguments: cases)
  func rowsKnownAtTheInstantAgree(_ example: Case) throws {
    let (engine, query) = try engine(example)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    let counts = engine.readings(query).counts
    answers.expect("counts.leads", counts.leads)
    answers.expect("counts.opportunities", counts.opportunities)
    answers.expect("time_to_close.open", counts.open)
    answers.expect("time_to_close.won", counts.won)
  }

  @Test("restricted means agree", arguments: cases)
  func restrictedMeansAgree(_ example: Case) throws {
    let (engine, query) = try engine(example)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    let area = engine.stats(query).response.wall?.all
    answers.expect("response_time.wall.all.km.rmst", area?.mean)
    answers.expect("response_time.wall.all.km.rmst_se", area?.error, within: 1e-8)
  }

  private func compare(_ share: Share, _ answers: ReferenceAnswers, _ path: String) {
    answers.expect("\(path).k", share.successes)
    answers.expect("\(path).n", share.trials)
    answers.expect("\(path).p", share.value)
    answers.expect("\(path).lo", share.low)
    answers.expect("\(path).hi", share.high)
  }

  private func compare(_ figures: ResponseFigures, _ answers: ReferenceAnswers, _ path: String) {
    answers.expect("\(path).n", figures.count)
    answers.expect("\(path).invalid", figures.invalid)
    answers.expect("\(path).answered", figures.answered)
    answers.expect("\(path).unanswered", figures.unanswered)
    compare(figures.withinFiveMinutes, answers, "\(path).within_5m")
    compare(figures.answeredOnly, answers, "\(path).answered_only")
    compare(figures.survival, answers, "\(path).km")
  }

  private func compare(_ description: Description, _ answers: ReferenceAnswers, _ path: String) {
    answers.expect("\(path).n", description.count)
    guard description.count > 0 else { return }
    answers.expect("\(path).mean", description.mean)
    answers.expect("\(path).sd", description.standardDeviation)
    answers.expect("\(path).median", description.median)
    answers.expect("\(path).p75", description.p75)
    answers.expect("\(path).p90", description.p90)
    answers.expect("\(path).p95", description.p95)
    answers.expect("\(path).min", description.minimum)
    answers.expect("\(path).max", description.maximum)
  }

  private func compare(_ curve: SurvivalSummary, _ answers: ReferenceAnswers, _ path: String) {
    answers.expect("\(path).n", curve.count)
    guard curve.count > 0 else { return }
    answers.expect("\(path).events", curve.events)
    for index in curve.at.indices {
      answers.expect("\(path).at.\(index)", curve.at[index])
      answers.expect("\(path).S.\(index)", curve.survival[index])
      answers.expect("\(path).lo.\(index)", curve.low[index])
      answers.expect("\(path).hi.\(index)", curve.high[index])
    }
    answers.expect("\(path).median", curve.median.value)
    answers.expect("\(path).median_ci.0", curve.median.low)
    answers.expect("\(path).median_ci.1", curve.median.high)
    answers.expect("\(path).q25", curve.q25)
    answers.expect("\(path).q75", curve.q75)
    answers.expect("\(path).q90", curve.q90)
  }
}
