import Cells
import Domain
import MetricEngine

/// The table of a list, cut to what the rows at hold have to say: columns without content are left out, the others
/// are as wide as their content, so that room goes where it is needed.
struct ListTable {
  /// The columns that hold anything, or those that were chosen.
  let columns: [TableColumn]
  /// Their places among all columns of the listing; nil for that of marks.
  private let places: [Int?]
  private let state: ListState
  /// The present that waiting leads are counted up to; unknown for the instant that figures stand at.
  private let now: Instant

  /// Content up to this width is shown whole before columns of lower priority are.
  private static let shownWhole = 12

  /// - Parameter now: the present, where those who wait are counted live.
  init(_ state: ListState, _ snapshot: Snapshot?, now: Instant = .unknown) {
    self.state = state
    self.now = snapshot?.clock == .now ? now : .unknown
    let all = ListColumns.all(state.listing)
    let wanted = state.columns ?? ListColumns.usual(state.listing).filter { !state.leavesOut.contains($0) }
    let chosen = wanted.compactMap { id in all.firstIndex { $0.id == id } }
    let shown = chosen.filter { place in
      let id = all[place].id
      return state.columns != nil || state.widths.isEmpty || state.widths[id] ?? 0 > 0 || id == state.sort
    }
    let fitted = shown.map { place in
      state.widths.isEmpty
        ? all[place]
        : Self.fitted(all[place], to: state.widths[all[place].id] ?? 0, isSorted: all[place].id == state.sort)
    }
    let marks = state.marks.isEmpty ? [] : [TableColumn(id: "mark", title: "", minimum: 1, ideal: 1, priority: 101)]
    columns = marks + fitted
    places = marks.map { _ in nil } + shown
  }

  private static func fitted(_ column: TableColumn, to content: Int, isSorted: Bool) -> TableColumn {
    // The arrow of the order stands behind the title.
    let title = TextWidth.of(column.title) + (isSorted ? 1 : 0)
    let ideal = min(max(content, title), max(column.ideal, title))
    return TableColumn(
      id: column.id, title: column.title, alignment: column.alignment,
      minimum: min(ideal, max(column.minimum, shownWhole)), ideal: ideal, priority: column.priority)
  }

  /// The cells of a row of the list, one for each of ``columns``; rows not read yet show that they will come.
  func cells(_ index: Int, _ snapshot: Snapshot, _ look: Look) -> [TableCell] {
    var all: [TableCell]
    if let row = state.opportunity(at: index) {
      all = ListColumns.cells(row, snapshot, state.listing)
    } else if let row = state.lead(at: index) {
      all = ListColumns.cells(row.counted(from: snapshot.readings.query.asOf, to: now), snapshot, state.listing)
    } else {
      return [TableCell(look.mark(.ellipsis), .dim)]
    }
    if let link = state.id(at: index).flatMap({ state.links[$0] }) { all[0].link = link }
    let isMarked = state.id(at: index).map(state.marks.contains) ?? false
    return places.map { $0.map { all[$0] } ?? TableCell(isMarked ? look.mark(.marked) : "", .mark) }
  }

  /// The table with its selection and order.
  var table: Table {
    Table(
      columns: columns, rowCount: state.total, selected: state.total == 0 ? nil : state.selected, offset: state.top,
      sortedBy: state.sort, descending: state.descending)
  }
}
