import Domain
import Testing

@testable import MetricEngine

@Suite("Qualified leads against what leads of their ages usually are")
struct QualifiedAgeTests {
  /// Four leads a day, of which `good` qualify a day and a half after they came.
  private func stream(_ days: Range<Int>, good: Int) -> [SampleLead] {
    days.flatMap { back in
      (0..<4).map { place in
        let created = Instant.noon.adding(days: -back).adding(-3_600)
        return SampleLead(created: created, qualified: place < good ? created.adding(36 * 3_600) : .never)
      }
    }
  }

  private func measure(_ leads: [SampleLead], days: Int = 7) -> Reading {
    let engine = Engine(dataset: .leads(leads), profile: .sample())
    let request = MeasureRequest(
      metric: .qualifiedLeads, statistic: .qualifiedForAge, clock: .wall, windowDays: days, scope: .all)
    return engine.measure(request, Query(asOf: .noon))
  }

  @Test("are as many as usual where nothing has changed, however young they are")
  func same() {
    let reading = measure(stream(0..<200, good: 2))
    // Of seven days' leads those of five are old enough to be expected: two of four each.
    #expect(reading.expected == 10 && reading.value == 1 && reading.count == 28)
    #expect(reading.rows.count == 18)
  }

  @Test("are fewer as soon as the first should have been")
  func fall() {
    let reading = measure(stream(0..<4, good: 0) + stream(4..<200, good: 2))
    // Those of the last four days are worth nothing; of three more days' leads two of four qualified.
    #expect(reading.value == 6.0 / 10)
    #expect((reading.gateHigh ?? 0) > 0.6 && (reading.low ?? 1) < 0.6)
  }

  @Test("do not follow how many leads come")
  func volume() {
    let reading = measure(stream(0..<7, good: 2) + stream(0..<7, good: 2) + stream(7..<200, good: 2))
    #expect(reading.value == 1 && reading.expected == 20)
  }

  @Test("are not told without weeks that say what is usual")
  func young() {
    #expect(measure(stream(0..<30, good: 2)).value == nil)
    #expect(measure(stream(0..<200, good: 0)).value == nil)
    #expect(measure([]).missing.contains("leads.qualified_at"))
  }
}
