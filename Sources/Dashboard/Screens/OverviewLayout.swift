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

  var kind: Kind
  /// The whole of "What is wrong", borders included.
  var findings: Rect
  /// The line of each broken limit shown.
  var findingRows: [Place]
  /// The panels, and the sixth part.
  var panels: [Place]

  /// At most so many broken limits are listed.
  static let mostFindings = 5

  init(_ rect: Rect, _ model: Model) {
    let broken = model.snapshot?.breaches ?? []
    let hasChanges = model.snapshot?.changes != nil
    let cleanUp = model.snapshot?.cleanUp == nil ? 0 : 1
    kind = Self.kind(rect, findings: broken.count, cleanUp: cleanUp)
    findings = Rect(x: rect.x, y: rect.y, width: rect.width, height: 0)
    findingRows = []
    panels = []
    switch kind {
    case .wide, .medium:
      placeFindings(rect, broken.map(\.id), framed: true, cleanUp: cleanUp)
      let below = Rect(
        x: rect.x, y: findings.maxY, width: rect.width, height: rect.maxY - findings.maxY)
      panels = OverviewGrid(below, columns: kind == .wide ? 3 : 2, hasChanges, model.snapshot).places
    case .narrow:
      placeFindings(rect, broken.map(\.id), framed: false, cleanUp: 0)
      placeLines(rect, model.overview.metric, hasChanges)
    case .tiny: placeTiny(rect, broken.map(\.id))
    }
  }

  /// The widest layout whose panels would not be squeezed.
  private static func kind(_ rect: Rect, findings: Int, cleanUp: Int) -> Kind {
    let below = rect.height - findingsHeight(findings, framed: true) - cleanUp
    if rect.width >= 147, below >= 14 { return .wide }
    if rect.width >= 96, below >= 21 { return .medium }
    return rect.width >= 60 && rect.height >= 13 ? .narrow : .tiny
  }

  private static func findingsHeight(_ count: Int, framed: Bool) -> Int {
    guard count > 0 else { return framed ? 3 : 1 }
    return min(count, mostFindings) + (framed ? 3 : 0)
  }

  private mutating func placeFindings(_ rect: Rect, _ ids: [String], framed: Bool, cleanUp: Int) {
    let most = framed ? Self.mostFindings : max(1, min(4, rect.height - 15))
    let shown = Array(ids.prefix(most))
    let rows = max(1, shown.count)
    let top = framed ? (shown.isEmpty ? 1 : 2) : 1
    findings = Rect(x: rect.x, y: rect.y, width: rect.width, height: rows + top + 1 + cleanUp)
    let inset = framed ? 1 : 0
    findingRows = shown.enumerated().map { index, id in
      Place(
        part: .finding(id),
        rect: Rect(x: rect.x + inset, y: rect.y + top + index, width: rect.width - 2 * inset, height: 1))
    }
  }

  /// One line a panel; the selected one takes what is left.
  private mutating func placeLines(_ rect: Rect, _ open: MetricID, _ hasChanges: Bool) {
    var y = findings.maxY
    let left = max(0, rect.maxY - y - MetricID.allCases.count - (hasChanges ? 1 : 0))
    for metric in MetricID.allCases {
      let height = 1 + (metric == open ? left : 0)
      panels.append(Place(part: .panel(metric), rect: Rect(x: rect.x, y: y, width: rect.width, height: height)))
      y += height
    }
    guard hasChanges, y < rect.maxY else { return }
    panels.append(Place(part: .changes, rect: Rect(x: rect.x, y: y, width: rect.width, height: 1)))
  }

  /// The worst limit, then a line a panel.
  private mutating func placeTiny(_ rect: Rect, _ ids: [String]) {
    let spare = max(1, min(Self.mostFindings, rect.height - 1 - MetricID.allCases.count))
    findings = Rect(x: rect.x, y: rect.y, width: rect.width, height: max(1, min(spare, ids.count)))
    findingRows = ids.prefix(spare).enumerated().map { index, id in
      Place(part: .finding(id), rect: findings.row(index))
    }
    let top = findings.maxY + (rect.height > findings.height + MetricID.allCases.count ? 1 : 0)
    panels = MetricID.allCases.enumerated().map { index, metric in
      Place(part: .panel(metric), rect: Rect(x: rect.x, y: top + index, width: rect.width, height: 1))
    }
  }

  /// All parts in the order of Tab.
  var parts: [OverviewState.Part] { findingRows.map(\.part) + panels.map(\.part) }

  /// What stands at a place of the screen.
  func part(atX x: Int, y: Int) -> OverviewState.Part? {
    (findingRows + panels).first { $0.rect.contains(x: x, y: y) }?.part
  }

  /// The nearest part in a direction; nil at the edge.
  func neighbour(of part: OverviewState.Part, _ command: Command) -> OverviewState.Part? {
    let places = findingRows + panels
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
