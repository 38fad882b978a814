import MetricEngine

@testable import Dashboard

extension Sample {
  /// A claim of each verdict, the first with everything that a claim can say.
  static func claims() -> [Claim] {
    [fastAnswer(), process(), giveUp(), waits(), growth()]
  }

  private static func fastAnswer() -> Claim {
    var claim = Claim(
      "answer-in-5-minutes", "Answered in 5 min, a lead qualifies far more often than after half an hour",
      published: .init(text: "21x the odds", value: 21), unit: .odds, noun: "leads",
      provenance: "InsideSales.com and MIT, 2007: 6 firms", method: "odds of qualifying within 30 days",
      note: "Reps answer good leads faster: a difference need not come from speed")
    claim.fill(.differs, Estimate(value: 3.41, low: 2.9, high: 4.02), 12_040)
    claim.figures = [
      .init(
        name: "as likely to qualify", estimate: Estimate(value: 2.1, low: 1.9, high: 2.3), unit: .ratio, count: 12_040)
    ]
    claim.curveTitle = "qualified within 30 days, by time to the first answer"
    claim.curve = [
      .init(name: "0–5 min", share: share(340, 1000, 0.31, 0.37)),
      .init(name: "30–60 min", share: share(140, 1000, 0.12, 0.16)),
      .init(name: "later", share: share(90, 1000, 0.07, 0.11)),
    ]
    return claim
  }

  private static func process() -> Claim {
    var claim = claim("process-followers-win", "Who follows the process does better", 1.33, .ratio, "closed deals")
    claim.fill(.consistent, Estimate(value: 1.24, low: 1.1, high: 1.39), 2_310)
    return claim
  }

  private static func giveUp() -> Claim {
    var claim = claim("reps-giving-up", "Reps give up after one touch", 0.44, .share, "reps")
    claim.fill(.tooFew, Estimate(value: 0.25, low: 0.1, high: 0.47), 12)
    claim.shortfall = "12 of the 30 reps that it takes"
    return claim
  }

  private static func waits() -> Claim {
    var claim = claim(
      "waiting-longer", "Buyers wait longer before they get in touch than two years ago", 2.0 / 3, .share, "leads")
    claim.missing = ["leads.first_touch_at"]
    return claim
  }

  private static func growth() -> Claim {
    var claim = claim("monthly-growth", "Sales grow month by month", 0.1, .growth, "months")
    claim.fill(.differs, Estimate(value: -0.004, low: -0.021, high: 0.013), 22)
    return claim
  }

  private static func claim(
    _ id: String, _ title: String, _ value: Double, _ unit: Claim.Unit, _ noun: String
  ) -> Claim {
    Claim(
      id, title, published: .init(text: ClaimText.number(value, unit), value: value), unit: unit, noun: noun,
      provenance: "the source was not found", method: "counted", note: "Nothing to bear in mind")
  }
}

extension Claim {
  /// Gives it an own figure and what became of the test.
  fileprivate mutating func fill(_ verdict: Verdict, _ yours: Estimate, _ count: Int) {
    (self.verdict, self.yours, self.count) = (verdict, yours, count)
  }
}
