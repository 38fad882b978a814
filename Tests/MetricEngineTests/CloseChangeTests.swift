import Domain
import Foundation
import Testing

@testable import MetricEngine

/// Whether closing changed, what the pipeline is worth, and how fast it sells.
struct CloseChangeTests {
  private func stats(_ deals: [SampleDeal]) -> CloseStats {
    Engine.over(deals).stats(Query(asOf: SampleProcess.now)).close
  }

  private func lost(created: Int, life: Int, _ segment: String) -> SampleDeal {
    SampleDeal(created: Double(created), lost: Double(created - life), segment: segment)
  }

  @Test("the same speed in each segment with more slow deals is a mix shift")
  func mixShift() {
    // Given small deals that close within 10 to 29 days and large ones within 60 to 99, both as ever, but many more
    // large ones lately
    let small = (0..<900).map { lost(created: 260 - $0 % 160, life: 10 + $0 % 20, "small") }
    let large = (0..<100).map { lost(created: 260 - $0 % 160, life: 60 + $0 * 7 % 40, "large") }
    let many = (0..<400).map { lost(created: 140 - $0 % 40, life: 60 + $0 * 7 % 40, "large") }
    let verdict = Engine.over(small + large + many).close().verdict
    // Then the mix is told apart from the speed
    #expect(verdict?.dimension == .segment)
    #expect(verdict?.mix.first.map { ["large", "small"].contains($0.name) } == true)
    #expect((verdict?.together.p ?? 1) < 0.01)
    let shares = (verdict?.mix ?? []).compactMap(\.now)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
  }

  /// What a rule about the pace of closing is told.
  private func pace(_ deals: [SampleDeal]) -> Reading {
    let request = MeasureRequest(
      metric: .timeToClose, statistic: .closingPace, clock: .wall, windowDays: 90, scope: .all)
    return Engine.over(deals).measure(request, Query(asOf: SampleProcess.now))
  }

  @Test("a rule has evidence that deals end slower only where that is confirmed")
  func pace() throws {
    // Given deals that closed within 10 to 29 days, and lately within 30 to 89
    let before = (0..<400).map { lost(created: 260 - $0 % 160, life: 10 + $0 % 20, "small") }
    let after = (0..<400).map { lost(created: 95 - $0 % 5, life: 30 + $0 % 60, "small") }
    let slower = pace(before + after)
    // Then they end at less than their former pace, beyond doubt
    let value = try #require(slower.value)
    #expect(value < 1 / 1.1 && slower.gateHigh == value && (slower.high ?? 1) < 1)
    // But not where nothing changed, or where there are other deals and each kind is as ever
    #expect(pace(before).gateHigh == nil)
    let small = (0..<900).map { lost(created: 260 - $0 % 160, life: 10 + $0 % 20, "small") }
    let large = (0..<400).map { lost(created: 140 - $0 % 40, life: 60 + $0 * 7 % 40, "large") }
    #expect(pace(small + large).gateHigh == nil)
    #expect(pace([]).value == nil)
  }

  @Test("few deals are too early to judge, and say what they could have seen")
  func tooEarly() {
    let verdict = Engine.over((1...9).map { SampleDeal(created: 100, lost: Double($0)) }).close().verdict
    #expect(verdict?.judgement.verdict == .tooEarly)
  }

  @Test("nothing known gives no statistics")
  func nothingKnown() {
    let stats = Engine(dataset: Dataset(), profile: SampleProcess.profile).stats(Query(asOf: SampleProcess.now))
    #expect(stats.close == CloseStats())
    #expect(stats.forecast.month.open == 0)
    #expect(stats.forecast.newDeals == nil)
  }

  // MARK: - Forecast

  @Test("the chance of a deal is that of those which were still open at its age")
  func chances() {
    // Given four deals, of which one was lost at 10 days and two won at 40, and one is open at 20 days
    let deals = [
      SampleDeal(created: 100, lost: 90), SampleDeal(created: 100, won: 60), SampleDeal(created: 100, won: 60),
      SampleDeal(created: 20, amount: 1000),
    ]
    let forecast = Engine.over(deals).stats(Query(asOf: SampleProcess.now)).forecast
    // Then it will be won, for both that lasted as long were
    #expect(forecast.month.open == 1)
    #expect(abs(forecast.month.wins - 1) < 1e-12)
    #expect(abs((forecast.month.money.first?.amount ?? 0) - 10) < 1e-9)
    let outlook = Engine.over(deals).outlook(of: 3, asOf: SampleProcess.now)
    #expect(abs((outlook?.winWithin30 ?? 0) - 1) < 1e-12)
    #expect(outlook?.endsInDays.value == 20)
    #expect(Engine.over(deals).outlook(of: 0, asOf: SampleProcess.now) == nil)
  }

  @Test("drawing every deal ten thousand times gives the expected wins")
  func monteCarlo() {
    let set = (0..<400).map { index in
      let age = Double(index % 90) + 30
      switch index % 3 {
      case 0: return SampleDeal(created: age)
      case 1: return SampleDeal(created: 200, won: 200 - age)
      default: return SampleDeal(created: 200, lost: 200 - Double(index % 70))
      }
    }
    let engine = Engine.over(set)
    let forecast = engine.stats(Query(asOf: SampleProcess.now)).forecast.month
    let chances = set.indices.filter { $0 % 3 == 0 }.map { row in
      engine.outlook(of: Int32(row), asOf: SampleProcess.now)?.winWithin30 ?? 0
    }
    var chance = CloseChance(seed: 11)
    var sum = 0.0
    for _ in 0..<10_000 {
      for p in chances where Double(chance.next() >> 11) / 9_007_199_254_740_992 < p { sum += 1 }
    }
    #expect(forecast.winsSpread > 0)
    #expect(abs(sum / 10_000 - forecast.wins) < 4 * forecast.winsSpread / 100)
  }

  @Test("money is only expected of deals with an amount, and never added across currencies")
  func moneyByCurrency() {
    let wins = (0..<30).map { SampleDeal(created: 100, won: 100 - Double($0) - 20) }
    let open = [
      SampleDeal(created: 5, amount: 100), SampleDeal(created: 5, amount: 100, currency: "USD"), SampleDeal(created: 5),
    ]
    let forecast = Engine.over(wins + open).stats(Query(asOf: SampleProcess.now)).forecast.quarter
    #expect(forecast.open == 3)
    #expect(forecast.withoutAmount == 1)
    #expect(forecast.money.map(\.currency).sorted() == ["EUR", "USD"])
  }

  // MARK: - Velocity and control

  @Test("the factor that moved most is named, and all add up to the change")
  func velocity() {
    // Given as many wins and losses in both windows, of the same money, but twice as slow now
    func window(_ end: Double, life: Double) -> [SampleDeal] {
      (0..<20).flatMap { index in
        let closed = end + Double(index) / 10
        return [
          SampleDeal(created: closed + life, won: closed, amount: 500), SampleDeal(created: closed + 30, lost: closed),
        ]
      }
    }
    let open = (0..<5).map { _ in SampleDeal(created: 200) }
    let reading = Engine.over(open + window(5, life: 40) + window(35, life: 20)).close().velocity
    #expect(reading?.mostMoved == .daysToWin || reading?.mostMoved == .openDeals)
    let change = log((reading?.now.perDay ?? 0) / (reading?.before.perDay ?? 1))
    #expect(abs((reading?.contributions.reduce(0, +) ?? 9) - change) < 1e-9)
    #expect(reading?.now.winRate.value == 0.5)
    #expect(reading?.now.averageAmount == 5)
  }

  @Test("without wins there is no velocity")
  func noVelocity() {
    let reading = Engine.over([SampleDeal(created: 10), SampleDeal(created: 9, lost: 2)]).close().velocity
    #expect(reading?.now.perDay == nil)
    #expect(reading?.mostMoved == nil)
  }

  @Test("weeks of wins have limits once there are 26 of them")
  func control() {
    let steady = (0..<360).map { day -> SampleDeal in
      let life = 20 + day * 7 % 11
      return SampleDeal(created: Double(day + life), won: Double(day))
    }
    let reading = Engine.over(steady).close()
    #expect(reading.control?.weeks.count == 26)
    #expect((reading.control?.low ?? 0) < (reading.control?.centre ?? 0))
    #expect(reading.control?.beyond.isEmpty == true)
    #expect(Engine.over(Array(steady.prefix(60))).close().control == nil)
  }
}
