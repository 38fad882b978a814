import Cells
import Domain

/// The line of goals on top of the overview.
enum OverviewGoals {
  static func draw(_ snapshot: Snapshot, _ row: Rect, _ look: Look, _ canvas: inout Canvas) {
    let title = Span(text: Words.goals, role: .title)
    let targets = snapshot.facts.rowsRead["targets"] ?? 0
    let words = targets == 0 ? Words.noGoals : [Words.targets(targets)]
    let inside = row.inset(1, 0)
    // The longest that fits: a hint cut in half says nothing.
    let fitting = words.first { TextWidth.of($0) + title.width + 2 <= inside.width } ?? ""
    RichLine([[title, .dim("  \(fitting)")]]).draw(in: inside, look, &canvas)
  }
}
