import Cells
import Dashboard
import Foundation
import Settings
import TestKit
import Testing

@testable import Runtime

@Suite("Themes whose files change")
struct ThemeShelfTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: sandbox.path("mine.yaml"))) }

  private func shelf() -> ThemeShelf {
    ThemeShelf(ThemeLibrary(folders: [sandbox.path("")], isStrict: true), showing: BuiltInTheme.theme)
  }

  private func red(_ themes: [Theme]) -> Color? { themes.first { $0.name == "mine" }?[.critical].foreground }

  @Test("a theme that is broken stays as it was, and what is wrong is told once")
  func broken() throws {
    try write("styles: {text: white on black, critical: red}")
    let shelf = shelf()
    #expect(red(shelf.read().themes) == .ansi(1))
    try write("styles: {text: white on black, critical: rde}")
    let (themes, news) = shelf.read()
    #expect(red(themes) == .ansi(1))
    #expect(news.map(\.message) == ["unknown colour \"rde\""] && news.first?.hint == "did you mean red?")
    #expect(shelf.read().news.isEmpty)
    try write("styles: {text: white on black, critical: bright-red}")
    #expect(red(shelf.read().themes) == .ansi(9))
  }

  @Test("saving a file, and one that was not there, is told without being asked")
  func followed() async throws {
    let told = AsyncStream.makeStream(of: Void.self)
    let mailbox = Mailbox { told.continuation.yield() }
    let watch = try #require(shelf().follow(mailbox))
    try write("styles: {text: white on black, critical: red}")
    var found: Color?
    for await _ in told.stream {
      for case .themes(let themes) in mailbox.drain() { found = red(themes) ?? found }
      if found != nil { break }
    }
    #expect(found == .ansi(1))
    withExtendedLifetime(watch) {}
  }

  @Test("a folder that comes later is followed from then on")
  func laterFolder() async throws {
    let changed = AsyncStream.makeStream(of: Void.self)
    let folder = sandbox.path("later")
    let watch = try #require(FolderWatch([folder]) { changed.continuation.yield() })
    var events = changed.stream.makeAsyncIterator()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = await events.next()
    try Data("x".utf8).write(to: URL(filePath: folder + "/a.yaml"))
    _ = await events.next()
    withExtendedLifetime(watch) {}
  }
}
