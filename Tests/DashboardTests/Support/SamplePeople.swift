import Domain
import MetricEngine

@testable import Dashboard

extension Sample {
  /// The sample of an organisation with regions, teams and reps.
  static func organisation() -> Snapshot {
    var snapshot = snapshot()
    snapshot.names[.region] = ["EMEA", "NA-East", "APAC"]
    snapshot.names[.team] = ["team1", "team3", "partner desk"]
    snapshot.names[.rep] = (1...6).map { "rep0\($0)" }
    return snapshot
  }

  /// Elements of a dimension: the first answers late, the last has too few leads to be judged, nobody has some.
  static func people(_ dimension: Dimension) -> People {
    let names: [String] =
      switch dimension {
      case .region: ["EMEA", "NA-East", "APAC", ""]
      case .team: ["team1", "team3", "partner desk"]
      default: (1...6).map { "rep0\($0)" }
      }
    let elements = names.enumerated().map { index, name in part(name, index, isSmall: index == names.count - 1) }
    return People(dimension: dimension, elements: elements.sorted { $0.name < $1.name })
  }

  private static func part(_ name: String, _ index: Int, isSmall: Bool) -> PartFigures {
    let leads = isSmall ? 12 : 804 - 100 * index
    func share(_ good: Int, _ all: Int, _ before: Double, items: Int) -> BreakdownRow {
      let reading = Reading.share(good, of: all)
      return BreakdownRow(
        name: name, value: reading.value, low: reading.low, high: reading.high, count: all, previous: before,
        items: items)
    }
    let deals = isSmall ? 4 : 120 - 20 * index
    let late = index == 0 ? 18 : 55
    return PartFigures(
      name: name,
      figures: [
        .leadResponse: share(leads * late / 100, leads, 0.52, items: 40 + index),
        .qualifiedLeads: BreakdownRow(
          name: name, value: Double(leads / 6), low: Double(leads / 7), high: Double(leads / 5), count: leads,
          previous: Double(leads / 6 + 8), items: leads / 6),
        .processSteps: share(deals * (80 - index) / 100, deals, 0.8, items: deals / 4),
        .activities: BreakdownRow(
          name: name, value: Double(isSmall ? 1 : 9 + index), low: nil, high: nil, count: isSmall ? 5 : 220,
          previous: 7,
          items: isSmall ? 1 : 9 + index),
        .timeToClose: BreakdownRow(
          name: name, value: isSmall ? nil : Double(110 + 9 * index), low: isSmall ? nil : Double(98 + 9 * index),
          high: isSmall ? nil : Double(125 + 9 * index), count: deals, previous: 118, items: 3),
      ], widened: index == 1 ? [.leadResponse] : [])
  }
}
