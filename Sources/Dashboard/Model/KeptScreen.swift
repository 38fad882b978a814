import Domain
import MetricEngine

/// A screen as it is found again at the next start.
public struct KeptScreen: Sendable, Equatable, Codable {
  /// Which one.
  enum Kind: String, Sendable, Codable {
    case panel, explain, list, waiting, changes, alerts, sources, claims, whose, rep
  }
  var kind: Kind
  /// The panel, 1 to 5, of a panel and of how its figure came about.
  var metric: Int?
  /// The list on it.
  var view: SavedView?
  /// True if the list stands for itself.
  var isView: Bool?

  private init(_ kind: Kind, metric: MetricID? = nil, list: ListState? = nil) {
    self.kind = kind
    self.metric = metric?.number
    view = list.map { list in
      SavedView(
        name: list.title, listing: list.listing, filter: list.search, sort: list.sort, descending: list.descending,
        columns: list.columns)
    }
    isView = list.map(\.isView)
  }

  /// A screen to be found again; nil where nothing says of another start what it was about: rows that somebody named
  /// one by one may be others then.
  init?(_ screen: Screen) {
    switch screen {
    case .panel(let state): self.init(.panel, metric: state.metric, list: state.list)
    case .explain(let state): self.init(.explain, metric: state.metric)
    case .list(let state):
      if case .leads = state.listing { return nil }
      if case .opportunities = state.listing { return nil }
      self.init(.list, list: state)
    case .waiting: self.init(.waiting)
    case .changes: self.init(.changes)
    case .alerts: self.init(.alerts)
    case .sources: self.init(.sources)
    case .claims: self.init(.claims)
    case .whose: self.init(.whose)
    case .rep: self.init(.rep)
    case .overview, .opportunity, .lead, .themes, .help, .claim, .limits, .columns: return nil
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
    case .list:
      guard let view else { return nil }
      var state = ListState(view)
      state.isView = isView ?? false
      return .list(state)
    case .waiting: return .waiting(WaitingState())
    case .changes: return .changes(ChangesState(model.snapshot?.changes))
    case .alerts: return .alerts(AlertsState())
    case .sources: return .sources(SourcesState())
    case .claims: return .claims(ClaimsState())
    case .whose: return .whose(WhoseState(model.query.scope))
    case .rep: return model.query.scope.isEveryone ? nil : .rep(RepState(model.query.scope))
    }
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
