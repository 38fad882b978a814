import Cells

/// The registry of all keys.
public struct KeyMap: Sendable, Equatable {
  /// In the order of the help screen.
  public private(set) var bindings: [Binding]
  private var byKey: [Key: Int] = [:]
  private var byCommand: [Command: Int] = [:]

  /// A registry of these; where two claim one key the first has it (and a test fails).
  public init(bindings: [Binding]) {
    self.bindings = bindings
    for (index, binding) in bindings.enumerated() {
      byCommand[binding.id] = byCommand[binding.id] ?? index
      for key in binding.keys { byKey[key] = byKey[key] ?? index }
    }
  }

  /// The keys of the program as shipped.
  public static let standard = KeyMap(
    bindings: moveBindings + findBindings + timeBindings + screenBindings + actBindings + programBindings)

  /// What a key means.
  public func binding(for key: Key) -> Binding? { byKey[key].map { bindings[$0] } }

  /// How a command is reached.
  public func binding(of command: Command) -> Binding? { byCommand[command].map { bindings[$0] } }

  /// The name of a command's first key, "Enter" or "Ctrl-P"; empty if it has none.
  public func keyName(of command: Command) -> String { binding(of: command)?.keys.first?.name ?? "" }

  /// Two maps are equal if the same keys lead to the same commands.
  public static func == (left: KeyMap, right: KeyMap) -> Bool {
    left.bindings.map(\.id) == right.bindings.map(\.id) && left.bindings.map(\.keys) == right.bindings.map(\.keys)
  }
}

extension Key {
  /// As the screens write it.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    }
  }
}
