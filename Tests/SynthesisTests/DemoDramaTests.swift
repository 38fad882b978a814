import Domain
import Testing

@testable import Synthesis

/// What a viewer of the demo sees in the first minute, at two hours a second, over windows of a week.
@Suite("The demo's first minute")
struct DemoDramaTests {
  private static let seeds: [UInt64] = [DemoOrganisation.seed, 1, 2, 8]

  /// Share of a week's leads answered within their limit of working time, of those old enough.
  private func answeredInTime(_ timeline: DemoTimeline, at hour: Int) -> Double {
    let now = DemoOrganisation.start.adding(Int64(hour) * 3600)
    let hours = timeline.simulator.hours
    var old = 0
    var prompt = 0
    for story in timeline.stories(after: .unknown, through: now) {
      let lead = story.lead
      let limit: Int64 = Market.sources[lead.source] == "Content" ? 4 * 3600 : 2 * 3600
      guard lead.createdAt > now.adding(days: -7), lead.createdAt <= now else { continue }
      let opened = hours.elapsed(at: lead.createdAt)
      guard hours.elapsed(at: now) - opened >= limit else { continue }
      old += 1
      if lead.firstResponseAt <= now, hours.elapsed(at: lead.firstResponseAt) - opened <= limit { prompt += 1 }
    }
    return Double(prompt) / Double(max(1, old))
  }

  @Test(arguments: seeds)
  func opensCalmThenBreaksBothLimitsThenClears(seed: UInt64) {
    let timeline = DemoTimeline(DemoOrganisation.simulator(seed: seed, start: DemoOrganisation.start))
    #expect(answeredInTime(timeline, at: 0) > 0.72)
    #expect(answeredInTime(timeline, at: 20) > 0.72)
    #expect(answeredInTime(timeline, at: 40) < 0.62)
    #expect(answeredInTime(timeline, at: 110) > 0.72)
  }

  @Test func theSettingsHaveTheLimitsThatTheSceneBreaks() {
    #expect(DemoOrganisation.settings.contains("default: 2h"))
    #expect(DemoOrganisation.settings.contains("warn: 72%\n    crit: 62%"))
  }

  @Test func historyIsCalm() {
    let climate = SceneClimate(seed: 7, start: DemoOrganisation.start)
    #expect(climate.troubles(at: DemoOrganisation.start.adding(days: -6)).isEmpty)
  }

  @Test(arguments: 0..<8)
  func everyWeekHasItsScene(week: Int) {
    let climate = SceneClimate(seed: 7, start: DemoOrganisation.start)
    let hours = stride(from: 1, to: 168, by: 1).map { Int64(week * 168 + $0) * 3600 }
    #expect(hours.contains { !climate.troubles(at: DemoOrganisation.start.adding($0)).isEmpty })
  }
}
