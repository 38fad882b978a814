import Cells
import Dashboard
import Domain
import Testing
import World

@testable import Runtime

/// A terminal that gives prepared events, turn by turn, and writes down what is done to it.
private final class FakeTerminal: Terminal {
  var size = Size(width: 80, height: 24)
  var turns: [[TerminalEvent]]
  var log: [String] = []
  var shown: [Canvas] = []
  var titles: [String] = []

  init(_ turns: [TerminalEvent]...) { self.turns = turns }

  /// When everything prepared has happened the terminal is closed, so that no test runs for ever.
  func wait(milliseconds: Int?) -> [TerminalEvent] {
    log.append("wait")
    return turns.isEmpty ? [.hangUp] : turns.removeFirst()
  }

  func present(_ canvas: Canvas) {
    log.append("draw")
    shown.append(canvas)
  }

  func invalidate() { log.append("invalidate") }
  func suspend() { log.append("suspend") }
  func setMouse(_ on: Bool) { log.append("mouse \(on)") }
  var takesCopies = true
  func copy(_ text: String) -> Bool {
    log.append("copy")
    return takesCopies
  }
  func setTitle(_ text: String) { titles.append(text) }
  func announce(_ text: String) { log.append("announce \(text)") }
  func close() { log.append("close") }
}

@Suite("The loop")
struct ProgramTests {
  private let mailbox = Mailbox {}
  private let effects = Box<[Effect]>([])

  private func run(_ terminal: FakeTerminal) {
    let model = Model(size: terminal.size, now: noon)
    let effects = effects
    Program(
      terminal: terminal, mailbox: mailbox, world: world(), model: model, fallbackTheme: .monochrome, depth: .mono
    ) { effects.value.append($0) }.run()
  }

  @Test("q leaves: the state is kept, the terminal restored, nothing drawn any more")
  func quit() {
    let terminal = FakeTerminal([.key(.character("q"))], [.key(.character("x"))])
    run(terminal)
    #expect(terminal.log == ["draw", "wait", "close"])
    #expect(effects.value.contains { if case .saveState = $0 { true } else { false } })
  }

  @Test("a hang-up restores the terminal and keeps the state too")
  func hangUp() {
    let terminal = FakeTerminal([.hangUp])
    run(terminal)
    #expect(terminal.log == ["draw", "wait", "close"])
    #expect(effects.value.contains { if case .saveState = $0 { true } else { false } })
  }

  @Test("however much happens in a turn, the screen is drawn once")
  func coalesces() {
    for number in 1...50 { mailbox.post(.told("message \(number)")) }
    let terminal = FakeTerminal(
      [.resized(Size(width: 70, height: 20)), .woken, .key(.down), .key(.up)], [.key(.character("q"))])
    run(terminal)
    #expect(terminal.log == ["draw", "wait", "draw", "wait", "close"])
    #expect(terminal.shown.last?.text.contains("message 50") == true)
    #expect(mailbox.drain().isEmpty)
  }

  @Test("the title of the window is set when it changes")
  func title() {
    let terminal = FakeTerminal([.key(.down)], [.key(.up)], [.key(.character("q"))])
    run(terminal)
    #expect(terminal.titles == ["dealtop"])
  }

  @Test("redrawing forgets what is on the glass before it draws")
  func redraw() throws {
    let terminal = FakeTerminal([.redraw], [.key(.character("q"))])
    run(terminal)
    let drawn = try #require(terminal.log.lastIndex(of: "draw"))
    let forgotten = try #require(terminal.log.firstIndex(of: "invalidate"))
    #expect(forgotten < drawn)
    #expect(effects.value.allSatisfy { $0 != .redraw }, "the loop does it itself")
  }

  @Test("what is not the terminal's is given to others to do")
  func others() {
    let terminal = FakeTerminal([.key(.function(5))], [.key(.character("q"))])
    run(terminal)
    #expect(effects.value.contains(.refreshSources))
  }

  @Test("what the terminal cannot take to its clipboard is written to a file")
  func copiesToAFile() throws {
    for takes in [true, false] {
      let terminal = FakeTerminal([.woken], [.key(.character("y"))], [.key(.character("q"))])
      terminal.takesCopies = takes
      effects.value = []
      mailbox.post(
        .snapshot(
          SnapshotBuilder.snapshot(of: try loaded(threeDeals), query: Query(asOf: noon), rules: [], present: noon),
          request: nil))
      run(terminal)
      let files = effects.value.filter { if case .export("dealtop-copied.txt", _, _) = $0 { true } else { false } }
      #expect(files.count == (takes ? 0 : 1))
    }
  }

  @Test("nothing that comes with the last key is lost to a crash: later events of the turn are dropped")
  func afterTheEnd() {
    let terminal = FakeTerminal([.key(.character("q")), .key(.function(5)), .resized(Size(width: 1, height: 1))])
    run(terminal)
    #expect(terminal.log.last == "close" && !effects.value.contains(.refreshSources))
  }
}
