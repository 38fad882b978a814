import Cells
import Domain
import MetricEngine

/// Rows of panels. A row in which no panel has data is only as high as its words; the others get what is left.
struct OverviewGrid {
  private(set) var places: [OverviewLayout.Place] = []

  /// - Parameter columns: at most so many side by side.
  init(_ rect: Rect, _ parts: [OverviewState.Part], columns most: Int, _ snapshot: Snapshot?) {
    // Four stand better two by two than three and one.
    let columns = max(1, parts.count == 4 ? 2 : min(most, parts.count))
    let rows = stride(from: 0, to: parts.count, by: columns).map {
      Array(parts[$0..<min(parts.count, $0 + columns)])
    }
    let heights = Self.heights(rows, rect, snapshot)
    var y = rect.y
    for (row, height) in zip(rows, heights) {
      let weights = row.map { Self.needsData($0, snapshot) == nil || height < 9 ? 2 : 1 }
      let whole = weights.reduce(0, +)
      for (index, part) in row.enumerated() {
        let x = rect.x + rect.width * weights.prefix(index).reduce(0, +) / whole
        let end = rect.x + rect.width * weights.prefix(index + 1).reduce(0, +) / whole
        places.append(OverviewLayout.Place(part: part, rect: Rect(x: x, y: y, width: end - x, height: height)))
      }
      y += height
    }
  }

  private static func heights(_ rows: [[OverviewState.Part]], _ rect: Rect, _ snapshot: Snapshot?) -> [Int] {
    var small = rows.map { row in emptyHeight(row, width: rect.width / max(1, row.count), snapshot) }
    if !small.contains(where: { $0 == nil }) { small = small.map { _ in nil } }
    var room = rect.height - small.compactMap { $0 }.reduce(0, +)
    var left = small.count { $0 == nil }
    return small.map { height in
      if let height { return height }
      let share = max(0, room / max(1, left))
      room -= share
      left -= 1
      return share
    }
  }

  /// Rows it takes to say what the panels need; nil if one of them has data.
  private static func emptyHeight(_ row: [OverviewState.Part], width: Int, _ snapshot: Snapshot?) -> Int? {
    var most = 1
    for part in row {
      guard let missing = needsData(part, snapshot) else { return nil }
      most = max(most, TextFlow.wrap(missing, width: max(1, width - 4)).count)
    }
    return min(6, most) + 2
  }

  /// What a panel needs in words; nil if it has data.
  private static func needsData(_ part: OverviewState.Part, _ snapshot: Snapshot?) -> String? {
    guard let snapshot, case .panel(let metric) = part else { return nil }
    return PanelCatalog.missing(metric, snapshot)
  }
}
