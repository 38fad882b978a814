import Cells
import MetricEngine

/// Leads from the cases of ``Screen`` to the code of each screen. A new screen adds a line to each switch.
extension Model {
  /// Runs `body` with the behaviour and the state of a screen; keeps the changed state if the screen is still there.
  private mutating func withScreen<Visitor: ScreenVisitor>(at index: Int, _ visitor: Visitor) -> Visitor.Answer {
    switch stack[index].screen {
    case .overview: visit(OverviewScreen.self, 0, at: index, { _ in .overview }, visitor)
    case .panel(let state): visit(PanelScreen.self, state, at: index, Screen.panel, visitor)
    case .list(let state): visit(ListScreen.self, state, at: index, Screen.list, visitor)
    case .opportunity(let state):
      visit(RecordScreen<OpportunityTimeline>.self, state, at: index, Screen.opportunity, visitor)
    case .lead(let state): visit(RecordScreen<LeadTimeline>.self, state, at: index, Screen.lead, visitor)
    case .waiting(let state): visit(WaitingScreen.self, state, at: index, Screen.waiting, visitor)
    case .changes(let state): visit(ChangesScreen.self, state, at: index, Screen.changes, visitor)
    case .explain(let state): visit(ExplainScreen.self, state, at: index, Screen.explain, visitor)
    case .alerts(let state): visit(AlertsScreen.self, state, at: index, Screen.alerts, visitor)
    case .sources(let state): visit(SourcesScreen.self, state, at: index, Screen.sources, visitor)
    case .themes(let state): visit(ThemePickerScreen.self, state, at: index, Screen.themes, visitor)
    case .help(let state): visit(HelpScreen.self, state, at: index, Screen.help, visitor)
    case .claims(let state): visit(ClaimsScreen.self, state, at: index, Screen.claims, visitor)
    case .claim(let state): visit(ClaimScreen.self, state, at: index, Screen.claim, visitor)
    case .limits(let state): visit(LimitsScreen.self, state, at: index, Screen.limits, visitor)
    case .whose(let state): visit(WhoseScreen.self, state, at: index, Screen.whose, visitor)
    case .columns(let state): visit(ColumnsScreen.self, state, at: index, Screen.columns, visitor)
    case .rep(let state): visit(RepScreen.self, state, at: index, Screen.rep, visitor)
    }
  }

  private mutating func visit<Behavior: ScreenBehavior, Visitor: ScreenVisitor>(
    _ type: Behavior.Type, _ state: Behavior.State, at index: Int, _ wrap: (Behavior.State) -> Screen,
    _ visitor: Visitor
  ) -> Visitor.Answer {
    let id = stack[index].id
    var changed = state
    let result = visitor.visit(type, &changed, &self)
    if changed != state, let place = stack.firstIndex(where: { $0.id == id }) { stack[place].screen = wrap(changed) }
    return result
  }

  private func look<Visitor: ScreenVisitor>(at index: Int, _ visitor: Visitor) -> Visitor.Answer {
    var copy = self
    return copy.withScreen(at: index, visitor)
  }

  /// Tells the screen on top that it is on top or that figures or size changed.
  mutating func appear() -> [Effect] { withScreen(at: stack.count - 1, Appear()) }

  /// Lets the screen on top do a command that it offers.
  mutating func sendToScreen(_ command: Command) -> [Effect] {
    guard offeredCommands.contains(command) else { return [] }
    return withScreen(at: stack.count - 1, Perform(command: command))
  }

  /// Goes back one step within the screen on top; nil if it has none.
  mutating func stepBackOnScreen() -> [Effect]? { withScreen(at: stack.count - 1, StepBack()) }

  /// Hands the text of a prompt to the screen on top.
  mutating func sendTyped(_ prompt: Prompt, isFinal: Bool) -> [Effect] {
    withScreen(at: stack.count - 1, Typed(prompt: prompt, isFinal: isFinal))
  }

  /// Offers an answer to all screens; each knows its own question.
  mutating func deliver(_ message: Message) -> [Effect] {
    var effects: [Effect] = []
    for id in stack.map(\.id) {
      guard let index = stack.firstIndex(where: { $0.id == id }) else { continue }
      effects += withScreen(at: index, Receive(message: message))
    }
    return effects
  }

  /// Hands a mouse event within `rect` to the screen on top.
  mutating func sendMouse(_ event: MouseEvent, in rect: Rect) -> [Effect] {
    withScreen(at: stack.count - 1, Click(event: event, rect: rect))
  }

  /// The commands of the screen on top, in the order of its footer.
  public var offeredCommands: [Command] { look(at: stack.count - 1, Offered()) }

  /// Names of the screens from the bottom to the top.
  var breadcrumb: [String] { stack.indices.map { look(at: $0, Title()) } }

  /// Draws the screen on top.
  func drawScreen(_ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    drawScreen(at: stack.count - 1, rect, look, &canvas)
  }

  /// Draws the screen that a box on top leaves to be seen.
  func drawScreenBelow(_ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    if stack.count > 1 { drawScreen(at: stack.count - 2, rect, look, &canvas) }
  }

  private func drawScreen(at index: Int, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    canvas = self.look(at: index, Draw(rect: rect, look: look, canvas: canvas))
  }
}

/// Something to do with any screen: one function over all behaviours.
private protocol ScreenVisitor {
  associatedtype Answer
  func visit<Behavior: ScreenBehavior>(_ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model)
    -> Answer
}

private struct Appear: ScreenVisitor {
  typealias Answer = [Effect]
  func visit<Behavior: ScreenBehavior>(
    _ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model
  ) -> [Effect] {
    Behavior.appear(&state, &model)
  }
}

private struct Perform: ScreenVisitor {
  typealias Answer = [Effect]
  let command: Command
  func visit<Behavior: ScreenBehavior>(
    _ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model
  ) -> [Effect] {
    Behavior.perform(command, &state, &model)
  }
}

private struct StepBack: ScreenVisitor {
  typealias Answer = [Effect]?
  func visit<Behavior: ScreenBehavior>(
    _ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model
  ) -> [Effect]? {
    Behavior.stepBack(&state, &model)
  }
}

private struct Typed: ScreenVisitor {
  typealias Answer = [Effect]
  let prompt: Prompt
  let isFinal: Bool
  func visit<Behavior: ScreenBehavior>(
    _ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model
  ) -> [Effect] {
    Behavior.typed(prompt, isFinal: isFinal, &state, &model)
  }
}

private struct Receive: ScreenVisitor {
  typealias Answer = [Effect]
  let message: Message
  func visit<Behavior: ScreenBehavior>(
    _ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model
  ) -> [Effect] {
    Behavior.receive(message, &state, &model)
  }
}

private struct Click: ScreenVisitor {
  typealias Answer = [Effect]
  let event: MouseEvent
  let rect: Rect
  func visit<Behavior: ScreenBehavior>(
    _ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model
  ) -> [Effect] {
    Behavior.mouse(event, in: rect, &state, &model)
  }
}

private struct Offered: ScreenVisitor {
  typealias Answer = [Command]
  func visit<Behavior: ScreenBehavior>(
    _ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model
  ) -> [Command] {
    Behavior.commands(state, model)
  }
}

private struct Title: ScreenVisitor {
  typealias Answer = String
  func visit<Behavior: ScreenBehavior>(
    _ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model
  ) -> String {
    Behavior.title(state, model)
  }
}

private struct Draw: ScreenVisitor {
  typealias Answer = Canvas
  let rect: Rect
  let look: Look
  let canvas: Canvas
  func visit<Behavior: ScreenBehavior>(
    _ type: Behavior.Type, _ state: inout Behavior.State, _ model: inout Model
  ) -> Canvas {
    var drawn = canvas
    Behavior.draw(state, model, rect, look, &drawn)
    return drawn
  }
}
