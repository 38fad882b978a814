import Cells
import Domain
import MetricEngine

/// The table of a list, cut to what the rows at hold have to say: columns without content are left out, the others
/// are as wide as their content, so that room goes where it is needed.
struct ListTable {
  /// The columns that hold anything.
  let columns: [TableColumn]
  /// Their places among all columns of the listing.
  private let places: [Int]
  private let state: ListState

  /// Content up to this width is shown whole before columns of lower priority are.
  private static let shownWhole = 12

  /// Measures the rows at hold; before there are any all columns stand.
  init(_ state: ListState, _ snapshot: Snapshot?) {
    self.state = state
    let all = ListColumns.all(state.listing)
    let rows = snapshot.map { Self.cells(of: state.page, $0, state.listing) } ?? []
    guard !rows.isEmpty else {
      columns = all
      places = Array(all.indices)
      return
    }
    let widths = all.indices.map { column in rows.map { TextWidth.of($0[column].text) }.max() ?? 0 }
    places = all.indices.filter { widths[$0] > 0 || all[$0].id == state.sort }
    columns = places.map { Self.fitted(all[$0], to: widths[$0], isSorted: all[$0].id == state.sort) }
  }

  private static func fitted(_ column: TableColumn, to content: Int, isSorted: Bool) -> TableColumn {
    // The arrow of the order stands behind the title.
    let title = TextWidth.of(column.title) + (isSorted ? 1 : 0)
    let ideal = min(max(content, title), max(column.ideal, title))
    return TableColumn(
      id: column.id, title: column.title, alignment: column.alignment,
      minimum: min(ideal, max(column.minimum, shownWhole)), ideal: ideal, priority: column.priority)
  }

  private static func cells(of page: Page?, _ snapshot: Snapshot, _ listing: Listing) -> [[TableCell]] {
    guard let page else { return [] }
    return page.opportunities.map { ListColumns.cells($0, snapshot, listing) }
      + page.leads.map { ListColumns.cells($0, snapshot, listing) }
  }

  /// The cells of a row of the list, one for each of ``columns``; rows not read yet show that they will come.
  func cells(_ index: Int, _ snapshot: Snapshot, _ look: Look) -> [TableCell] {
    let all: [TableCell]
    if let row = state.opportunity(at: index) {
      all = ListColumns.cells(row, snapshot, state.listing)
    } else if let row = state.lead(at: index) {
      all = ListColumns.cells(row, snapshot, state.listing)
    } else {
      return [TableCell(look.mark(.ellipsis), .dim)]
    }
    return places.map { all[$0] }
  }

  /// The table with its selection and order.
  var table: Table {
    Table(
      columns: columns, rowCount: state.total, selected: state.total == 0 ? nil : state.selected, offset: state.top,
      sortedBy: state.sort, descending: state.descending)
  }
}
