import AlertEngine
import Cells
import Domain
import MetricEngine

extension Model {
  /// The layout that is on the screen now.
  var overviewLayout: OverviewLayout { OverviewLayout(Frame(size: size, model: self).body, self) }

  /// Moves the selection to the nearest part in a direction.
  mutating func moveOnOverview(_ command: Command) {
    if let next = overviewLayout.neighbour(of: overview.part, command) { overview.select(next) }
  }

  /// The alert that is selected; nil if something else is.
  var selectedAlert: AlertEntry? {
    if case .alert(let key) = overview.part { snapshot?.alerts[key] } else { nil }
  }

  /// Moves the selection along the parts and around.
  mutating func stepOnOverview(_ step: Int) {
    let parts = overviewLayout.parts
    guard !parts.isEmpty else { return }
    let index = parts.firstIndex(of: overview.part) ?? (step > 0 ? -1 : 0)
    overview.select(parts[(index + step + parts.count) % parts.count])
  }

  /// Opens what is selected: the panel, the deals behind a broken limit, or what changed.
  mutating func openSelectedPart() -> [Effect] {
    switch overview.part {
    case .panel(let metric): return push(.panel(PanelState(metric: metric)))
    case .alert(let key): return snapshot?.alerts[key].map { open($0) } ?? []
    case .changes:
      return push(.changes(ChangesState(snapshot?.changes)))
    }
  }

  /// Opens the leads or deals that an alert is about.
  mutating func open(_ entry: AlertEntry) -> [Effect] {
    guard let snapshot else { return [] }
    return push(.list(ListState(entry, snapshot)))
  }

  /// The selected part in one line of text.
  var selectedPartAsText: String {
    guard let snapshot else { return "" }
    switch overview.part {
    case .panel(let metric): return panelAsText(metric, snapshot)
    case .alert(let key): return snapshot.alerts[key].map { AlertMessage.headline($0, snapshot) } ?? ""
    case .changes: return snapshot.changes.map { ChangeWords.line($0, snapshot, width: .max) } ?? ""
    }
  }

  private func panelAsText(_ metric: MetricID, _ snapshot: Snapshot) -> String {
    let title = Words.title(metric)
    if let missing = PanelCatalog.missing(metric, snapshot) { return "\(title): \(missing)" }
    let head = PanelHead(metric, snapshot, PanelCatalog.panel(metric).headline(snapshot))
    return "\(title): \(head.firstLine(.braille).text)   \(head.secondLine.text)"
  }

  /// Puts the selection on something that is still there after new figures came.
  mutating func keepOverviewSelection() {
    guard let snapshot else { return }
    switch overview.part {
    case .alert(let key):
      guard !snapshot.wrongRows(keyMap).contains(where: { $0.key == key }) else { return }
      overview.select(.panel(snapshot.alerts[key]?.finding.rule.request.metric ?? overview.metric))
    case .changes:
      if snapshot.changes == nil { overview.select(.panel(overview.metric)) }
    case .panel: break
    }
  }
}

extension Finding {
  /// The list behind it: the rows it names, else the metric's own.
  var listing: Listing {
    let metric = rule.request.metric
    if let usualListing { return usualListing }
    if !reading.rows.isEmpty {
      return metric == .leadResponse || metric == .qualifiedLeads
        ? .leads(rows: Array(reading.rows)) : .opportunities(rows: Array(reading.rows))
    }
    switch rule.request.statistic {
    case .unanswered: return .waitingLeads
    case .idle, .idleBeyond: return .quiet
    case .stageAge: return .stuck
    case .olderThanWinners: return .old
    case .gaveUpShare: return .gaveUp
    default: return metric.listing
    }
  }
}

extension Finding {
  /// The named list of the same rows, which says of each deal why it is in it; nil where the rule counts others.
  private var usualListing: Listing? {
    guard rule.request.scope == .all else { return nil }
    switch rule.request.statistic {
    case .idle(days: 14): return .quiet
    case .stageAge(quantile: 0.9, factor: 1): return .stuck
    case .olderThanWinners(quantile: 0.9): return .old
    case .conformingShare where rule.request.windowDays == 90: return .offProcess
    default: return nil
    }
  }
}

extension Listing {
  /// The metric whose data it takes; nil for lists that any data has.
  var metric: MetricID? {
    switch self {
    case .waitingLeads, .lateLeads, .allLeads, .leads: .leadResponse
    case .qualifiedLeads: .qualifiedLeads
    case .offProcess, .skipped, .inStage, .stuck: .processSteps
    case .quiet, .underFloor, .gaveUp: .activities
    case .old: .timeToClose
    case .withoutNextStep, .won, .allOpportunities, .opportunities, .changed: nil
    }
  }
}

extension MetricID {
  /// The leads or deals that count against it.
  var listing: Listing {
    switch self {
    case .leadResponse: .lateLeads
    case .qualifiedLeads: .qualifiedLeads
    case .processSteps: .offProcess
    case .activities: .quiet
    case .timeToClose: .old
    }
  }
}
