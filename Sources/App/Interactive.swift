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
      Output.complain("there is no terminal to draw on: --once prints the overview, report and check print figures")
      Foundation.exit(2)
    }
  }

  /// Shows the plan's data until the user leaves.
  static func run(_ plan: Plan, screen: ScreenOptions) throws {
    Heap.settle()
    let library = screen.look.library(plan.world)
    let notebook = try Notebook.open(path: plan.notebookPath)
    let state = notebook.screenState ?? ScreenState()
    let chosenTheme = screen.look.themeName ?? state.theme ?? plan.settings.theme
    let terminal = try openTerminal(plan, screen, asksBackground: chosenTheme == nil)
    let wake = terminal.wakeHandle
    let mailbox = Mailbox { wake.wake() }
    let (theme, themeIssues) = library.theme(named: chosenTheme ?? BuiltInTheme.theme.name)
    let shelf = ThemeShelf(library, showing: theme)
    var model = plan.startModel(state, theme: theme, glyphs: terminal.suggestedGlyphs, terminal.size)
    if chosenTheme == nil { model.display.followBackground() }
    let works = Works(plan, model, mailbox, notebook, complaints: themeIssues.map(\.description)) {
      shelf.read().themes
    }
    let following = shelf.follow(mailbox)
    withExtendedLifetime(following) {
      Program(
        terminal: terminal, mailbox: mailbox, world: plan.world, model: model, fallbackTheme: BuiltInTheme.theme,
        depth: terminal.depth, perform: works.perform
      ).run()
    }
    works.finish()
    if let signal = terminal.endSignal { Foundation.exit(128 + signal) }
  }

  /// Says the plan's data in plain lines until the user leaves.
  static func runPlain(_ plan: Plan) throws {
    Heap.settle()
    let notebook = try Notebook.open(path: plan.notebookPath)
    let posted = DispatchSemaphore(value: 0)
    let mailbox = Mailbox { posted.signal() }
    let state = notebook.screenState ?? ScreenState()
    var model = plan.startModel(state, theme: BuiltInTheme.theme, glyphs: .ascii, Size(width: 80, height: 24))
    // Nothing is drawn here; what was chosen for the screen stays chosen.
    model.display.chosenTheme = state.theme
    let works = Works(plan, model, mailbox, notebook, complaints: []) { [] }
    Thread.detachNewThread {
      while let line = readLine() { mailbox.post(.event(.key(line.first.map { .character($0) } ?? .enter))) }
    }
    PlainProgram(
      mailbox: mailbox, world: plan.world, model: model, wait: { _ = posted.wait(timeout: .now() + 1) },
      perform: works.perform, say: Output.lines
    ).run()
    works.finish()
  }

  private static func openTerminal(
    _ plan: Plan, _ screen: ScreenOptions, asksBackground: Bool
  ) throws -> NcursesTerminal {
    var options = screen.terminalOptions(plan.settings)
    options.asksBackground = asksBackground
    do {
      return try NcursesTerminal(environment: plan.world.environment, options: options)
    } catch {
      throw Complaint("\(error.summary): \(error.hint)")
    }
  }
}

extension DisplayState {
  /// Lets the terminal's background decide between the theme that is built in and its light companion.
  fileprivate mutating func followBackground() {
    ownTheme = BuiltInTheme.theme.name
    chosenTheme = nil
    byBackground = ThemePair(dark: BuiltInTheme.theme.name, light: BuiltInTheme.lightName)
  }
}

extension LookOptions {
  /// Themes in the order in which they are looked for.
  func library(_ world: World) -> ThemeLibrary {
    ThemeLibrary(
      flag: themes, userFolder: SettingsLoader(environment: world.environment).userFolder,
      binary: Bundle.main.executablePath ?? CommandLine.arguments[0],
      file: theme.flatMap { ThemeLibrary.isPath($0) ? $0 : nil }, isStrict: strictTheme)
  }

  /// The name of the theme asked for.
  var themeName: String? { theme.map { ThemeLibrary.isPath($0) ? ThemeLibrary.name(ofFile: $0) : $0 } }

  /// The glyphs the user insists on.
  var glyphSet: GlyphSet? { GlyphSet(rawValue: glyphs) }

  /// The colours the user insists on.
  var colorMode: TerminalOptions.ColorMode { TerminalOptions.ColorMode(rawValue: colors) ?? .auto }
}

extension ScreenOptions {
  func terminalOptions(_ settings: Settings) -> TerminalOptions {
    let fromSettings = settings.colors.flatMap { TerminalOptions.ColorMode(rawValue: $0.rawValue) }
    return TerminalOptions(
      colorMode: look.colorMode == .auto ? fromSettings ?? .auto : look.colorMode,
      mouse: noMouse ? false : settings.mouse ?? true, escDelay: escDelay, glyphs: look.glyphSet ?? settings.glyphs,
      notice: settings.terminalNotice.flatMap { TerminalNotice(rawValue: $0.rawValue) } ?? .off)
  }
}

extension Plan {
  /// How often sources are looked at: often for the demo, whose hours are seconds.
  var pollInterval: Duration { options.isDemo ? .milliseconds(500) : .seconds(1) }

  /// The screen as the settings want it, where the user chose nothing else.
  var usualScreen: ScreenState {
    ScreenState(theme: settings.theme, period: query.period)
  }

  /// The dashboard before its first figures.
  func startModel(_ state: ScreenState, theme: Theme, glyphs: GlyphSet, _ size: Size) -> Model {
    var start = state
    start.theme = theme.name
    // What is kept may be of any age and origin.
    let isSensible = state.period.map { (1...36_500).contains($0.length) } ?? false
    if !isSensible { start.period = usualScreen.period }
    var model = Model(
      size: size, now: world.now(), state: start, themes: [theme], glyphs: glyphs,
      keyMap: KeySettings.keyMap(settings.keys).keyMap, conventions: conventions)
    model.query.comparison = settings.comparison ?? .previous
    return model
  }
}
