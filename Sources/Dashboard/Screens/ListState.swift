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
  /// Index of the selected row in the whole list, and its row in the data, which stays selected when rows move.
  var selected = 0
  var selectedRow: Int32?
  /// First row in view.
  var top = 0
  /// The last answer.
  var page: Page?
  /// The question whose answer is awaited.
  var request: Int?
  /// The question for all rows, asked for an export.
  var exportRequest: Int?
  /// Rows in view where the list is only a part of the screen.
  var visibleRows: Int?

  /// A list before its rows are asked for.
  public init(listing: Listing, title: String) {
    self.listing = listing
    self.title = title
  }

  var total: Int { page?.total ?? 0 }

  /// The row in the data that stands at an index of the list; nil outside the window held.
  func row(at index: Int) -> Int32? { opportunity(at: index)?.row ?? lead(at: index)?.row }

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

  /// True if the window held covers what is in view.
  func covers(capacity: Int) -> Bool {
    guard let page else { return false }
    let held = page.request.offset..<(page.request.offset + page.opportunities.count + page.leads.count)
    let wanted = top..<max(top, min(total, top + capacity))
    return wanted.isEmpty || (held.contains(wanted.lowerBound) && held.contains(wanted.upperBound - 1))
  }
}
