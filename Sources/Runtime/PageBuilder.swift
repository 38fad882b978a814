import Dashboard
import Domain
import MetricEngine

/// Makes the visible rows of a list: order and search over row numbers, text only for what is asked. Remembers the order
/// of the list last asked for, so that scrolling through a million rows does not sort them again.
struct PageBuilder {
  private struct Order {
    var request: PageRequest
    var query: Query
    var generation: Int
    var rows: [Int32]
    /// The marks asked for last, and how many rows have one.
    var marks: Set<String> = []
    var marked = 0
  }

  private var last: Order?

  /// - Parameters:
  ///   - query: that of the request with its instant and windows known.
  ///   - generation: grows with every change of the rows.
  mutating func page(_ request: PageRequest, _ engine: Engine, _ query: Query, generation: Int) -> Page {
    var whole = request
    (whole.offset, whole.limit, whole.only, whole.marks) = (0, .max, [], [])
    if last?.request != whole || last?.query != query || last?.generation != generation {
      let rows = Self.ordered(request, engine, query)
      last = Order(request: whole, query: query, generation: generation, rows: rows)
    }
    countMarks(request, engine)
    let rows = last?.rows ?? []
    var page = Self.page(
      request, of: request.only.isEmpty ? rows : Self.named(request.only, rows, request, engine), engine, query)
    page.marked = last?.marked ?? 0
    return page
  }

  /// Counts them anew where others are asked for, or in other rows.
  private mutating func countMarks(_ request: PageRequest, _ engine: Engine) {
    guard let rows = last?.rows, last?.marks != request.marks else { return }
    last?.marks = request.marks
    last?.marked = request.marks.isEmpty ? 0 : Self.named(request.marks, rows, request, engine).count
  }

  /// Those of the rows that are named one by one. Compares bytes: a million names are not to be made into strings.
  private static func named(
    _ names: Set<String>, _ rows: [Int32], _ request: PageRequest, _ engine: Engine
  ) -> [Int32] {
    let ids = request.listing.isLeads ? engine.dataset.leads.ids : engine.dataset.opportunities.ids
    let index = KeyIndex(TextColumn(names))
    return withExtendedLifetime(index) {
      ids.bytes.withUnsafeBufferPointer { bytes in
        rows.filter { index.table.row(of: UnsafeBufferPointer(rebasing: bytes[ids.range(Int($0))])) >= 0 }
      }
    }
  }

  private static func page(_ request: PageRequest, of rows: [Int32], _ engine: Engine, _ query: Query) -> Page {
    let first = min(max(0, request.offset), rows.count)
    let end = request.limit < rows.count - first ? first + max(0, request.limit) : rows.count
    let visible = rows[first..<end]
    let isLeads = request.listing.isLeads
    var answered = request
    answered.offset = first
    return Page(
      request: answered, total: rows.count,
      money: isLeads ? MoneyByCurrency() : engine.money(rows),
      opportunities: isLeads ? [] : opportunities(visible, request.listing, engine, query),
      leads: isLeads ? visible.map { engine.leadRow($0, query, reason: request.listing) } : [])
  }

  private static func opportunities(
    _ rows: ArraySlice<Int32>, _ listing: Listing, _ engine: Engine, _ query: Query
  ) -> [OpportunityRow] {
    guard case .changed(let kind, let since) = listing else {
      return rows.map { engine.opportunityRow($0, query, reason: listing) }
    }
    let changes = engine.changedRows(kind, since: since, query).map { ($0.row, $0) }
    let byRow = Dictionary(changes) { first, _ in first }
    return rows.map { engine.opportunityRow(byRow[$0] ?? ChangeRow(row: $0), query) }
  }

  private static func ordered(_ request: PageRequest, _ engine: Engine, _ query: Query) -> [Int32] {
    var rows = engine.rows(request.listing, query)
    if !request.search.isEmpty {
      let filter = FilterParser.parse(request.search, attributes: engine.dataset.attributeNames).filter
      rows = engine.narrowed(rows, request.listing, by: filter, query)
    }
    if let column = request.sort {
      rows = engine.sorted(rows, request.listing, by: column, descending: request.descending, query)
    } else if request.descending {
      rows.reverse()
    }
    return rows
  }
}
