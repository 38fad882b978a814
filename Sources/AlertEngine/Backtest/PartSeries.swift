import Domain

/// What a rule measured of each part of the organisation at ticks of the past, in order.
public struct PartSeries: Sendable, Equatable {
  /// When.
  public private(set) var ticks: [Instant]
  /// What, by part, tick by tick.
  public private(set) var readings: [Scope: [Reading]]

  /// Readings of parts, each with one for every tick.
  public init(ticks: [Instant], readings: [Scope: [Reading]]) { (self.ticks, self.readings) = (ticks, readings) }

  /// What a rule makes of the past of parts of the organisation.
  /// - Parameter history: what a question measured at each of the ticks.
  public init(_ rule: AlertRule, _ parts: [Scope], at ticks: [Instant], history: (MeasureRequest) -> [Reading]) {
    let readings = parts.map { part in
      let rule = rule.about(part)
      let own = history(rule.request)
      let quarter = rule.overQuarter.map { history($0.request) }
      return (
        part, own.indices.map { rule.isTooFew(own[$0]) ? quarter?[$0] ?? own[$0] : own[$0] }
      )
    }
    self.init(ticks: ticks, readings: Dictionary(uniqueKeysWithValues: readings))
  }

  /// Every question that the past of parts is made of.
  public static func requests(_ rule: AlertRule, _ parts: [Scope]) -> [MeasureRequest] {
    parts.flatMap { part in
      let rule = rule.about(part)
      return [rule.request] + (rule.overQuarter.map { [$0.request] } ?? [])
    }
  }

  /// The measurements from one instant through another.
  public func part(from start: Instant, through end: Instant) -> PartSeries {
    let first = ticks.firstIndex { $0 >= start } ?? ticks.count
    let last = ticks.lastIndex { $0 <= end }.map { $0 + 1 } ?? 0
    let places = first..<max(first, last)
    return PartSeries(ticks: Array(ticks[places]), readings: readings.mapValues { Array($0[places]) })
  }

  /// What a rule about each part finds at one of the ticks.
  func observation(_ rule: AlertRule, at place: Int) -> RuleObservation {
    var found: [Scope: Finding] = [:]
    for (part, readings) in readings where readings[place].count > 0 && rule.judges(part) {
      found[part] = finding(rule.about(part)) { _ in readings[place] }
    }
    return RuleObservation(rule, parts: found)
  }

  /// By part, the values that a rule can be judged by, ascending.
  func values(_ rule: AlertRule) -> [Scope: [Double]] {
    readings.mapValues { readings in
      readings.filter { $0.count >= rule.minimumCount }.compactMap(\.value).filter(\.isFinite).sorted()
    }
  }
}

extension AlertRule {
  /// True if there is something behind a reading, but not enough to judge it.
  func isTooFew(_ reading: Reading) -> Bool { if case .tooFew = judge(self, reading) { true } else { false } }
}
