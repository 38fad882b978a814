import Cells
import MetricEngine

/// The line above a list: how many, how much money, which search.
enum ListSummary {
  static func draw(_ state: ListState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let page = state.page else {
      canvas.put("reading", x: rect.x + 1, y: rect.y, style: look[.dim])
      return
    }
    let count = state.listing.isLeads ? Counted.leads(page.total) : Counted.deals(page.total)
    var x = rect.x + 1
    x += canvas.put(count, x: x, y: rect.y, style: look[.strong])
    if let money = MoneyText.short(page.money) {
      x += canvas.put("   \(money)", x: x, y: rect.y, style: look[.text])
    }
    x += canvas.put("   \(order(state))", x: x, y: rect.y, style: look[.dim], width: rect.maxX - x)
    guard !state.search.isEmpty, x < rect.maxX else { return }
    x += canvas.put("   only ", x: x, y: rect.y, style: look[.dim], width: rect.maxX - x)
    canvas.put(state.search, x: x, y: rect.y, style: look[.match], width: max(0, rect.maxX - x))
  }

  private static func order(_ state: ListState) -> String {
    guard let sort = state.sort, let column = ListColumns.columns(state.listing).first(where: { $0.id == sort }) else {
      return ownOrder(state.listing)
    }
    return "by \(column.title)\(state.descending ? ", greatest first" : "")"
  }

  /// The order that the listing comes in.
  static func ownOrder(_ listing: Listing) -> String {
    switch listing {
    case .waitingLeads: "most overdue first"
    case .lateLeads: "slowest first"
    case .qualifiedLeads, .allLeads, .gaveUp, .won, .allOpportunities: "newest first"
    case .offProcess, .skipped, .quiet, .underFloor, .withoutNextStep: "most money first"
    case .inStage, .stuck: "longest first"
    case .old: "oldest first"
    case .leads, .opportunities: "worst first"
    }
  }
}
