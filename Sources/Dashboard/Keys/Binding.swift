import Cells

/// A key, what it means and what it does. The footer, the help screen and the palette are made of these.
public struct Binding: Sendable {
  /// Where the help screen lists it.
  public enum Section: Sendable, CaseIterable {
    case move, find, time, screens, act, program
  }

  /// Where it works.
  public enum Place: Sendable, Equatable {
    /// On every screen.
    case anywhere
    /// Where the screen on top lists its command.
    case offeredByScreen
  }

  /// All keys that lead to it; the first is shown.
  public var keys: [Key]
  /// What it means.
  public let id: Command
  /// One or two words for the footer.
  public let short: String
  /// One line for help and palette.
  public let help: String
  /// Where the help screen lists it.
  public let section: Section
  /// Where it works.
  public let place: Place
  /// Why it cannot be used now, as a line for the screen; nil if it can.
  public let disabledReason: @Sendable (Model) -> String?
  /// What it does.
  let act: @Sendable (inout Model) -> [Effect]

  init(
    _ id: Command, _ keys: [Key], in section: Section, place: Place = .offeredByScreen,
    disabled: @escaping @Sendable (Model) -> String? = { _ in nil },
    act: (@Sendable (inout Model) -> [Effect])? = nil
  ) {
    self.id = id
    self.keys = keys
    short = CommandWords.short(id)
    help = CommandWords.help(id)
    self.section = section
    self.place = place
    disabledReason = disabled
    self.act = act ?? { $0.sendToScreen(id) }
  }

  /// True if it does something on the screen on top.
  public func applies(to model: Model) -> Bool { place == .anywhere || model.offeredCommands.contains(id) }
}
