import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct WaitingState: Sendable, Equatable {
  var list = ListState(listing: .waitingLeads, title: Words.waiting)

  /// The list before its rows are asked for.
  public init() {}
}

/// Unanswered leads, worst first: a list with a head that says how bad it is.
enum WaitingScreen: ScreenBehavior {
  static func title(_ state: WaitingState, _ model: Model) -> String { Words.waiting }

  static func commands(_ state: WaitingState, _ model: Model) -> [Command] { ListScreen.commands(state.list, model) }

  static func draw(_ state: WaitingState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let (right, short) = head(model)
    ListScreen.draw(state.list, model, rect, right: right, short: short, look, &canvas)
  }

  /// "3 206 late, 120 of them from the last 28 days   12 due in 30 min of work", and the same in fewer words.
  private static func head(_ model: Model) -> (right: RichLine.Segment, short: RichLine.Segment) {
    guard let waiting = model.snapshot?.readings.response.waiting, !waiting.rows.isEmpty else { return ([], []) }
    let late = Span(text: ListWords.late(waiting.late), role: waiting.late > 0 ? .breaching : .dim)
    let soon = Words.dueSoon(waiting.dueSoon)
    guard waiting.lateRecently < waiting.late else {
      return ([late, .dim("   \(ListWords.ofWork(soon))")], [late, .dim("  \(soon)")])
    }
    let recent = Numbers.whole(waiting.lateRecently)
    return (
      [late, .dim(", \(ListWords.recently(recent))   \(ListWords.ofWork(soon))")],
      [late, .dim(", \(ListWords.recentlyShort(recent))  \(soon)")]
    )
  }

  static func appear(_ state: inout WaitingState, _ model: inout Model) -> [Effect] {
    ListScreen.appear(&state.list, &model)
  }

  static func perform(_ command: Command, _ state: inout WaitingState, _ model: inout Model) -> [Effect] {
    ListScreen.perform(command, &state.list, &model)
  }

  static func receive(_ message: Message, _ state: inout WaitingState, _ model: inout Model) -> [Effect] {
    ListScreen.receive(message, &state.list, &model)
  }

  static func stepBack(_ state: inout WaitingState, _ model: inout Model) -> [Effect]? {
    ListScreen.stepBack(&state.list, &model)
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout WaitingState, _ model: inout Model
  ) -> [Effect] {
    ListScreen.mouse(event, in: rect, &state.list, &model)
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout WaitingState, _ model: inout Model
  ) -> [Effect] {
    ListScreen.typed(prompt, isFinal: isFinal, &state.list, &model)
  }
}
