import AlertEngine
import Cells
import Domain
import MetricEngine

/// Everything the dashboard remembers. A value: ``update(_:_:)`` changes it, ``view(_:look:size:)`` draws it.
///
/// To add a screen:
/// 1. Write `Screens/XScreen.swift` with a `XState` (what the screen remembers) and an
///    `enum XScreen: ScreenBehavior` (how it draws, what it does with commands, clicks and answers).
/// 2. Add a case to ``Screen`` and a line to each of the two switches in `Screens/ScreenCatalog.swift`.
/// 3. Open it with `model.push(.x(XState(...)))`, from a ``Binding`` in `Keys/KeyMap*.swift` or from another screen.
///
/// To add a key: one ``Binding`` in `Keys/KeyMap*.swift`; the footer, the help screen and the palette follow.
public struct Model: Sendable, Equatable {
  /// Of the screen, in cells.
  public var size: Size
  /// The present, from the last tick.
  public var now: Instant
  /// The last good figures.
  public var snapshot: Snapshot?
  /// Figures that came while paused, shown when the pause ends.
  var heldSnapshot: Snapshot?
  /// Rows being read, nil when nothing is.
  public var loading: Loading?
  /// The last failure that no good snapshot has followed yet.
  public var failure: String?
  /// The present question.
  public var query: QueryState
  /// The overview at the bottom, what was opened from it above.
  public internal(set) var stack: [StackEntry]
  /// Since when it says what changed.
  public internal(set) var changesSince: ChangesSince
  /// What is selected on the overview.
  public var overview: OverviewState
  /// The line being typed, if any.
  public var prompt: Prompt?
  /// One line that goes away by itself.
  public var toast: Toast?
  /// Theme, glyphs, mouse.
  public var display: DisplayState
  /// How numbers, money and dates are written.
  public var conventions: Conventions
  /// True while new data is held back.
  public var isPaused: Bool
  /// The history being played; nil while it is not.
  public internal(set) var replay: Replay?
  /// Which answers are awaited.
  public var requests: Requests
  /// What the keys mean.
  public var keyMap: KeyMap
  /// Views of deals that the user has named.
  var views: [SavedView]
  /// Columns chosen for each kind of list.
  var columns: [String: [String]]
  /// Orders and marks of lists.
  var lists: ListMemory
  /// Screens to be opened with the first figures.
  var restoring: [KeptScreen]
  /// What was kept last, without looks.
  var keptState: ScreenState?
  /// How files were written last.
  var exportFormat = ExportFormat.csv
  /// What may be taken back.
  public internal(set) var undo: UndoOffer?
  /// The alerts that were seen last with all that they remember; nil before any were.
  var knownAlerts: AlertBoard?
  /// Where the figures stood when alerts were first seen: what fired before is no news.
  var newsBegin: Instant?
  /// Alerts that the user did something about since: what becomes of it is no news.
  var ownDoing: Set<AlertKey> = []
  /// The scroll bar that the mouse holds.
  var grip: Grip?
  /// The question for rows with which a row is to be opened that was chosen before it was there.
  var opening: Int?

  /// A dashboard that has not seen any figures yet.
  public init(
    size: Size, now: Instant, state: ScreenState = ScreenState(), themes: [Theme] = [], glyphs: GlyphSet = .braille,
    keyMap: KeyMap = .standard, conventions: Conventions = .plain
  ) {
    self.size = size
    self.now = now
    self.keyMap = keyMap
    self.conventions = conventions
    query = QueryState(restoring: state)
    changesSince = ChangesSince(looks: [state.lastLooked, state.lookedBefore].compactMap(\.self))
    stack = [StackEntry(id: 0, screen: .overview)]
    overview = OverviewState(restoring: state)
    display = DisplayState(themes: themes, chosenTheme: state.theme, glyphs: glyphs)
    isPaused = false
    views = state.views ?? []
    columns = state.columns ?? [:]
    lists = ListMemory(restoring: state)
    restoring = state.screens ?? []
    requests = Requests()
  }

  /// The metric of panel 1 to 5.
  static func metric(numbered number: Int) -> MetricID? {
    MetricID.allCases.indices.contains(number - 1) ? MetricID.allCases[number - 1] : nil
  }

  /// The screen on top.
  public var screen: Screen { stack.last?.screen ?? .overview }

  /// The query that the figures on screen answer; what lists and timelines are asked with.
  public var shownQuery: Query { snapshot?.readings.query ?? query.query }

  /// The instant that the figures on screen stand at.
  public var asOf: Instant { snapshot?.readings.query.asOf ?? now }

  /// How to draw: the theme chosen, else the one given.
  public func look(fallback: Theme) -> Look { Look(theme: display.theme ?? fallback, glyphs: display.glyphs) }

  /// What to keep for the next start.
  public var screenState: ScreenState {
    let looks = query.present.map { changesSince.looks(endingAt: $0) } ?? changesSince.looks
    return ScreenState(
      theme: display.chosenTheme, period: query.period, selectedPanel: overview.metric.number,
      filterText: query.filterText.isEmpty ? nil : query.filterText,
      layout: overview.layout == .all ? nil : overview.layout, leftOut: overview.leftOutNumbers,
      lastLooked: looks.first, lookedBefore: looks.dropFirst().first,
      scope: query.scope.isEveryone ? nil : query.scope, views: views.isEmpty ? nil : views,
      columns: columns.isEmpty ? nil : columns, screens: keptScreens.isEmpty ? nil : keptScreens,
      orders: lists.keptOrders, marks: lists.keptMarks,
      weeks: overview.weeks == ChartView.spans[0] ? nil : overview.weeks)
  }
}

extension MetricID {
  /// 1 to 5: the number of its panel and its key.
  public var number: Int { (MetricID.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// How far reading is.
public struct Loading: Sendable, Equatable {
  /// 0 to 1.
  public var fraction: Double
  /// What is being read, and how fast.
  public var text: String

  /// So much is read.
  public init(fraction: Double, text: String) {
    self.fraction = fraction
    self.text = text
  }
}

/// One line that goes away by itself or with the next key.
public struct Toast: Sendable, Equatable {
  /// What it says.
  public var text: String
  /// True if it tells of a failure.
  public var isError: Bool
  /// When it goes.
  public var until: Instant

  /// A line shown until then.
  public init(text: String, isError: Bool, until: Instant) {
    self.text = text
    self.isError = isError
    self.until = until
  }
}

/// How things look and whether the mouse is ours.
public struct DisplayState: Sendable, Equatable {
  /// All themes found, by name.
  public var themes: [Theme]
  /// Name of the theme the user chose; nil leaves the program's own choice.
  public var chosenTheme: String?
  /// The program's own choice: the theme that goes with the terminal's background, as far as that is known.
  public var ownTheme: String?
  /// Themes to choose from by the terminal's background; nil where it does not count.
  public var byBackground: ThemePair?
  /// The signs that the terminal can show.
  public var glyphs: GlyphSet
  /// False leaves the mouse to the terminal.
  public var mouseIsOn = true

  /// Themes and glyphs at the start.
  public init(themes: [Theme], chosenTheme: String?, glyphs: GlyphSet) {
    self.themes = themes
    self.chosenTheme = chosenTheme
    self.glyphs = glyphs
  }

  /// Takes the themes that there are now; the one in use stays even if its file is gone.
  mutating func take(_ new: [Theme]) {
    let inUse = theme
    themes = new
    guard let inUse, theme == nil else { return }
    themes.insert(inUse, at: themes.firstIndex { $0.name > inUse.name } ?? themes.count)
  }

  /// Name of the theme to be shown.
  public var themeName: String? { chosenTheme ?? ownTheme }

  /// The theme to be shown, if it is there.
  public var theme: Theme? { themes.first { $0.name == themeName } }
}

/// A theme for terminals with a dark background and one for those with a light one, by name.
public struct ThemePair: Sendable, Equatable {
  /// For a dark background.
  public var dark: String
  /// For a light background.
  public var light: String

  /// Two names.
  public init(dark: String, light: String) {
    self.dark = dark
    self.light = light
  }
}

extension Model {
  /// Shows the theme that goes with the terminal's background, unless the user chose one.
  mutating func follow(isDark: Bool) -> [Effect] {
    guard let pair = display.byBackground else { return [] }
    display.ownTheme = isDark ? pair.dark : pair.light
    // The one before is drawn until it is read.
    return display.theme == nil ? [.loadThemes] : []
  }
}

/// Numbers that tell answers to the present question from answers to earlier ones.
public struct Requests: Sendable, Equatable {
  var last = 0
  /// The compute effect whose answer is awaited.
  public internal(set) var compute: Int?

  /// A number never used before.
  public mutating func next() -> Int {
    last += 1
    return last
  }
}
