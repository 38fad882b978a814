import Cells
import Domain

/// What can lie on the stack of screens. Each case carries what its screen remembers.
public enum Screen: Sendable, Equatable {
  case overview
  case panel(PanelState)
  case list(ListState)
  case opportunity(OpportunityState)
  case lead(LeadState)
  case waiting(WaitingState)
  case changes(ChangesState)
  case explain(ExplainState)
  case alerts(AlertsState)
  case sources(SourcesState)
  case themes(ThemesState)
  case help(HelpState)
  case claims(ClaimsState)
  case claim(ClaimState)
  case limits(LimitsState)
  case whose(WhoseState)
  case rep(RepState)
  case columns(ColumnsState)
}

/// A screen with its place on the stack, so that a screen can be found again after others came and went.
public struct StackEntry: Sendable, Equatable, Identifiable {
  /// Unique on its stack.
  public let id: Int
  /// What is shown there.
  public var screen: Screen
}

/// How a screen draws and behaves. All functions are pure; what they want done outside they return as effects.
protocol ScreenBehavior {
  associatedtype State: Sendable, Equatable

  /// Its name in the breadcrumb.
  static func title(_ state: State, _ model: Model) -> String

  /// The commands it understands, in the order in which the footer shows them.
  static func commands(_ state: State, _ model: Model) -> [Command]

  /// Draws it into `rect`, the part between header and footer.
  static func draw(_ state: State, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas)

  /// Called when it comes on top and when new figures or another size arrived while it is on top:
  /// asks for what it needs, keeps the selection by id.
  static func appear(_ state: inout State, _ model: inout Model) -> [Effect]

  /// Does a command of ``commands(_:_:)``. May push screens; popping is done by the caller.
  static func perform(_ command: Command, _ state: inout State, _ model: inout Model) -> [Effect]

  /// One step back within the screen: a filter is dropped, a large chart becomes small again.
  /// - Returns: nil if there is no such step, and the screen is to be left.
  static func stepBack(_ state: inout State, _ model: inout Model) -> [Effect]?

  /// Takes an answer (`page`, `breakdown`, `opportunity`, `lead`); keeps it only if it answers its own last question.
  static func receive(_ message: Message, _ state: inout State, _ model: inout Model) -> [Effect]

  /// A press or a turn of the wheel within `rect`.
  static func mouse(_ event: MouseEvent, in rect: Rect, _ state: inout State, _ model: inout Model) -> [Effect]

  /// The text of a prompt it opened: at each key (`isFinal` false) and on Enter. Esc sends the text it began with.
  static func typed(_ prompt: Prompt, isFinal: Bool, _ state: inout State, _ model: inout Model) -> [Effect]
}

extension ScreenBehavior {
  static func commands(_ state: State, _ model: Model) -> [Command] { [] }
  static func appear(_ state: inout State, _ model: inout Model) -> [Effect] { [] }
  static func perform(_ command: Command, _ state: inout State, _ model: inout Model) -> [Effect] { [] }
  static func stepBack(_ state: inout State, _ model: inout Model) -> [Effect]? { nil }
  static func receive(_ message: Message, _ state: inout State, _ model: inout Model) -> [Effect] { [] }
  static func mouse(_ event: MouseEvent, in rect: Rect, _ state: inout State, _ model: inout Model) -> [Effect] { [] }
  static func typed(_ prompt: Prompt, isFinal: Bool, _ state: inout State, _ model: inout Model) -> [Effect] { [] }
}
