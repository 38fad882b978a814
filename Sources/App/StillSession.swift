import Cells
import Dashboard
import Domain
import Runtime
import Settings

/// The dashboard for a picture: figures are loaded, alerts stand as they do now, nobody watches.
struct StillSession {
  private let plan: Plan
  private let loaded: Loaded
  private let alerts: AlertDesk?
  private let notebook: Notebook
  private let library: ThemeLibrary
  /// The theme asked for, else that of the settings.
  let theme: Theme
  private let glyphs: GlyphSet
  private let depth: ColorDepth
  private let size: Size

  /// Reads files without keeping anything, or the store. The clock stands still: at `--as-of` if that is an instant.
  init(paths: [String], data: DataOptions, look: LookOptions, size: Size) throws {
    var data = data
    data.ephemeral = !paths.isEmpty && data.store == nil
    var plan = try Wiring.plan(paths: paths, data: data)
    let clock = if case .at(let instant) = plan.options.asOf { instant } else { plan.world.now() }
    plan.world.now = { clock }
    plan.options.present = { clock }
    library = look.library(plan.world)
    let name = look.themeName ?? plan.settings.theme ?? BuiltInTheme.theme.name
    let (theme, issues) = library.theme(named: name)
    guard theme.name.lowercased() == name.lowercased() else { throw Complaint(issues.first?.description ?? name) }
    for issue in issues { Output.complain(issue.description) }
    loaded = try Wiring.loaded(plan)
    notebook = try Notebook.open(path: plan.notebookPath)
    alerts = Wiring.alertMemory(plan, notebook).map { AlertDesk($0) }
    do { try alerts?.catchUp(AlertJob(loaded, rules: plan.settings.rules, now: clock)) } catch {
      Output.complain(ErrorText.line(error))
    }
    (self.plan, self.theme, self.size) = (plan, theme, size)
    (glyphs, depth) = (look.glyphSet ?? .braille, look.pictureDepth)
  }

  /// A screen after some keys were pressed on it.
  func drawn(_ screen: ScreenName, keys: [Key]) throws -> Canvas {
    let result = Waiting.forResult { () -> Canvas? in
      var still = await start()
      guard await still.open(screen) else { return nil }
      for key in keys { await still.press(key) }
      return still.drawn(fallback: theme, depth: depth)
    }
    guard let result = result ?? nil else {
      throw Complaint("the screen \(screen.name) has nothing to show: there is no such row")
    }
    return result
  }

  /// The overview with its figures.
  private func start() async -> Still {
    let mailbox = Mailbox {}
    let model = plan.startModel(ScreenState(), theme: theme, glyphs: glyphs, size)
    let analyst = Analyst(
      mailbox: mailbox, rules: plan.settings.rules, query: model.query.query, since: model.changesSince, alerts: alerts,
      present: plan.options.present)
    let desk = Desk(folder: ".", storage: plan.storage, notebook: notebook, world: plan.world) {
      [library] in library.load().themes
    }
    await analyst.take(loaded)
    var still = Still(
      model: model, mailbox: mailbox, answering: Answering(analyst: analyst, desk: desk, mailbox: mailbox))
    await still.settle()
    return still
  }
}

extension LookOptions {
  /// The colours of a picture, which has no terminal that could have fewer.
  var pictureDepth: ColorDepth {
    switch colorMode {
    case .auto, .truecolor: .direct
    case .indexed: .indexed
    case .sixteen: .sixteen
    case .mono: .mono
    }
  }
}
