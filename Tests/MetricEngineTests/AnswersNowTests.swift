import Domain
import Testing

@testable import MetricEngine

/// Friday 20 November 2026, 12:00; the last two working hours began at 10:00.
@Suite("Answering that breaks down today")
struct AnswersNowTests {
  /// Ten leads every working hour of the four weeks before today, nine of them answered after two minutes.
  private let usual: [SampleLead] = (1...28).flatMap { back -> [SampleLead] in
    let day = Instant.november(20).adding(days: -back)
    guard day.utcDate.isoWeekday < 6 else { return [] }
    return (0..<80).map { place in
      let created = day.adding(Int64(9 * 3_600 + place * 360))
      return SampleLead(created: created, answered: created.adding(place % 10 == 0 ? 900 : 120))
    }
  }

  /// A lead that comes today at an hour and minute and is answered so many minutes later, or not at all.
  private func today(_ hour: Int, _ minute: Int, after minutes: Int?) -> SampleLead {
    let created = Instant.november(20, hour, minute)
    return SampleLead(created: created, answered: minutes.map { created.adding(Int64($0) * 60) } ?? .never)
  }

  private func measure(_ today: [SampleLead], usual: Bool = true) -> Reading {
    let engine = Engine(dataset: .leads((usual ? self.usual : []) + today), profile: .sample())
    let request = MeasureRequest(
      metric: .leadResponse, statistic: .brokenNow, clock: .business, windowDays: 28, scope: .all)
    return engine.measure(request, Query(asOf: .noon))
  }

  @Test("is said of ten late leads where one in ten is usual, and names them")
  func late() {
    let leads = (0..<12).map { today(10, $0, after: 30) } + (0..<4).map { today(11, $0, after: 1) }
    let reading = measure(leads)
    #expect(reading.value == 12 && reading.count == 16)
    #expect(reading.rows.count == 12 && reading.rows.min() == Int32(usual.count))
  }

  @Test("is not said of nine late leads, nor of as many as are usual")
  func usualLateness() {
    #expect(measure((0..<9).map { today(10, $0, after: 30) }).value == 0)
    let busy = (0..<100).map { today(10, $0 % 60, after: $0 % 10 == 0 ? 30 : 1) }
    #expect(measure(busy).value == 0)
  }

  @Test("is not said of leads whose limit passed before the last two working hours")
  func earlier() {
    let morning = (0..<20).map { today(9, $0, after: 40) }
    #expect(measure(morning + [today(11, 0, after: 1)]).value == 0)
  }

  @Test("is said of three that wait while nobody has answered for two working hours")
  func silence() {
    let waiting = [today(9, 30, after: nil), today(11, 0, after: nil), today(11, 59, after: nil)]
    #expect(measure(waiting).value == 3)
    #expect(measure(Array(waiting.dropLast())).value == 0)
    #expect(measure(waiting + [today(10, 10, after: 5)]).value == 0)
  }

  @Test("is not said of leads that have waited for days, nor where nobody ever answers")
  func givenUp() {
    let old = (0..<5).map { SampleLead(created: .november(17, 9, $0)) }
    #expect(measure(old).value == 0)
    #expect(measure([9, 10, 11].map { today($0, 30, after: nil) }, usual: false).value == 0)
  }

  @Test("equals at past instants what is measured standing there")
  func past() {
    let leads = usual + (0..<12).map { today(10, $0, after: 30) }
    let engine = Engine(dataset: .leads(leads), profile: .sample())
    let request = MeasureRequest(
      metric: .leadResponse, statistic: .brokenNow, clock: .business, windowDays: 28, scope: .all)
    let ticks = (0..<72).map { Instant.november(18).adding(Int64($0) * 3_600) }
    let past = engine.history(request, Query(asOf: .noon), at: ticks)
    #expect(past.map(\.value) == ticks.map { engine.measure(request, Query(asOf: $0)).value })
    #expect(past.contains { $0.value == 12 })
  }
}
