import AlertEngine
import Domain
import MetricEngine
import Testing

@testable import Runtime

@Suite("What rules are expected to say")
struct RuleForecastTests {
  private func rule(_ statistic: Statistic, _ metric: MetricID, warn: Double, days: Int = 28) -> AlertRule {
    AlertRule(
      id: "rule", title: "Rule",
      request: MeasureRequest(metric: metric, statistic: statistic, clock: .wall, windowDays: days, scope: .all),
      direction: statistic.isItem ? .above : .below, warn: warn, minimumCount: 0, doNext: "look")
  }

  private func forecast(_ leads: LeadTable, _ rules: AlertRule...) -> BreachForecast? {
    RuleForecast(engine(leads), present: noon).all(rules)["rule"]
  }

  @Test("of single leads it is exact: those that wait and will pass their limit, if nobody answers")
  func items() {
    var leads = LeadTable()
    for hours: Int64 in [1, 30, 60, 90] { leads.add(noon.adding(-3_600 * hours)) }
    leads.add(noon.adding(-3_600), answered: noon.adding(-1_800))
    let twoDays = rule(.unanswered(seconds: 2 * 86_400), .leadResponse, warn: 0)
    #expect(forecast(leads, twoDays) == .items(2, by: noon.adding(days: 7)))
    #expect(forecast(leads, rule(.unanswered(seconds: 60), .leadResponse, warn: 0)) == nil)
  }

  /// Ten leads a day for six weeks, of which so many were answered at once on each day, today's last.
  private func leads(inTime: (_ daysAgo: Int) -> Int) -> LeadTable {
    var leads = LeadTable()
    for back in (0..<42).reversed() {
      for place in 0..<10 {
        let created = noon.adding(days: -back).adding(-7_200 - Int64(place))
        leads.add(created, answered: created.adding(place < inTime(back) ? 60 : 3_600))
      }
    }
    return leads
  }

  @Test("of a share what leaves the window is known, and what comes is as in the last seven days")
  func share() {
    // Three weeks of eight in ten and one of four: 70 %, and each day takes 4 / 280 from it.
    let falling = leads { $0 < 7 ? 4 : 8 }
    let share = rule(.shareWithin(seconds: 300), .leadResponse, warn: 0.65)
    #expect(forecast(falling, share) == .crossing(.warning, at: noon.adding(days: 4)))
    #expect(forecast(leads { _ in 8 }, share) == nil)
  }

  @Test("of a share that is beyond its warning it is when it turns critical")
  func critical() {
    var share = rule(.shareWithin(seconds: 300), .leadResponse, warn: 0.75)
    share.critical = 0.65
    #expect(forecast(leads { $0 < 7 ? 4 : 8 }, share) == .crossing(.critical, at: noon.adding(days: 4)))
  }

  /// So many qualified leads in each of thirteen weeks, the present one last.
  private func qualified(_ weekly: (_ weeksAgo: Int) -> Int) -> LeadTable {
    var leads = LeadTable()
    for back in (0..<13).reversed() {
      for place in 0..<weekly(back) {
        let moment = noon.adding(days: -7 * back).adding(-3_600 - Int64(place) * 60)
        leads.add(moment.adding(-60), qualified: moment)
      }
    }
    return leads
  }

  @Test("of a count it is where the line through the last weeks crosses the level")
  func trend() {
    // From 40 down to 16 by two a week: 11 is reached in two and a half weeks.
    let falling = qualified { 16 + 2 * $0 }
    let count = rule(.qualifiedCount, .qualifiedLeads, warn: 11, days: 7)
    #expect(forecast(falling, count) == .crossing(.warning, at: noon.adding(5 * 7 * Instant.day / 2)))
    #expect(forecast(qualified { _ in 16 }, count) == nil)
    #expect(forecast(qualified { 40 - 2 * $0 }, count) == nil)
  }

  @Test("a crossing more than eight weeks ahead is not told")
  func far() {
    let slow = qualified { 30 + $0 }
    #expect(forecast(slow, rule(.qualifiedCount, .qualifiedLeads, warn: 25, days: 7)) != nil)
    #expect(forecast(slow, rule(.qualifiedCount, .qualifiedLeads, warn: 21, days: 7)) == nil)
  }

  @Test("nothing is told of rules that are still learning, or that judge part by part")
  func untold() {
    var learning = rule(.qualifiedCount, .qualifiedLeads, warn: 11, days: 7)
    learning.limit = .learning(alarmsFrom: noon)
    var each = learning
    (each.limit, each.each) = (.set, .rep)
    #expect(forecast(qualified { 16 + 2 * $0 }, learning) == nil)
    #expect(forecast(qualified { 16 + 2 * $0 }, each) == nil)
  }
}
