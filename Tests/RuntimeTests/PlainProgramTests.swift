import Cells
import Dashboard
import Domain
import Testing

@testable import Runtime

@Suite("The dashboard in plain lines")
struct PlainProgramTests {
  private let mailbox = Mailbox {}
  private let said = Box<[String]>([])
  private let effects = Box<[Effect]>([])

  /// Runs turn by turn what comes; when all has come the user leaves, so that no test runs for ever.
  private func run(_ turns: [Message]...) {
    var left = turns + [[.event(.key(.character("q")))]]
    let (mailbox, said, effects) = (mailbox, said, effects)
    PlainProgram(
      mailbox: mailbox, world: world(), model: Model(size: Size(width: 80, height: 24), now: noon),
      wait: { for message in left.removeFirst() { mailbox.post(message) } }, perform: { effects.value.append($0) },
      say: { said.value += $0 }
    ).run()
  }

  private func figures() throws -> Message {
    let snapshot = try SnapshotBuilder.snapshot(
      of: loaded(threeDeals), query: Query(asOf: noon), rules: [], present: noon)
    return .snapshot(snapshot, request: nil)
  }

  @Test("the first figures are said once, later ones only when asked for with an empty line")
  func figuresOnce() throws {
    let message = try figures()
    run([message], [message], [message])
    let once = said.value
    #expect(once.first?.contains("28 d") == true && once.contains { $0.contains("Lead response") })
    said.value = []
    run([message], [.event(.key(.enter))])
    #expect(said.value == once + once)
  }

  @Test("a failure is said when it comes, and once")
  func failure() throws {
    let message = try figures()
    run([message], [.failed("leads.csv cannot be read")], [])
    #expect(said.value.filter { $0 == "leads.csv cannot be read" }.count == 1)
  }

  @Test("asked before there are any, it says so")
  func nothingYet() {
    run([.event(.key(.enter))])
    #expect(said.value == ["no figures yet"])
  }

  @Test("leaving keeps the state of the screen")
  func leaving() {
    run([])
    #expect(effects.value.contains { if case .saveState = $0 { true } else { false } })
  }
}
