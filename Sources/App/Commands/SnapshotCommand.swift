import ArgumentParser
import Cells
import Dashboard
import Domain
import Foundation

/// `dealtop snapshot`: any screen as text or as a picture.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Draw a screen without a terminal: as text, with escape sequences, as SVG or as a page of HTML.",
    discussion: """
      The screen is drawn by the code that draws it live, when nothing is being worked out any more. Files are read
      without keeping anything. With --as-of the clock stands at that instant: the same data gives the same bytes.

      --keys are pressed after the screen was opened: 'j' and 'rep:ann' mean themselves, <Enter>, <Tab>, <Down>, <Ctrl-P>
      stand in brackets.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var look: LookOptions
  @Option(help: "Screen to draw, such as overview, response, alerts, waiting, changes, list, opportunity, help.")
  var screen = "overview"
  @Option(help: "Columns and rows.")
  var size: ScreenSize = ScreenSize(width: 160, height: 48)
  @Option(help: "text, ansi, svg or html.")
  var format: PictureFormat = .text
  @Flag(help: "Draw with nothing but ASCII.")
  var ascii = false
  @Option(help: "Keys to press on the screen: '<Tab><Down><Enter>'.")
  var keys = ""
  @Option(name: .shortAndLong, help: "File to write to, instead of standard output.", completion: .file())
  var output: String?
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    try data.validate(paths: paths)
    _ = try wantedScreen()
    _ = try pressedKeys()
  }

  func run() throws {
    var look = look
    if ascii { look.glyphs = GlyphSet.ascii.rawValue }
    let session = try StillSession(paths: paths, data: data, look: look, size: size.size)
    let canvas = try session.drawn(try wantedScreen(), keys: try pressedKeys())
    try write(text(of: canvas, isDark: session.theme.isDark))
  }

  private func text(of canvas: Canvas, isDark: Bool) -> String {
    let title = "dealtop: \(screen)"
    let colors = PictureColors.usual(isDark: isDark)
    return switch format {
    case .text: canvas.text
    case .ansi: canvas.ansiText(look.pictureDepth)
    case .svg: canvas.svg(title: title, colors: colors)
    case .html: canvas.html(title: title, colors: colors)
    }
  }

  private func write(_ text: String) throws {
    guard let output else { return Output.document(text) }
    do { try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: output), options: .atomic) } catch {
      throw Complaint("cannot write \(output): check the path and its permissions")
    }
  }

  private func wantedScreen() throws -> ScreenName {
    if let found = ScreenName.named(screen, in: .standard) { return found }
    let names = ScreenName.all(.standard).map(\.name)
    let near = nearestName(to: screen, in: names).map { "did you mean \($0)?" }
    throw ValidationError(
      "--screen: there is no screen \(screen); \(near ?? "there are \(names.joined(separator: ", "))")")
  }

  private func pressedKeys() throws -> [Key] {
    do { return try KeyNotation.keys(keys) } catch {
      throw ValidationError(
        "--keys: there is no key <\(error.name)>\(error.near.map { "; did you mean <\($0)>?" } ?? "")")
    }
  }
}

/// What a screen is drawn as.
enum PictureFormat: String, ExpressibleByArgument, CaseIterable { case text, ansi, svg, html }
