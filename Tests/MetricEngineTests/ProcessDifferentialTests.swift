import Domain
import TestKit
import Testing

@testable import MetricEngine

/// Process, activities and time to close against the answers of the reference implementation.
struct ProcessDifferentialTests {
  private func load(_ example: DifferentialTests.Case) throws -> (Readings, ReferenceAnswers) {
    let set = try Fixtures.canonical(example.folder)
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    return (engine.readings(Query(asOf: example.asOf ?? set.asOf)), answers)
  }

  @Test("deviations and paths agree", arguments: DifferentialTests.cases)
  func deviationsAndPathsAgree(_ example: DifferentialTests.Case) throws {
    let (readings, answers) = try load(example)
    let process = readings.process
    answers.expect("process_steps.opportunities", process.opportunities)
    answers.expect("process_steps.conforming", process.conforming)
    answers.expect("process_steps.with_skip", process.withSkip)
    answers.expect("process_steps.skipped_stages", process.skippedStages)
    answers.expect("process_steps.with_backward", process.withBackward)
    answers.expect("process_steps.backward_moves", process.backwardMoves)
    answers.expect("process_steps.with_rework", process.withRework)
    answers.expect("process_steps.with_repeat", process.withRepeat)
    answers.expect("process_steps.with_other", process.withOther)
    answers.expect("process_steps.steps", process.steps)
    answers.expect("process_steps.variants", process.variants)
    for (index, variant) in process.topVariants.enumerated() {
      answers.expect("process_steps.top_variants.\(index).n", variant.count)
      let path = answers.value("process_steps.top_variants.\(index).path") as? String
      #expect(path == variant.path.joined(separator: ">"))
    }
  }

  @Test("stages agree", arguments: DifferentialTests.cases)
  func stagesAgree(_ example: DifferentialTests.Case) throws {
    let (readings, answers) = try load(example)
    #expect(readings.process.stages.count == 5)
    for stage in readings.process.stages {
      answers.expect("process_steps.skips_by_stage.\(stage.name)", stage.skipped)
      answers.expect("process_steps.dwell.\(stage.name).completed", stage.completed)
      answers.expect("process_steps.dwell.\(stage.name).km", stage.dwell)
    }
    let (conforming, other) = (readings.process.winRateConforming, readings.process.winRateOther)
    answers.expect("process_steps.conform_vs_win.table.0", conforming.successes)
    answers.expect("process_steps.conform_vs_win.table.1", conforming.trials - conforming.successes)
    answers.expect("process_steps.conform_vs_win.table.2", other.successes)
    answers.expect("process_steps.conform_vs_win.table.3", other.trials - other.successes)
  }

  @Test("activities agree", arguments: DifferentialTests.cases)
  func activitiesAgree(_ example: DifferentialTests.Case) throws {
    let (readings, answers) = try load(example)
    let activities = readings.activities
    answers.expect("activities.all", activities.all)
    answers.expect("activities.open", activities.open)
    answers.expect("activities.closed", activities.closed)
    answers.expect("activities.won", activities.won)
    answers.expect("activities.lost", activities.lost)
    answers.expect("activities.gave_up_after_1", activities.gaveUp)
    answers.expect("activities.at_least_5", activities.atLeastFive)
    answers.expect("activities.won_at_least_5", activities.wonAtLeastFive)
    answers.expect("activities.idle_days_open", activities.idleDays)
    for (index, count) in activities.histogram.enumerated() { answers.expect("activities.histogram.\(index)", count) }
    answers.expect("drilldown.open_idle_over_14d.n", activities.quiet.count)
  }

  @Test("time to close agrees", arguments: DifferentialTests.cases)
  func timeToCloseAgrees(_ example: DifferentialTests.Case) throws {
    let (readings, answers) = try load(example)
    let close = readings.close
    for (key, count) in [("deals", close.deals), ("open", close.open), ("won", close.won), ("lost", close.lost)] {
      answers.expect("time_to_close.\(key)", count)
    }
    answers.expect("time_to_close.any_close", close.anyClose)
    answers.expect("time_to_close.winners_median", close.winnersMedian.value)
    answers.expect("time_to_close.naive_won_all", close.crmAverage)
    answers.expect("time_to_close.naive_won_last90", close.crmAverageRecent)
    for (index, day) in close.atDays.enumerated() {
      answers.expect("time_to_close.cumulative_incidence.won.\(index)", close.wonBy[index].value)
      answers.expect("time_to_close.cumulative_incidence.lost.\(index)", close.lostBy[index].value)
      answers.expect("time_to_close.cumulative_incidence.won_se.\(index)", close.wonErrors[index], within: 1e-8)
      answers.expect("time_to_close.cumulative_incidence.lost_se.\(index)", close.lostErrors[index], within: 1e-8)
      answers.expect("time_to_close.wins_later_than.\(day)", close.winsLaterThan[index])
    }
  }

  @Test("lists hold as many rows as the reference finds", arguments: DifferentialTests.cases)
  func listsAgree(_ example: DifferentialTests.Case) throws {
    let set = try Fixtures.canonical(example.folder)
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    let query = Query(asOf: example.asOf ?? set.asOf)
    let request = MeasureRequest(
      metric: .timeToClose, statistic: .olderThanWinners(quantile: 0.8), clock: .wall, windowDays: 28, scope: .all)
    answers.expect("drilldown.open_older_than_won_p80.n", engine.measure(request, query).rows.count)
    answers.expect("drilldown.open_idle_over_14d.n", engine.rows(.quiet, query).count)
    answers.expect("drilldown.lost_with_at_most_1_activity.n", engine.rows(.gaveUp, query).count)
  }
}

extension ReferenceAnswers {
  /// Expects a share to equal the one at a path.
  func expect(_ path: String, _ share: Share, at location: SourceLocation = #_sourceLocation) {
    expect("\(path).k", share.successes, at: location)
    expect("\(path).n", share.trials, at: location)
    expect("\(path).p", share.value, at: location)
    expect("\(path).lo", share.low, at: location)
    expect("\(path).hi", share.high, at: location)
  }

  /// Expects a description to equal the one at a path.
  func expect(_ path: String, _ description: Description, at location: SourceLocation = #_sourceLocation) {
    expect("\(path).n", description.count, at: location)
    guard description.count > 0 else { return }
    expect("\(path).mean", description.mean, at: location)
    expect("\(path).sd", description.standardDeviation, at: location)
    expect("\(path).median", description.median, at: location)
    expect("\(path).p75", description.p75, at: location)
    expect("\(path).p90", description.p90, at: location)
    expect("\(path).p95", description.p95, at: location)
    expect("\(path).min", description.minimum, at: location)
    expect("\(path).max", description.maximum, at: location)
  }

  /// Expects a curve to equal the one at a path.
  func expect(_ path: String, _ curve: SurvivalSummary, at location: SourceLocation = #_sourceLocation) {
    expect("\(path).n", curve.count, at: location)
    guard curve.count > 0 else { return }
    expect("\(path).events", curve.events, at: location)
    for index in curve.at.indices {
      expect("\(path).S.\(index)", curve.survival[index], at: location)
      expect("\(path).lo.\(index)", curve.low[index], at: location)
      expect("\(path).hi.\(index)", curve.high[index], at: location)
    }
    expect("\(path).median", curve.median.value, at: location)
    expect("\(path).q25", curve.q25, at: location)
    expect("\(path).q75", curve.q75, at: location)
    expect("\(path).q90", curve.q90, at: location)
  }
}
