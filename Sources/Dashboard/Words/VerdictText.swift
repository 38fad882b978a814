import Cells
import Domain
import MetricEngine

/// Whether a metric really changed, in plain words. Nothing short of a confirmed change asks to change anything.
struct VerdictText {
  private let metric: MetricID
  private let verdict: ChangeVerdict
  private let change: Change
  private let snapshot: Snapshot

  /// Nil where nothing can be compared.
  init?(_ metric: MetricID, _ snapshot: Snapshot) {
    guard let judged = snapshot.readings.judgedChange(of: metric) else { return nil }
    (self.metric, self.snapshot) = (metric, snapshot)
    (verdict, change) = (judged.verdict, judged.change)
  }

  /// True if something moved, or seems to: more worth its line than that nothing did.
  var speaks: Bool { verdict != .noEvidence && verdict != .tooEarly }

  /// "no real change", "likely slower", "slower, confirmed".
  var words: String {
    metric == .activities ? effort : plain
  }

  private var plain: String {
    switch verdict {
    case .noEvidence: "no real change"
    case .tooEarly: "too few to tell\(askAgain)"
    case .likely: metric == .timeToClose ? "\(direction), likely" : "likely \(direction)"
    case .realButSmall: "\(direction): real, too small to act on"
    case .mixShift: mix
    case .confirmed: "\(direction), confirmed"
    }
  }

  /// Against which time: "than the 28 days before".
  var against: String {
    switch metric {
    case .leadResponse, .qualifiedLeads: "against \(PeriodText(snapshot.readings.query).compared)"
    case .processSteps, .timeToClose: "last 90 days against the 90 before"
    case .activities: "first 14 days of deals 14\u{2013}60 d old against 60\u{2013}120 d"
    }
  }

  /// What a panel says of it: a line, or a sentence where the change is no change.
  func block(width: Int) -> Block {
    let role: Role = verdict == .confirmed ? .strong : .text
    if verdict == .mixShift, metric != .activities {
      return .labelled(63, Self.label, words, role: role, width: width)
    }
    let spans: RichLine.Segment = [.dim(Self.label), Span(text: words, role: role)]
    return .line(speaks ? 63 : 42, RichLine([spans, medians, [.dim(against)]]))
  }

  private static let label = "verdict "

  /// "half over 25 min, was 18 min": the waits that were compared.
  private var medians: RichLine.Segment? {
    let clock = snapshot.readings.response.business
    guard metric == .leadResponse, speaks, let now = clock.current.survival.median.value,
      let before = clock.previous.survival.median.value
    else { return nil }
    let (new, old) = (Durations.short(now), Durations.short(before))
    return new == old ? nil : [.dim("half over \(new), was \(old)")]
  }

  private var direction: String {
    let isBetter = change == .better
    guard change == .better || change == .worse else { return "changed" }
    switch metric {
    case .leadResponse: return isBetter ? "shorter waits" : "longer waits"
    // Any end counts, as losing ends the wait too: "faster" alone reads as winning faster.
    case .timeToClose: return isBetter ? "deals end faster, won or lost" : "deals end slower, won or lost"
    case .qualifiedLeads: return isBetter ? "more" : "fewer"
    case .processSteps: return isBetter ? "more follow it" : "fewer follow it"
    case .activities: return isBetter ? "touched more" : "touched less"
    }
  }

  /// "new deals likely touched less": it is about them alone.
  private var effort: String {
    switch verdict {
    case .noEvidence: "new deals are touched as much as before"
    case .tooEarly: "too few new deals to tell whether they are touched less"
    case .likely: "new deals likely \(direction) than before"
    case .confirmed, .realButSmall, .mixShift: "new deals: \(plain)"
    }
  }

  /// What seems to have changed and did not: the figure moved because other leads or deals came.
  private var mix: String {
    switch metric {
    case .leadResponse: "looks \(seeming), but each source is answered as fast as before: \(movedSource)"
    case .qualifiedLeads: "looks changed, but each source brings as many as before"
    case .processSteps: "looks changed, but deals of a kind follow it as before: others came in"
    case .activities: "other deals, touched as much as before"
    case .timeToClose: "different deals, same speed"
    }
  }

  /// Which way the waits of all leads together moved.
  private var seeming: String {
    let clock = snapshot.readings.response.business
    guard let now = clock.current.survival.median.value, let before = clock.previous.survival.median.value,
      now != before
    else { return "changed" }
    let (new, old) = (Durations.short(now), Durations.short(before))
    return "\(now > before ? "slower" : "faster")\(new == old ? "" : " (half over \(new), was \(old))")"
  }

  /// "more partner leads came (45 %, was 18)".
  private var movedSource: String {
    let moved = snapshot.readings.response.mix.filter { abs($0.move) >= 0.01 }
    guard let most = moved.first(where: { $0.move > 0 }) ?? moved.first, let now = most.now, let before = most.before
    else { return "they come from other sources" }
    let name = most.name.isEmpty ? "other" : most.name
    let shares = "\(Numbers.percent(now)), was \(Numbers.percentNumber(before))"
    return "\(most.move > 0 ? "more" : "fewer") \(name) leads came (\(shares))"
  }

  /// When both stretches will lie within the data, where they do not yet.
  private var askAgain: String {
    let oldest = snapshot.facts.oldestEvent
    guard oldest.isKnown else { return "" }
    let days = metric == .processSteps || metric == .timeToClose ? 180 : 2 * snapshot.readings.query.period.length
    let then = oldest.adding(days: days)
    return then > snapshot.readings.query.asOf ? ", ask again about \(Dates.short(then, snapshot))" : ""
  }
}

extension Snapshot {
  /// What says whether a metric really changed; nil where nothing can be compared.
  func verdictBlock(_ metric: MetricID, width: Int) -> Block? { VerdictText(metric, self)?.block(width: width) }
}
