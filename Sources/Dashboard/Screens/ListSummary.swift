import Cells
import MetricEngine

/// The line above a list: how many, how much money, which search, in which order.
enum ListSummary {
  /// - Parameters:
  ///   - isKnown: false where the data cannot tell how many.
  ///   - right: what a screen adds at the right end.
  ///   - short: the same in fewer words, where there is no room for that.
  static func draw(
    _ state: ListState, _ rect: Rect, isKnown: Bool = true, right: RichLine.Segment = [],
    short: RichLine.Segment = [], _ look: Look, _ canvas: inout Canvas
  ) {
    let inner = Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: 1)
    let line = isKnown ? line(state, right: right, short: short) : RichLine([[.strong(Numbers.nothing)]])
    line.draw(in: inner, look, &canvas)
  }

  static func line(_ state: ListState, right: RichLine.Segment = [], short: RichLine.Segment = []) -> RichLine {
    guard let page = state.page else { return RichLine([[.dim(Words.reading)]]) }
    let count = state.listing.isLeads ? Counted.leads(page.total) : Counted.deals(page.total)
    let marks = state.marked == 0 ? nil : [Span(text: Words.marked(state.marked), role: .mark)]
    let search = state.search.isEmpty ? nil : [Span.dim(Words.only("")), Span(text: state.search, role: .match)]
    return RichLine(
      [[.strong(count)], marks, search, MoneyText.short(page.money).map { [.plain($0)] }, [.dim(order(state))]],
      right: right,
      shortRight: short)
  }

  private static func order(_ state: ListState) -> String {
    guard let sort = state.sort, let column = ListColumns.all(state.listing).first(where: { $0.id == sort }) else {
      return ListWords.ownOrder(state.listing) + (state.descending ? ListWords.reversed : "")
    }
    return ListWords.by(column.title, ListColumns.order(sort, descending: state.descending, state.listing))
  }
}
