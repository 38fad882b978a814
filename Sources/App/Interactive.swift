import Cells
import Dashboard
import Domain
import Foundation
import NcursesTerminal
import Runtime
import Settings
import Synthesis
import World

/// Runs the dashboard on the real terminal.
enum Interactive {
  /// Ends the program with status 2 where there is no terminal to draw on.
  static func requireTerminal() throws {
    guard isatty(STDOUT_FILENO) == 1 else {
      Output.complain("dealtop needs a terminal to draw on; --once prints the overview, report and check print figures")
      Foundation.exit(2)
    }
  }

  /// Shows the plan's data until the user leaves.
  static func run(_ plan: Plan, screen: ScreenOptions) throws {
    let library = screen.library(plan.world)
    let notebook = try Notebook.open(path: plan.notebookPath)
    let state = notebook.screenState ?? ScreenState()
    let terminal = try NcursesTerminal(
      environment: plan.world.environment, options: screen.terminalOptions(plan.settings))
    let wake = terminal.wakeHandle
    let mailbox = Mailbox { wake.wake() }
    let chosen = screen.theme ?? state.theme ?? plan.settings.theme
    let model = startModel(plan, state, chosen: chosen, glyphs: terminal.suggestedGlyphs, library, terminal.size)
    let analyst = Analyst(
      mailbox: mailbox, rules: plan.settings.rules, query: model.query.query, present: plan.options.present)
    let feeder = Feeder(mailbox: mailbox, analyst: analyst, interval: plan.pollInterval) { plan.workspace() }
    let desk = Desk(
      folder: FileManager.default.currentDirectoryPath, storage: plan.storage, notebook: notebook, world: plan.world
    ) { library.load().themes }
    let runner = EffectRunner(mailbox: mailbox, analyst: analyst, feeder: feeder, desk: desk)
    if let problem = (plan.issues + [plan.storage.notice, notebook.notice].compactMap(\.self)).first {
      mailbox.post(.failed(problem))
    }
    let feeding = Task.detached { await feeder.run() }
    Program(
      terminal: terminal, mailbox: mailbox, world: plan.world, model: model,
      fallbackTheme: terminal.depth == .mono ? .monochrome : BuiltInTheme.theme, isMono: terminal.depth == .mono,
      perform: runner.perform
    ).run()
    feeding.cancel()
    runner.finish(within: 3)
    if let signal = terminal.endSignal { Foundation.exit(128 + signal) }
  }

  private static func startModel(
    _ plan: Plan, _ state: ScreenState, chosen: String?, glyphs: GlyphSet, _ library: ThemeLibrary, _ size: Size
  ) -> Model {
    var start = state
    start.theme = chosen ?? BuiltInTheme.theme.name
    start.periodDays = state.periodDays.flatMap { (1...36_500).contains($0) ? $0 : nil } ?? plan.settings.period?.length
    let theme = chosen.map { library.theme(named: $0).0 } ?? BuiltInTheme.theme
    var model = Model(
      size: size, now: plan.world.now(), state: start, themes: [theme], glyphs: glyphs)
    model.query.comparison = plan.settings.comparison ?? .previous
    return model
  }
}

extension ScreenOptions {
  /// Themes in the order in which they are looked for.
  func library(_ world: World) -> ThemeLibrary {
    ThemeLibrary(
      flag: themes, userFolder: SettingsLoader(environment: world.environment).userFolder,
      binary: Bundle.main.executablePath ?? CommandLine.arguments[0])
  }

  /// The glyphs the user insists on.
  var glyphSet: GlyphSet? { GlyphSet(rawValue: glyphs) }

  func terminalOptions(_ settings: Settings) -> TerminalOptions {
    let mode = TerminalOptions.ColorMode(rawValue: colors) ?? .auto
    let fromSettings = settings.colors.flatMap { TerminalOptions.ColorMode(rawValue: $0.rawValue) }
    return TerminalOptions(
      colorMode: mode == .auto ? fromSettings ?? .auto : mode, mouse: noMouse ? false : settings.mouse ?? true,
      glyphs: glyphSet ?? settings.glyphs)
  }
}

extension Plan {
  /// How often sources are looked at: often for the demo, whose hours are seconds.
  var pollInterval: Duration { options.isDemo ? .milliseconds(500) : .seconds(1) }
}
