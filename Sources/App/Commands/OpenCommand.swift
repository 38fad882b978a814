import ArgumentParser
import Cells
import Dashboard
import Foundation
import Settings
import World

/// `dealtop open`: the dashboard over files, or over the store.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Show the dashboard of files, or of the store if no file is named.")

  @OptionGroup var data: DataOptions
  @OptionGroup var screen: ScreenOptions
  @Flag(help: "Print the overview as text and leave.")
  var once = false
  @Flag(help: "Plain lines instead of a screen, for screen readers: the figures, then all that is new.")
  var plain = false
  @Option(help: "Columns and rows for --once, as 160x44.")
  var size: ScreenSize = ScreenSize(width: 160, height: 44)
  @Flag(help: "Print what was detected in the files, and why.")
  var explain = false
  @Argument(help: "Folder or files of CSV exports.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    try data.validate(paths: paths)
    if explain, paths.isEmpty { throw ValidationError("--explain needs files: dealtop open --explain PATH") }
  }

  func run() throws {
    if explain { return Output.lines(try Wiring.explanation(paths: paths, data: data)) }
    if once { return try printOnce() }
    if plain { return try Interactive.runPlain(try Wiring.plan(paths: paths, data: data)) }
    try Interactive.requireTerminal()
    try Interactive.run(try Wiring.plan(paths: paths, data: data), screen: screen)
  }

  private func printOnce() throws {
    let plan = try Wiring.plan(paths: paths, data: data)
    let loaded = try Wiring.loaded(plan)
    let snapshot = Wiring.snapshot(plan, of: loaded, query: plan.query, learner: try Wiring.learner(plan, loaded))
    if plain { return Output.lines(PlainReport.lines(snapshot, as: plan.conventions)) }
    let name = screen.look.themeName ?? plan.settings.theme ?? BuiltInTheme.theme.name
    let glyphs = screen.look.glyphSet ?? plan.settings.glyphs ?? (plan.world.isUTF8 ? .braille : .ascii)
    let look = Look(theme: screen.look.library(plan.world).theme(named: name).0, glyphs: glyphs)
    var model = Model(
      size: size.size, now: snapshot.computedAt, state: ScreenState(period: snapshot.readings.query.period),
      glyphs: glyphs, conventions: plan.conventions)
    _ = update(&model, .snapshot(snapshot, request: nil))
    Output.document(view(model, look: look, size: size.size).text)
  }
}

/// Columns and rows as `160x44`.
struct ScreenSize: ExpressibleByArgument {
  var width: Int
  var height: Int

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, (1...1000).contains(parts[0]), (1...1000).contains(parts[1]) else { return nil }
    self.init(width: parts[0], height: parts[1])
  }

  var defaultValueDescription: String { "\(width)x\(height)" }
  var size: Size { Size(width: width, height: height) }
}
