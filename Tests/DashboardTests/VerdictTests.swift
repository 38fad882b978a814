import Cells
import Domain
import TestKit
import Testing

@testable import Dashboard
@testable import MetricEngine

/// What is said of a change, and what chance alone gives.
@Suite struct VerdictTests {
  private func text(_ snapshot: Snapshot, _ width: Int = 200, _ height: Int = 60) -> String {
    Sample.text(Sample.model(width, height, snapshot))
  }

  private func snapshot(close verdict: ChangeVerdict) -> Snapshot {
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.close.verdict = Sample.closeVerdict(verdict)
    return snapshot
  }

  @Test(arguments: ChangeVerdict.allCases)
  func onlyAConfirmedChangeAsksToLookAtTheProcess(verdict: ChangeVerdict) throws {
    // when
    let words = try #require(CloseWords.verdict(snapshot(close: verdict)))
    // then
    #expect(words.contains("worth a look at the process") == (verdict == .confirmed))
    let leaves = words.contains("leave the process alone") || words.contains("too few to tell")
    #expect(leaves == (verdict != .confirmed), "\(words)")
  }

  @Test func otherDealsAtTheSameSpeedAreNamed() {
    let words = CloseWords.verdict(snapshot(close: .mixShift))
    #expect(
      words == "leave the process alone: same speed, more enterprise deals in the mix (45 %, was 18)")
  }

  @Test func longerWaitsThatOnlyCameWithOtherLeadsAreExplained() {
    // given: slower than before taken together, but not source by source
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.response.verdict = Sample.judgement(.mixShift, -0.2)
    snapshot.readings.response.business.current.survival.median = Estimate(value: 1500)
    snapshot.readings.response.business.previous.survival.median = Estimate(value: 1080)
    snapshot.readings.response.mix = [MixShare(name: "partner", now: 0.45, before: 0.18)]
    // then
    let words = VerdictText(.leadResponse, snapshot)?.words
    #expect(
      words == "looks slower (half over 25 min, was 18 min), but each source is answered as fast as before:"
        + " more partner leads came (45 %, was 18)")
    #expect(text(snapshot, 160, 48).contains("verdict looks slower (half over 25 min"))
    // Without names it is said all the same.
    snapshot.readings.response.mix = []
    #expect(VerdictText(.leadResponse, snapshot)?.words.hasSuffix("they come from other sources") == true)
  }

  @Test func nothingChangedIsSaidOnTheBorder() {
    #expect(text(snapshot(close: .noEvidence)).contains("● no real change"))
    #expect(!text(snapshot(close: .likely)).contains("● no real change"))
  }

  @Test func noStatisticalTermIsOnAPanel() {
    let text = text(Sample.snapshot(), 220, 80).lowercased()
    for term in ["hazard", "log e", "p-value", "no_evidence", "mix shift", "sigma", "median", "interval"] {
      #expect(!text.contains(term), "\(term)")
    }
  }

  @Test func aWeekBeyondChanceIsMarkedBySignAndExplained() {
    // given: the quiet deals of the last week lie beyond what chance gives
    var model = Sample.model(200, 60, Sample.snapshot(findings: []))
    _ = model.push(.panel(PanelState(metric: .activities)))
    // when
    let text = Sample.text(model)
    // then
    #expect(text.contains("×"))
    #expect(text.contains("dotted: what chance alone gives, × beyond it"))
    #expect(text.contains("chance alone 29–59, beyond it"))
  }

  @Test func eightWeeksOnOneSideEndARun() throws {
    // given
    let trend = Sample.trend([5, 5, 5, 5, 5, 5, 5, 5, 9, 5])
    let chart = CountChart(center: 6, low: [1], high: [8], widening: 1)
    // when
    let limits = try #require(ControlLimits(trend, chart))
    // then
    #expect(limits.weeks.indices.filter { limits.weeks[$0].endsRun } == [7])
    #expect(limits.weeks.indices.filter { limits.weeks[$0].isBeyond } == [8])
  }

  @Test func aWeekWithoutRowsIsNotJudged() throws {
    let trend = Sample.trend([0, 0], count: 0)
    let chart = CountChart(center: 0.5, low: [0.4, 0.4], high: [0.6, 0.6], widening: 1)
    let limits = try #require(ControlLimits(trend, chart))
    #expect(limits.beyond.isEmpty)
  }
}
