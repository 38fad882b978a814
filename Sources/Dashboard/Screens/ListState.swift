import AlertEngine
import Cells
import Domain
import MetricEngine

/// What the list screen remembers. Only a window of the rows is ever held.
public struct ListState: Sendable, Equatable {
  /// Which rows it shows.
  public var listing: Listing
  /// Its name in the breadcrumb.
  public var title: String
  /// Column the rows are sorted by; nil leaves the listing's own order.
  var sort: String?
  var descending = false
  /// What is typed behind `/`.
  var search = ""
  /// What stands there without anything typed: the filter of a view.
  var ownSearch = ""
  /// Columns from left to right, where somebody chose; nil for those that hold anything.
  var columns: [String]?
  /// Columns that say the same in every row of it, shown only to who chooses them.
  var leavesOut: Set<String> = []
  /// The alert whose leads or deals it shows, whichever these are by now.
  var alert: AlertKey?
  /// True if it was opened as a view, which stands for itself.
  var isView = false
  /// Ids of the marked rows, whether they are in the list now or not.
  var marks: Set<String> = []
  /// How many of them are.
  private(set) var marked = 0
  /// Index of the selected row in the whole list, and its row in the data, which stays selected when rows move.
  var selected = 0
  var selectedRow: Int32?
  /// First row in view.
  var top = 0
  /// The last answer.
  private(set) var page: Page?
  /// The widest content of each column, by id, in all rows seen since the last other search; 0 where there is none.
  private(set) var widths: [String: Int] = [:]
  /// The question whose answer is awaited.
  var request: Int?
  /// Addresses of rows in the CRM, by id, of those in the window held; and the question for them.
  var links: [String: String] = [:]
  var linksRequest: Int?
  /// The question for all rows, and what they are for.
  var whole: Whole?
  /// False on sheets about somebody: their order and their marks are not those of the list about everybody.
  var isKept = true
  /// Rows in view where the list is only a part of the screen.
  var visibleRows: Int?

  /// A question for all rows.
  struct Whole: Sendable, Equatable {
    enum Purpose: Sendable, Equatable { case export, copy }

    var number: Int
    var purpose: Purpose
  }

  /// A list before its rows are asked for.
  public init(listing: Listing, title: String) {
    self.listing = listing
    self.title = title
  }

  /// The leads or deals behind an alert.
  init(_ entry: AlertEntry, _ snapshot: Snapshot) {
    self.init(listing: entry.finding.listing, title: AlertText(entry, snapshot).title)
    alert = entry.key
  }

  var total: Int { page?.total ?? 0 }

  /// Filter, order and columns as a view says.
  mutating func restore(_ view: SavedView) {
    (sort, descending, search) = (view.sort, view.descending, view.filter)
    columns = view.columns
  }

  /// Order and marks as they were left; an order of its own goes before that.
  mutating func remember(_ lists: ListMemory) {
    marks = lists.marks[title] ?? []
    guard page == nil, sort == nil, !descending, let order = lists.orders[title] else { return }
    (sort, descending) = (order.sort, order.descending)
  }

  /// Takes an answer, and widens columns for what is in it.
  mutating func take(_ new: Page, _ snapshot: Snapshot?) {
    if page?.request.search != new.request.search || page?.request.listing != new.request.listing { widths = [:] }
    page = new
    // Marks set while the answer was on its way are counted with the next one.
    if new.request.marks == marks { marked = new.marked }
    guard let snapshot else { return }
    let ids = ListColumns.all(listing).map(\.id)
    let rows =
      new.opportunities.map { ListColumns.cells($0, snapshot, listing) }
      + new.leads.map { ListColumns.cells($0, snapshot, listing) }
    for cells in rows {
      for (id, cell) in zip(ids, cells) { widths[id] = max(widths[id] ?? 0, TextWidth.of(cell.text)) }
    }
  }

  /// The row in the data that stands at an index of the list; nil outside the window held.
  func row(at index: Int) -> Int32? { opportunity(at: index)?.row ?? lead(at: index)?.row }

  /// What the source calls the row at an index; nil outside the window held.
  func id(at index: Int) -> String? { opportunity(at: index)?.id ?? lead(at: index)?.id }

  func opportunity(at index: Int) -> OpportunityRow? {
    guard let page, page.opportunities.indices.contains(index - page.request.offset) else { return nil }
    return page.opportunities[index - page.request.offset]
  }

  func lead(at index: Int) -> LeadRow? {
    guard let page, page.leads.indices.contains(index - page.request.offset) else { return nil }
    return page.leads[index - page.request.offset]
  }

  /// Where a row of the data stands in the list; nil outside the window held.
  func index(of row: Int32) -> Int? {
    guard let page else { return nil }
    let place =
      listing.isLeads
      ? page.leads.firstIndex { $0.row == row } : page.opportunities.firstIndex { $0.row == row }
    return place.map { $0 + page.request.offset }
  }

  /// Moves the selection and keeps it in view.
  mutating func select(_ index: Int, capacity: Int) {
    selected = max(0, min(index, total - 1))
    selectedRow = row(at: selected)
    top = Table.offset(top, showing: total == 0 ? nil : selected, rowCount: total, capacity: capacity)
  }

  /// Brings other rows into view; the selection stays on its row as long as that is in view.
  mutating func scroll(to top: Int, capacity: Int) {
    self.top = max(0, min(top, total - capacity))
    select(max(self.top, min(selected, self.top + capacity - 1)), capacity: capacity)
  }

  /// Marks the selected row, or takes its mark away.
  mutating func toggleMark() {
    guard let id = id(at: selected) else { return }
    if marks.remove(id) == nil { marks.insert(id) }
    marked += marks.contains(id) ? 1 : -1
  }

  /// True if the window held covers what is in view.
  func covers(capacity: Int) -> Bool {
    guard let page else { return false }
    let held = page.request.offset..<(page.request.offset + page.opportunities.count + page.leads.count)
    let wanted = top..<max(top, min(total, top + capacity))
    return wanted.isEmpty || (held.contains(wanted.lowerBound) && held.contains(wanted.upperBound - 1))
  }
}
