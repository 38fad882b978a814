import TestKit
import Testing

@Suite("Terminals of every kind", .serialized, .enabled(if: Stage.hasTerminal, Stage.why))
struct TerminalStories {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func aStormOfSizesEndsAsAFreshStart() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response")
    for (columns, rows) in [(40, 10), (200, 60), (1, 1), (300, 100), (20, 5), (80, 24), (97, 31), (120, 40)] {
      try app.resize(columns: columns, rows: rows)
    }
    let other = try Sandbox()
    let fresh = try Stage.open(other)
    try fresh.expect("5 Time to close")
    try app.expect("5 Time to close")
    try app.wait("the screen of a fresh start", #_sourceLocation) {
      try body(app) == body(fresh)
    }
  }

  /// The panels; header and footer tell times that differ.
  private func body(_ app: TmuxRobot) throws -> [String] { try app.lines().dropFirst().dropLast(3).map { $0 } }

  @Test func fortyByTenShowsAllFiveMetrics() throws {
    let app = try Stage.open(sandbox, columns: 40, rows: 10)
    for word in ["Response", "Qualified", "Process", "Activities", "Close"] { try app.expect(word) }
  }

  @Test func tooSmallSaysSo() throws {
    let app = try Stage.open(sandbox, columns: 30, rows: 6)
    try app.expect("40")
  }

  @Test func withoutColourThereIsNone() throws {
    let app = try Stage.open(sandbox, environment: ["NO_COLOR": "1"])
    try app.expect("1 Lead response")
    let colours = try app.styledScreen().matches(of: /\u{1b}\[[0-9;:]*(?:3[0-7]|38|4[0-7]|48|9[0-7]|10[0-7])[;:m]/)
    #expect(colours.isEmpty)
  }

  @Test func inACLocaleEverythingIsASCII() throws {
    let app = try Stage.open(sandbox, environment: ["LC_ALL": "C", "LANG": "C"])
    try app.expect("Lead response")
    let frame = try app.lines().joined().unicodeScalars.filter { (0x2500...0x28ff).contains($0.value) }
    #expect(frame.isEmpty)
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
  func itRunsAs(term: String) throws {
    let app = try Stage.open(sandbox, environment: ["TERM": term])
    try app.expect("Lead response").press("q")
    #expect(try app.expectEnd() == 0)
  }
}
