import MetricEngine

/// A way to look at deals that has a name: which, in which order, in which columns.
public struct SavedView: Sendable, Equatable, Codable {
  /// What it is called; unique among those of the user.
  public var name: String
  /// Which deals.
  public var listing: Listing
  /// What is typed behind `/`.
  public var filter: String
  /// The column they are sorted by; nil for the list's own order.
  public var sort: String?
  /// Greatest first.
  public var descending: Bool
  /// Columns from left to right; nil for the usual ones.
  public var columns: [String]?

  /// A view.
  public init(
    name: String, listing: Listing = .allOpportunities, filter: String = "", sort: String? = nil,
    descending: Bool = false, columns: [String]? = nil
  ) {
    self.name = name
    self.listing = listing
    self.filter = filter
    self.sort = sort
    self.descending = descending
    self.columns = columns
  }

  /// Those that everybody has.
  static let shipped: [SavedView] = [
    SavedView(name: Words.allOpportunities),
    SavedView(
      name: ChoiceWords.closingThisQuarter, filter: "status:open expected:this-quarter", sort: "expected",
      columns: ["name", "amount", "stage", "expected", "next", "idle", "rep", "account", "reason"]),
    SavedView(name: ChoiceWords.quiet, listing: .quiet),
    SavedView(name: ChoiceWords.offProcess, listing: .offProcess),
    SavedView(name: ChoiceWords.tooOld, listing: .old),
    SavedView(name: ChoiceWords.noNextStep, listing: .withoutNextStep),
    SavedView(
      name: ChoiceWords.wonThisQuarter, filter: "status:won closed:this-quarter", sort: "closed", descending: true),
    SavedView(
      name: ChoiceWords.lostThisQuarter, filter: "status:lost closed:this-quarter", sort: "amount", descending: true),
  ]
}

extension Model {
  /// All views, the user's own last.
  var allViews: [SavedView] { SavedView.shipped + views }

  /// Those whose name or filter holds what is typed.
  func views(matching text: String) -> [SavedView] {
    let words = text.lowercased().split(separator: " ")
    return allViews.filter { view in
      let all = "\(view.name) \(view.filter)".lowercased()
      return words.allSatisfy { all.contains($0) }
    }
  }

  /// Shows deals as a view says: in the list on screen, else in a new one.
  mutating func open(_ view: SavedView) -> [Effect] {
    let list = ListState(view)
    if case .list = screen, let entry = stack.last {
      stack[stack.count - 1] = StackEntry(id: entry.id, screen: .list(list))
      return appear()
    }
    return push(.list(list))
  }

  /// Opens the line for the name of what is on screen.
  mutating func startNamingView() -> [Effect] {
    guard case .list(let state) = screen, state.isNameable else {
      tell(ChoiceWords.onlyLists)
      return []
    }
    let own = views.contains { $0.name == state.title } ? state.title : ""
    prompt = Prompt(kind: .viewName, label: ChoiceWords.keepAs, text: own, hint: ChoiceWords.nameHint)
    return []
  }

  /// Keeps what is on screen under a name, in the place of what had it.
  mutating func keepView(named name: String) -> [Effect] {
    let name = name.trimmingPrefix { $0.isWhitespace }
    guard case .list(var state) = screen, !name.isEmpty else { return [] }
    let view = SavedView(
      name: String(name), listing: state.listing, filter: state.search, sort: state.sort, descending: state.descending,
      columns: state.columns)
    views.removeAll { $0.name == view.name }
    views.append(view)
    state.title = view.name
    state.isView = true
    state.ownSearch = view.filter
    stack[stack.count - 1].screen = .list(state)
    tell(ChoiceWords.kept(view.name, views: keyMap.keyName(of: .views)))
    return [.saveState(screenState)]
  }

  /// Forgets a view of the user's own.
  mutating func forget(_ view: SavedView) -> [Effect] {
    guard views.contains(view) else {
      tell(ChoiceWords.always(view.name))
      return []
    }
    views.removeAll { $0 == view }
    tell(ChoiceWords.forgot(view.name))
    return [.saveState(screenState)]
  }
}

extension ListState {
  /// Deals as a view says.
  init(_ view: SavedView) {
    self.init(listing: view.listing, title: view.name)
    restore(view)
    isView = true
    ownSearch = view.filter
  }

  /// True if what it shows can be found again: no rows that something named one by one.
  var isNameable: Bool {
    switch listing {
    case .opportunities, .leads, .changed: false
    default: !listing.isLeads
    }
  }
}
