import AlertEngine
import Domain
import MetricEngine

/// Since when something is wrong and what stands behind it.
public struct FindingReason: Sendable, Equatable, Codable {
  /// The estimated start; nil where the weeks do not show it.
  public var since: Since?
  /// The element that explains most of it; nil where none stands out.
  public var cause: Cause?

  /// A reason; what is left out is not known.
  public init(since: Since? = nil, cause: Cause? = nil) {
    self.since = since
    self.cause = cause
  }
}

/// A reason in words.
struct ReasonText {
  private let finding: Finding
  private let reason: FindingReason?
  private let snapshot: Snapshot

  /// - Parameter reason: nil takes the one that the snapshot has for the rule.
  init(_ finding: Finding, _ snapshot: Snapshot, reason: FindingReason? = nil) {
    self.finding = finding
    self.snapshot = snapshot
    self.reason = reason ?? snapshot.reasons[finding.id]
  }

  /// "5 Nov, 16 d"; "over 26 weeks" where it began before what is looked back on; empty where nothing is known.
  var since: String {
    guard let known else { return "" }
    guard !isEarlier else { return AlertWords.longAgo }
    return "\(Dates.short(known.instant, snapshot)), \(age(known.instant))"
  }

  /// "16 d", "26w+".
  var sinceAge: String { isEarlier ? AlertWords.longAgoShort : known.map { age($0.instant) } ?? "" }

  /// "since about 5 Nov, 16 d", "wrong for over 26 weeks"; nil where nothing is known.
  var sinceWhen: String? { known.map { _ in isEarlier ? AlertWords.forLong : AlertWords.sinceAbout(since) } }

  /// "about 5 Nov, 16 d", "over 26 weeks"; nil where nothing is known.
  var sinceAbout: String? { known.map { _ in isEarlier ? since : AlertWords.about(since) } }

  private var known: Since? { reason?.since.flatMap { $0.instant.isKnown ? $0 : nil } }
  private var isEarlier: Bool { known?.method == .earlier }

  /// "partner: 9 in 10 of the drop", "in Proposal: 41 of 69"; empty where nothing stands out.
  var cause: String {
    guard let cause = reason?.cause else { return "" }
    switch cause.kind {
    case .items:
      return "\(element(cause)): \(Numbers.whole(cause.count)) of \(Numbers.whole(cause.total))"
    case .change: return "\(element(cause)): \(part(cause.part)) of \(moved)"
    }
  }

  /// ``cause`` in fewer words: "partner 9 in 10", "Proposal 41 of 69".
  var shortCause: String {
    guard let cause = reason?.cause else { return "" }
    let name = cause.element.isEmpty ? element(cause) : cause.element
    switch cause.kind {
    case .items: return "\(name) \(Numbers.whole(cause.count)) of \(Numbers.whole(cause.total))"
    case .change: return cause.part >= Self.nearlyAll ? "\(name): all" : "\(name) \(part(cause.part))"
    }
  }

  private static let nearlyAll = 0.95

  /// The cause and the one behind it: "partner: 9 in 10 of the drop, most of it rep014".
  var longCause: String {
    guard let cause = reason?.cause else { return "" }
    var text = self.cause
    if let now = cause.now, let before = cause.before, cause.kind == .change {
      let words = snapshot.words(finding)
      text += " (\(words.number(before)) then, \(words.number(now)) now)"
    }
    if let deeper = cause.within {
      text += ", \(part(deeper.part)) of that \(DimensionWords.element(deeper.dimension, deeper.element))"
    }
    return text
  }

  private func element(_ cause: Cause) -> String { DimensionWords.element(cause.dimension, cause.element) }

  private var moved: String { finding.rule.direction == .below ? "drop" : "rise" }

  private func age(_ instant: Instant) -> String { Self.age(instant, snapshot) }

  /// "16 d".
  static func age(_ instant: Instant, _ snapshot: Snapshot) -> String {
    let days = max(0, snapshot.readings.query.asOf.since(instant)) / Instant.day
    return "\(Numbers.whole(Int(days))) d"
  }

  /// "9 in 10", "all", "1 in 3".
  private func part(_ part: Double) -> String {
    if part >= Self.nearlyAll { return "all" }
    return "\(max(1, Numbers.clamped((part * 10).rounded()))) in 10"
  }
}
