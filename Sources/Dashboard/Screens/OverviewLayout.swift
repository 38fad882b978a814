import AlertEngine
import Cells
import Domain
import MetricEngine

/// Where the parts of the overview stand. Drawing and finding what was clicked share it.
struct OverviewLayout: Equatable {
  /// How much room there is.
  enum Kind: Equatable {
    /// Three panels a row.
    case wide
    /// Two panels a row.
    case medium
    /// One line a panel, the selected one open.
    case narrow
    /// State, worst alert, five values.
    case tiny
  }

  struct Place: Equatable {
    var part: OverviewState.Part
    var rect: Rect
  }

  /// A line of "What is wrong".
  struct Row: Equatable {
    var row: AlertRow
    var rect: Rect
    var place: Place { Place(part: .alert(row.key), rect: rect) }
  }

  var kind: Kind
  /// The line of goals; nil where the panels need the row.
  var goals: Rect?
  /// The whole of "What is wrong", borders included.
  var alerts: Rect
  /// The lines of it.
  var rows: [Row]
  /// The panels, and the sixth part.
  var panels: [Place]

  init(_ rect: Rect, _ model: Model) {
    let wrong = model.snapshot?.wrongRows(model.keyMap) ?? []
    let hasChanges = model.snapshot?.changes != nil
    let cleanUp = model.snapshot?.cleanUp == nil ? 0 : 1
    let roomy = Self.kind(rect, alerts: wrong.count, cleanUp: cleanUp)
    kind = model.overview.layout == .large && roomy != .tiny ? .narrow : roomy
    goals = Self.sparesRow(rect, kind, alerts: Self.alertsHeight(wrong.count) + cleanUp) ? rect.row(0) : nil
    let rect = goals == nil ? rect : Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 1)
    alerts = Rect(x: rect.x, y: rect.y, width: rect.width, height: 0)
    rows = []
    panels = []
    switch kind {
    case .wide, .medium:
      placeAlerts(rect, wrong, framed: true, cleanUp: cleanUp)
      let below = Rect(
        x: rect.x, y: alerts.maxY, width: rect.width, height: rect.maxY - alerts.maxY)
      let parts = model.overview.panels(hasChanges: hasChanges)
      panels = OverviewGrid(below, parts, columns: kind == .wide ? 3 : 2, model.snapshot).places
    case .narrow:
      placeAlerts(rect, wrong, framed: false, cleanUp: 0)
      placeLines(rect, model.overview, hasChanges)
    case .tiny: placeTiny(rect, wrong)
    }
  }

  /// The widest layout whose panels would not be squeezed.
  private static func kind(_ rect: Rect, alerts: Int, cleanUp: Int) -> Kind {
    let below = rect.height - alertsHeight(alerts) - cleanUp
    if rect.width >= 147, below >= 14 { return .wide }
    if rect.width >= 96, below >= 21 { return .medium }
    return rect.width >= 60 && rect.height >= 13 ? .narrow : .tiny
  }

  /// True if the panels can do without a row: the line of goals stands only where it takes nothing from them.
  private static func sparesRow(_ rect: Rect, _ kind: Kind, alerts: Int) -> Bool {
    switch kind {
    case .wide: rect.height - alerts > 30
    case .medium: rect.height - alerts > 36
    case .narrow: rect.height > 34
    case .tiny: false
    }
  }

  /// Rows that the framed lines take.
  private static func alertsHeight(_ count: Int) -> Int { count == 0 ? 3 : min(count, AlertLines.limit) + 3 }

  private mutating func placeAlerts(_ rect: Rect, _ wrong: [AlertRow], framed: Bool, cleanUp: Int) {
    let most = framed ? AlertLines.limit : max(1, min(4, rect.height - 15))
    let shown = Array(wrong.prefix(most))
    let count = max(1, shown.count)
    let top = framed ? (shown.isEmpty ? 1 : 2) : 1
    alerts = Rect(x: rect.x, y: rect.y, width: rect.width, height: count + top + 1 + cleanUp)
    let inset = framed ? 1 : 0
    rows = shown.enumerated().map { index, row in
      Row(
        row: row,
        rect: Rect(x: rect.x + inset, y: rect.y + top + index, width: rect.width - 2 * inset, height: 1))
    }
  }

  /// One line a panel; the selected one takes what is left.
  private mutating func placeLines(_ rect: Rect, _ overview: OverviewState, _ hasChanges: Bool) {
    var y = alerts.maxY
    let parts = overview.panels(hasChanges: hasChanges)
    let left = max(0, rect.maxY - y - parts.count)
    for part in parts where part != .changes || y < rect.maxY {
      let height = 1 + (part == .panel(overview.metric) ? left : 0)
      panels.append(Place(part: part, rect: Rect(x: rect.x, y: y, width: rect.width, height: height)))
      y += height
    }
  }

  /// The worst lines, then a line a panel.
  private mutating func placeTiny(_ rect: Rect, _ wrong: [AlertRow]) {
    let spare = max(1, min(AlertLines.limit, rect.height - 1 - MetricID.allCases.count))
    alerts = Rect(x: rect.x, y: rect.y, width: rect.width, height: max(1, min(spare, wrong.count)))
    rows = wrong.prefix(spare).enumerated().map { index, row in Row(row: row, rect: alerts.row(index)) }
    let top = alerts.maxY + (rect.height > alerts.height + MetricID.allCases.count ? 1 : 0)
    panels = MetricID.allCases.enumerated().map { index, metric in
      Place(part: .panel(metric), rect: Rect(x: rect.x, y: top + index, width: rect.width, height: 1))
    }
  }

  /// All parts in the order of Tab.
  var parts: [OverviewState.Part] { places.map(\.part) }

  private var places: [Place] { rows.map(\.place) + panels }

  /// What stands at a place of the screen.
  func part(atX x: Int, y: Int) -> OverviewState.Part? {
    places.first { $0.rect.contains(x: x, y: y) }?.part
  }

  /// The nearest part in a direction; nil at the edge.
  func neighbour(of part: OverviewState.Part, _ command: Command) -> OverviewState.Part? {
    guard let here = places.first(where: { $0.part == part })?.rect else { return nil }
    let candidates = places.filter { $0.part != part && Self.lies($0.rect, command, of: here) }
    return candidates.min { Self.distance($0.rect, here) < Self.distance($1.rect, here) }?.part
  }

  private static func lies(_ other: Rect, _ command: Command, of here: Rect) -> Bool {
    switch command {
    case .up: other.maxY <= here.y
    case .down: other.y >= here.maxY
    case .left: other.maxX <= here.x && other.y < here.maxY && other.maxY > here.y
    case .right: other.x >= here.maxX && other.y < here.maxY && other.maxY > here.y
    default: false
    }
  }

  /// Rows count more than columns; among those of a row the one whose left edge is nearest.
  private static func distance(_ other: Rect, _ here: Rect) -> Int {
    let rows = other.y >= here.maxY ? other.y - here.maxY : max(0, here.y - other.maxY)
    return rows * 1000 + abs(other.x - here.x)
  }
}
