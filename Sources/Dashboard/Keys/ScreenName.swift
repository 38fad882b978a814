import Cells
import Domain
import MetricEngine

/// A screen that can be asked for by name, and the commands that lead to it from the overview. What a key opens has a
/// name by itself.
public struct ScreenName: Sendable, Equatable {
  /// As the user writes it.
  public let name: String
  /// Other words for it.
  public let aliases: [String]
  /// One after another; each waits for what the one before it asked for.
  public let commands: [Command]
  /// Screens that lie on the stack when it is there.
  let depth: Int
  /// True for the sheet of a rep, to which ways of different length lead: commands left over are not wanted there.
  private(set) var isRep = false

  /// All screens that there are.
  public static func all(_ keyMap: KeyMap) -> [ScreenName] {
    let opened = keyMap.bindings.filter { binding in
      binding.section == .screens && binding.place == .anywhere && !lines.contains(binding.id)
    }
    return [ScreenName(name: "overview", aliases: [], commands: [], depth: 1)] + panels
      + opened.map { ScreenName(name: $0.id.rawValue, aliases: [$0.short], commands: [$0.id], depth: 2) } + deeper
  }

  /// What opens a line to type in, and no screen.
  private static let lines: Set<Command> = [.palette, .views]

  /// The screen of a name, ignoring case, spaces and hyphens.
  public static func named(_ text: String, in keyMap: KeyMap) -> ScreenName? {
    all(keyMap).first { screen in ([screen.name] + screen.aliases).contains { plain($0) == plain(text) } }
  }

  /// The screen on top is the one that was asked for, or the line it is chosen with; false where there was nothing to
  /// open.
  public func isShown(by model: Model) -> Bool {
    isRep ? isReached(by: model) : model.stack.count >= depth || model.prompt != nil
  }

  /// True where the way to it ends before its commands do.
  public func isReached(by model: Model) -> Bool {
    guard isRep, case .rep = model.screen else { return false }
    return true
  }

  private static var panels: [ScreenName] {
    let select: [Command] = [.panel1, .panel2, .panel3, .panel4, .panel5]
    return zip(MetricID.allCases, select).map { metric, command in
      // The first selects a panel, the second opens it.
      ScreenName(
        name: Words.shortTitle(metric).lowercased(), aliases: [Words.title(metric), "panel\(metric.number)"],
        commands: [command, command], depth: 2)
    }
  }

  /// What is opened from a list.
  private static let deeper = [
    ScreenName(name: "list", aliases: [], commands: [.opportunities], depth: 2),
    ScreenName(name: "opportunity", aliases: ["deal"], commands: [.opportunities, .open], depth: 3),
    ScreenName(name: "lead", aliases: [], commands: [.waiting, .open], depth: 3),
    ScreenName(name: "claim", aliases: [], commands: [.claims, .open], depth: 3),
    ScreenName(name: "columns", aliases: [], commands: [.opportunities, .columns], depth: 3),
    // Region, manager, team and rep, as far as the data tells them apart.
    ScreenName(
      name: "rep", aliases: [PeopleWords.sheet], commands: [.whose, .open, .open, .open, .open], depth: 3, isRep: true),
  ]

  private static func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
}
