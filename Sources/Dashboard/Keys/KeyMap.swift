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

  /// The same keys, but for those of one command. Nothing changes where another command has one of them.
  /// - Returns: that key and the command that has it, or nil if the keys are taken over.
  public mutating func rebind(_ command: Command, to keys: [Key]) -> (key: Key, owner: Command)? {
    for key in keys {
      if let owner = binding(for: key)?.id, owner != command { return (key, owner) }
    }
    var changed = bindings
    for index in changed.indices where changed[index].id == command { changed[index].keys = keys }
    self = KeyMap(bindings: changed)
    return nil
  }

  /// Two maps are equal if the same keys lead to the same commands.
  public static func == (left: KeyMap, right: KeyMap) -> Bool {
    left.bindings.map(\.id) == right.bindings.map(\.id) && left.bindings.map(\.keys) == right.bindings.map(\.keys)
  }
}
