import Cells
import Dashboard
import Domain
import Testing

@testable import Runtime

@Suite("The dashboard without a terminal")
struct StillTests {
  private let mailbox = Mailbox {}

  private func still() async throws -> Still {
    let storage = try Storage.inMemory()
    let analyst = Analyst(mailbox: mailbox, rules: [], query: Query(asOf: .never), present: { noon })
    let desk = Desk(
      folder: "/nowhere", storage: storage, notebook: try Notebook.open(path: nil), world: world(), themes: { [] })
    await analyst.take(try loaded(threeDeals))
    var still = Still(
      model: Model(size: Size(width: 100, height: 30), now: noon), mailbox: mailbox,
      answering: Answering(analyst: analyst, desk: desk, mailbox: mailbox))
    await still.settle()
    return still
  }

  private func screen(_ name: String) throws -> ScreenName { try #require(ScreenName.named(name, in: .standard)) }

  @Test("figures and rows are there when it is drawn")
  func rows() async throws {
    var still = try await still()
    let isOpen = await still.open(try screen("list"))
    #expect(isOpen)
    let text = still.drawn(fallback: .monochrome, depth: .mono).text
    #expect(text.contains("Deal O1") && text.contains("Deal O3"))
  }

  @Test("a screen that needs a row is opened by its keys, and drawing it twice gives the same")
  func record() async throws {
    var still = try await still()
    let isOpen = await still.open(try screen("opportunity"))
    #expect(isOpen)
    let canvas = still.drawn(fallback: .monochrome, depth: .mono)
    #expect(canvas.text.contains("Deal O"))
    #expect(canvas == still.drawn(fallback: .monochrome, depth: .mono))
  }

  @Test("a screen of which there is no row says so")
  func noRow() async throws {
    var still = try await still()
    let isOpen = await still.open(try screen("lead"))
    #expect(!isOpen)
  }

  @Test("what would change something outside is left undone")
  func harmless() async throws {
    var still = try await still()
    _ = await still.open(try screen("opportunity"))
    for key in try KeyNotation.keys("Nremember this<Enter>ye") { await still.press(key) }
    #expect(still.model.failure == nil)
  }
}
