import Domain
import Foundation

extension Readings {
  /// How a metric's figures came about, with the tests of its change and its control limits; nil if none could be
  /// computed.
  public func explanation(of metric: MetricID) -> Explanation? {
    guard var explanation = ownExplanation(of: metric) else { return nil }
    if explanation.details.isEmpty { explanation.details = ownDetails(of: metric) }
    explanation.details += moreDetails(of: metric) + changeDetails(of: metric) + limitDetails(of: metric)
    return explanation
  }

  private func ownExplanation(of metric: MetricID) -> Explanation? {
    switch metric {
    case .leadResponse: response.explanation
    case .qualifiedLeads: qualified.explanation
    case .processSteps: process.explanation
    case .activities: activities.explanation
    case .timeToClose: close.explanation
    }
  }

  private func ownDetails(of metric: MetricID) -> [[String]] {
    switch metric {
    case .leadResponse: response.details
    case .qualifiedLeads: qualified.details
    case .processSteps: process.details
    case .activities: activities.details
    case .timeToClose: close.details
    }
  }

  /// The same figures, explained as those were that rows of a moment ago gave: what was left out is told as it was then,
  /// statistics when they are asked for.
  public func explained(as others: Readings) -> Readings {
    func untold(_ explanation: Explanation?) -> Explanation? {
      var explanation = explanation
      explanation?.details = []
      return explanation
    }
    var readings = self
    readings.response.explanation = untold(others.response.explanation)
    readings.qualified.explanation = untold(others.qualified.explanation)
    readings.process.explanation = untold(others.process.explanation)
    readings.activities.explanation = untold(others.activities.explanation)
    readings.close.explanation = untold(others.close.explanation)
    return readings
  }

  private func moreDetails(of metric: MetricID) -> [[String]] {
    if metric == .timeToClose { return closeDetails }
    guard metric == .leadResponse, let lags = response.business.lags else { return [] }
    return [
      ["Kaplan-Meier median to an owner, working time", ExplainWords.quantile(lags.toOwner, of: lags.toOwnerCount)],
      [
        "Kaplan-Meier median from owner to answer, working time",
        ExplainWords.quantile(lags.toAnswer, of: lags.toAnswerCount),
      ],
    ]
  }

  /// What was compared, how the mix moved, and what the velocity is made of.
  private var closeDetails: [[String]] {
    var details: [[String]] = []
    if let verdict = close.verdict {
      details += [
        ["Any close, last 90 days: Kaplan-Meier median, days", ExplainWords.estimate(verdict.now.median)],
        ["Any close, the 90 days before: Kaplan-Meier median, days", ExplainWords.estimate(verdict.before.median)],
        ["Strata", verdict.dimension.rawValue],
      ]
      details += verdict.mix.prefix(3).compactMap { share in
        guard let now = share.now, let before = share.before else { return nil }
        let name = share.name.isEmpty ? "none" : share.name
        return ["Share of \(name), now and before", "\(ExplainWords.percent(now)), \(ExplainWords.percent(before))"]
      }
    }
    guard let velocity = close.velocity, let now = velocity.now.perDay else { return details }
    details.append([
      "Sales velocity a day, now and before",
      [now, velocity.before.perDay].map { ExplainWords.estimate(Estimate(value: $0)) }.joined(separator: ", "),
    ])
    for (factor, part) in zip(VelocityFactor.allCases, velocity.contributions) {
      details.append([
        "Log of velocity moved by \(factor.rawValue.replacing("_", with: " "))", String(format: "%+.3f", part),
      ])
    }
    return details
  }

  /// The tests behind the verdict on the change.
  private func changeDetails(of metric: MetricID) -> [[String]] {
    guard let change = judgedChange(of: metric) else { return [] }
    let words = change.verdict.rawValue.replacing("_", with: " ")
    guard let judgement = change.judgement else { return [["Verdict of change", words]] }
    return [["Verdict of change", words]] + judgement.details
  }

  /// Centre, limits and the weeks at which a rule speaks.
  private func limitDetails(of metric: MetricID) -> [[String]] {
    guard let limits = controlLimits(of: metric) else { return [] }
    let (scale, unit, digits) = Self.unit(of: metric)
    func text(_ value: Double) -> String { String(format: "%.\(digits)f", value * scale) }
    let judged = limits.weeks.filter { $0.low != nil && $0.high != nil }
    guard let last = judged.last, let low = last.low, let high = last.high else { return [] }
    var details = [
      ["Control chart, \(judged.count) weeks: centre", text(limits.center) + unit],
      ["Control limits of the last week, 3 sigma", "\(text(low))–\(text(high))\(unit)"],
    ]
    if limits.widening > 1 {
      details.append(["Limits widened for overdispersion (Laney)", String(format: "%.2f times", limits.widening)])
    }
    details.append(["Weeks beyond the limits", Self.list(limits.beyond)])
    details.append(["Weeks that end 8 in a row on one side", Self.list(limits.runs)])
    return details
  }

  private static func list(_ weeks: [ControlWeek]) -> String {
    guard !weeks.isEmpty else { return "none" }
    return weeks.map { ExplainWords.day($0.week) }.joined(separator: ", ")
  }

  private static func unit(of metric: MetricID) -> (scale: Double, unit: String, digits: Int) {
    switch metric {
    case .leadResponse, .processSteps: (100, " %", 1)
    case .qualifiedLeads: (1, " leads", 1)
    case .activities: (1, " deals", 1)
    case .timeToClose: (1, " days", 1)
    }
  }
}

extension ChangeJudgement {
  /// The statistics behind the verdict, name and value.
  var details: [[String]] {
    var details: [[String]] = []
    for (name, test) in [("unstratified", unstratified), ("stratified", stratified)] {
      guard let test, test.variance > 0 else { continue }
      details += test.details(name)
    }
    details.append(["log E, confirmed from ln 20 = 3.00 on", String(format: "%.2f", logE)])
    if let ratio = detectableHazardRatio {
      details.append(["Least hazard ratio detectable with 80 % power", String(format: "%.2f", ratio)])
    }
    return details
  }
}

extension LogRankResult {
  /// p, hazard ratio and information of one test.
  func details(_ name: String) -> [[String]] {
    let ratio = logHazardRatio.map { String(format: "%.3f", exp($0)) } ?? "no data"
    return [
      ["p, \(name) (score test)", p < 0.0001 ? String(format: "%.1e", p) : String(format: "%.4f", p)],
      ["Ratio of hazards or odds now to before, \(name)", ratio],
      ["Information V, \(name)", String(format: "%.1f", variance)],
    ]
  }
}
