import AlertEngine
import Domain
import MetricEngine

/// A screen as it is found again at the next start.
public struct KeptScreen: Sendable, Equatable, Codable {
  /// Which one.
  enum Kind: String, Sendable, Codable {
    case panel, explain, list, waiting, changes, alerts, sources, claims, whose, rep
    case alertList, opportunity, lead, limits, help, claim
  }
  var kind: Kind
  /// The panel, 1 to 5, of a panel and of how its figure came about.
  var metric: Int?
  /// The list on it.
  var view: SavedView?
  /// True if the list stands for itself.
  var isView: Bool?
  /// The alert whose leads or deals are listed.
  var alert: AlertKey?
  /// The record by its id, the rule whose limits are moved, or the claim.
  var id: String?
  /// What the record is called.
  var name: String?

  private init(_ kind: Kind, metric: MetricID? = nil, list: ListState? = nil, id: String? = nil, name: String? = nil) {
    self.kind = kind
    self.metric = metric?.number
    (self.id, self.name) = (id, name)
    alert = list?.alert
    view = list.map { list in
      SavedView(
        // The rows behind an alert are others at the next start.
        name: list.title, listing: list.alert == nil ? list.listing : .allOpportunities, filter: list.search,
        sort: list.sort, descending: list.descending, columns: list.columns)
    }
    isView = list.map(\.isView)
  }

  /// A screen to be found again; nil where nothing says of another start what it was about.
  init?(_ screen: Screen) {
    switch screen {
    case .panel(let state): self.init(.panel, metric: state.metric, list: state.list)
    case .explain(let state): self.init(.explain, metric: state.metric)
    case .list(let state): self.init(state.alert == nil ? .list : .alertList, list: state)
    case .opportunity(let state):
      guard let id = state.timeline?.header.id ?? state.sought else { return nil }
      self.init(.opportunity, id: id, name: state.name)
    case .lead(let state):
      guard let id = state.timeline?.header.id ?? state.sought else { return nil }
      self.init(.lead, id: id, name: state.name)
    case .waiting: self.init(.waiting)
    case .changes: self.init(.changes)
    case .alerts: self.init(.alerts)
    case .sources: self.init(.sources)
    case .claims: self.init(.claims)
    case .whose: self.init(.whose)
    case .rep: self.init(.rep)
    case .limits(let state): self.init(.limits, id: state.rule.id)
    case .help: self.init(.help)
    case .claim(let state): self.init(.claim, id: state.id)
    case .overview, .themes, .columns: return nil
    }
  }

  /// The screen before it asked for anything; nil if what was kept makes none.
  func screen(_ model: Model) -> Screen? {
    switch kind {
    case .panel:
      guard let metric = metric.flatMap(Model.metric(numbered:)) else { return nil }
      var state = PanelState(metric: metric)
      if let view { state.list.restore(view) }
      return .panel(state)
    case .explain: return metric.flatMap(Model.metric(numbered:)).map { .explain(ExplainState(metric: $0)) }
    case .list, .alertList: return list(model).map(Screen.list)
    case .opportunity: return id.map { .opportunity(OpportunityState(id: $0, name: name ?? $0)) }
    case .lead: return id.map { .lead(LeadState(id: $0, name: name ?? $0)) }
    case .waiting: return .waiting(WaitingState())
    case .changes: return .changes(ChangesState(model.snapshot?.changes))
    case .alerts: return .alerts(AlertsState())
    case .sources: return .sources(SourcesState())
    case .claims: return .claims(ClaimsState())
    case .whose: return .whose(WhoseState(model.query.scope))
    case .rep: return model.query.scope.isEveryone ? nil : .rep(RepState(model.query.scope))
    case .limits: return model.snapshot?.findings.first { $0.id == id }.map { .limits(LimitsState($0.rule)) }
    case .help: return .help(HelpState())
    case .claim: return id.map { .claim(ClaimState(id: $0)) }
    }
  }

  private func list(_ model: Model) -> ListState? {
    guard let view else { return nil }
    guard kind == .alertList else {
      var state = ListState(view)
      state.isView = isView ?? false
      state.ownSearch = state.isView ? model.allViews.first { $0.name == view.name }?.filter ?? "" : ""
      return state
    }
    guard let snapshot = model.snapshot, let entry = alert.flatMap({ snapshot.alerts[$0] }) else { return nil }
    var state = ListState(entry, snapshot)
    state.restore(view)
    return state
  }
}

/// The order of a list as somebody chose it.
public struct KeptOrder: Sendable, Equatable, Codable {
  /// The column; nil for the list's own order.
  var sort: String?
  /// Greatest first.
  var descending: Bool
}

/// What is remembered of lists beyond a start, by their titles.
struct ListMemory: Sendable, Equatable {
  var orders: [String: KeptOrder] = [:]
  /// Ids of marked rows.
  private(set) var marks: [String: Set<String>] = [:]

  /// So many marks of a list are kept: who marks more wants a filter.
  private static let mostMarks = 5_000

  init(restoring state: ScreenState) {
    orders = state.orders ?? [:]
    marks = (state.marks ?? [:]).mapValues(Set.init)
  }

  /// The marks as they are kept; nil without any.
  var keptMarks: [String: [String]]? {
    let all = marks.mapValues { Array($0.sorted().prefix(Self.mostMarks)) }
    return all.isEmpty ? nil : all
  }

  var keptOrders: [String: KeptOrder]? { orders.isEmpty ? nil : orders }

  mutating func keep(marks new: Set<String>, of list: String) { marks[list] = new.isEmpty ? nil : new }

  mutating func keepOrder(of list: ListState) {
    let isOwn = list.sort == nil && !list.descending
    orders[list.title] = isOwn ? nil : KeptOrder(sort: list.sort, descending: list.descending)
  }
}

extension Model {
  /// The screens above the overview that will be found again; one that cannot be hides those opened from it.
  var keptScreens: [KeptScreen] {
    // Before the first figures nothing was opened again yet.
    if snapshot == nil { return restoring }
    return stack.dropFirst().prefix { KeptScreen($0.screen) != nil }.compactMap { KeptScreen($0.screen) }
  }

  /// Opens the screens that were open when the program was left, unless something else was opened already.
  mutating func openKeptScreens() {
    let kept = restoring
    restoring = []
    guard stack.count == 1 else { return }
    for entry in kept {
      guard let screen = entry.screen(self) else { return }
      stack.append(StackEntry(id: stack.count, screen: screen))
    }
  }

  /// Keeps what changed since it was kept last, so that a sudden end loses little.
  mutating func keepState() -> [Effect] {
    guard snapshot != nil else { return [] }
    var state = screenState
    // Looks move with every figure that comes; the end of one is kept when it ends.
    (state.lastLooked, state.lookedBefore) = (nil, nil)
    guard state != keptState else { return [] }
    let isFirst = keptState == nil
    keptState = state
    return isFirst ? [] : [.saveState(screenState)]
  }
}
