import Cells

/// Where the parts of the alerts screen stand: the list with titles of its sections where there is room, and below it
/// the selected alert in full.
struct AlertsLayout {
  /// A line of the list.
  enum Line: Equatable {
    case title(String)
    /// An alert, by its place in the list.
    case alert(Int)
  }

  /// The line of column titles included.
  var list: Rect
  /// Borders included; nil where there is no room.
  var detail: Rect?
  /// Where the chart of the detail stands, if beside its lines.
  var chart: Rect?
  /// All lines of the list, in view or not.
  var lines: [Line]

  /// Rows that the detail should have.
  private static let wantedDetail = 13
  /// From this width on the chart stands beside the lines.
  private static let wide = 110

  init(_ rect: Rect, sections: [String]) {
    let alerts = sections.indices.map { Line.alert($0) }
    var titled: [Line] = []
    for (index, section) in sections.enumerated() {
      if index == 0 || sections[index - 1] != section { titled.append(.title(section)) }
      titled.append(.alert(index))
    }
    lines = titled.count + 1 + Self.wantedDetail <= rect.height ? titled : alerts
    let least = rect.height >= 12 ? Self.wantedDetail : 0
    let height = min(lines.count + 1, max(min(6, rect.height), rect.height - least))
    list = Rect(x: rect.x, y: rect.y, width: rect.width, height: height)
    guard rect.maxY - list.maxY >= 4 else { return }
    let below = Rect(x: rect.x, y: list.maxY, width: rect.width, height: rect.maxY - list.maxY)
    detail = below
    let inner = below.inset(2, 1)
    guard rect.width >= Self.wide, inner.height >= 6 else { return }
    let width = inner.width * 2 / 5
    chart = Rect(x: inner.maxX - width, y: inner.y, width: width, height: min(inner.height, 16))
  }

  /// Where the lines of the detail stand; a column at the right is left for the bar that says which part is in view.
  func text(withChart: Bool) -> Rect? {
    detail.map { detail in
      let inner = detail.inset(2, 1)
      let taken = withChart ? chart.map { $0.width + 2 } ?? 0 : 0
      return Rect(x: inner.x, y: inner.y, width: max(1, inner.width - taken), height: inner.height)
    }
  }

  /// Lines that fit below the column titles.
  var capacity: Int { max(1, list.height - 1) }

  /// The first line in view when an alert has to be.
  func firstShown(_ alert: Int) -> Int {
    guard let index = lines.firstIndex(of: .alert(alert)) else { return 0 }
    return max(0, min(index - capacity + 1, lines.count - capacity))
  }

  /// The bar beside the list; nil where all of it is in view.
  var bar: ScrollBar? {
    ScrollBar(
      Rect(x: list.maxX - 1, y: list.y + 1, width: 1, height: capacity), lines: lines.count, shown: capacity)
  }

  /// The alert to select so that another line comes into view first.
  func alert(bringing top: Int, from first: Int) -> Int {
    let wanted = top < first ? top : top + capacity - 1
    let alerts = lines.indices.compactMap { line -> (line: Int, alert: Int)? in
      if case .alert(let alert) = lines[line] { (line, alert) } else { nil }
    }
    return alerts.min { abs($0.line - wanted) < abs($1.line - wanted) }?.alert ?? 0
  }

  /// The alert at a row of the screen.
  func alert(atY y: Int, chosen: Int) -> Int? {
    let index = y - list.y - 1 + firstShown(chosen)
    guard y > list.y, y < list.maxY, lines.indices.contains(index), case .alert(let alert) = lines[index] else {
      return nil
    }
    return alert
  }
}
