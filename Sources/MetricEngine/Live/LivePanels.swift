import Domain

/// Some of the panels.
struct LivePanels: OptionSet, Sendable {
  let rawValue: Int
  static let response = LivePanels(rawValue: 1)
  static let qualified = LivePanels(rawValue: 2)
  static let process = LivePanels(rawValue: 4)
  static let activities = LivePanels(rawValue: 8)
  static let close = LivePanels(rawValue: 16)
  static let all: LivePanels = [.response, .qualified, .process, .activities, .close]

  /// The panels that a change can make a difference to.
  static func changed(from old: [LivePart], to new: LivePart) -> LivePanels {
    var panels = old.count == 1 ? changed(from: old[0], to: new) : .all
    let parts = (old + [new]).map(\.engine.dataset)
    if parts.allSatisfy({ $0.leads.count == 0 }) { panels.subtract([.response, .qualified]) }
    if parts.allSatisfy({ $0.opportunities.count == 0 }) { panels.subtract([.process, .close]) }
    if parts.allSatisfy({ $0.opportunities.count + $0.activities.count == 0 }) { panels.remove(.activities) }
    return panels
  }

  /// The panels that can tell two versions of the same rows apart.
  private static func changed(from old: LivePart, to new: LivePart) -> LivePanels {
    guard old.leadNumbers == new.leadNumbers, old.opportunityNumbers == new.opportunityNumbers,
      old.selection.leadSet == new.selection.leadSet, old.selection.opportunitySet == new.selection.opportunitySet
    else { return .all }
    let (before, after) = (old.engine.dataset, new.engine.dataset)
    var (deals, others) = (before.opportunities, after.opportunities)
    // What belongs to them is looked at by itself.
    (deals.activityStarts, others.activityStarts) = ([], [])
    (deals.visitStarts, others.visitStarts) = ([], [])
    let (haveSameLeads, haveSameDeals) = (before.leads == after.leads, deals == others)
    var panels: LivePanels = []
    if !haveSameLeads { panels.insert(.response) }
    if !haveSameLeads || !haveSameDeals { panels.insert(.qualified) }
    if !haveSameDeals { panels.formUnion([.process, .activities, .close]) }
    if before.visits != after.visits { panels.insert(.process) }
    guard before.activities != after.activities else { return panels }
    panels.insert(.activities)
    // Meetings tell which stages were left without one.
    if !new.engine.processModels.facingStages.isEmpty { panels.insert(.process) }
    return panels
  }
}

extension DatasetFacts {
  /// True if rows mean the same under either.
  func isAlike(_ other: DatasetFacts) -> Bool {
    leadPrecision == other.leadPrecision && opportunityPrecision == other.opportunityPrecision
      && activityPrecision == other.activityPrecision && presentFields == other.presentFields
      && givenFields == other.givenFields && emptyTables == other.emptyTables
  }
}
