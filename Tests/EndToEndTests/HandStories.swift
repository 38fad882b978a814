import Foundation
import TestKit
import Testing

@Suite("Mouse and keys in a terminal", .serialized, .enabled(if: Stage.hasTerminal, Stage.why))
struct HandStories {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// All opportunities in a list, from A to Z.
  private func list() throws -> TmuxRobot {
    let app = try Stage.open(sandbox)
    try app.expect("5 Time to close").press("o").expect("newest first").press("s").expect("by opportunity, A to Z")
    try app.wait("the rows in their order", #_sourceLocation) { try rows(app).first?.hasPrefix(" Alder") == true }
    return app
  }

  /// The rows of a list by what they begin with: columns become as wide as what is in view needs.
  private func rows(_ app: TmuxRobot) throws -> [String] {
    let lines = try app.lines()
    guard let head = lines.firstIndex(where: { $0.contains("touches why") }) else { return [] }
    return lines.dropFirst(head + 1).dropLast(3).map { String($0.prefix(21)) }
  }

  @Test func theWheelScrollsTheListUnderIt() throws {
    let app = try list()
    let before = try rows(app)
    try app.mouse(.wheelDown, x: 20, y: 20)
    try app.wait("a list three rows further", #_sourceLocation) { try rows(app).first == before[3] }
    try app.mouse(.wheelUp, x: 20, y: 20)
    try app.wait("the first rows again", #_sourceLocation) { try rows(app) == before }
  }

  @Test func theBarIsDraggedToTheEnd() throws {
    let app = try list()
    let first = try rows(app)
    try app.press("End")
    try app.wait("the end of the list", #_sourceLocation) { try rows(app).first != first.first }
    let end = try rows(app)
    try app.press("Home")
    try app.wait("the beginning of the list", #_sourceLocation) { try rows(app) == first }
    let lines = try app.lines()
    let top = try #require(lines.firstIndex { $0.contains("touches why") }) + 1
    let bar = try #require(
      lines[top].lastIndex(of: "█").map { lines[top].distance(from: lines[top].startIndex, to: $0) })
    try app.mouse(.press, x: bar, y: top).mouse(.drag, x: bar - 40, y: 25).mouse(.drag, x: bar, y: 39)
    try app.wait("the end of the list", #_sourceLocation) { try rows(app) == end }
    try app.mouse(.release, x: bar, y: 39).mouse(.drag, x: bar, y: top).mouse(.wheelUp, x: 20, y: 20)
    try app.wait("three rows further up only", #_sourceLocation) { try rows(app).dropFirst(3) == end.dropLast(3) }
  }

  @Test func aClickOnATitleSorts() throws {
    let app = try list()
    let lines = try app.lines()
    let head = try #require(lines.firstIndex { $0.contains("touches why") })
    let range = try #require(lines[head].range(of: "amount"))
    let column = lines[head].distance(from: lines[head].startIndex, to: range.lowerBound)
    try app.mouse(.press, x: column, y: head).mouse(.release, x: column, y: head).expectLine("deals", "by amount")
    let order = try app.lines()[head - 1]
    try app.mouse(.press, x: column, y: head)
    try app.wait("the other way round", #_sourceLocation) {
      let now = try app.lines()[head - 1]
      return now.contains("by amount") && now != order
    }
  }

  @Test func aKeyGivesTheMouseBack() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response")
    #expect(try app.isMouseTaken)
    try app.press("F2")
    try app.wait("a terminal with its own mouse", #_sourceLocation) { try !app.isMouseTaken }
    try app.press("F2")
    try app.wait("a terminal that tells of its mouse", #_sourceLocation) { try app.isMouseTaken }
  }

  @Test func whatIsPastedIsNoCommand() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response").paste("q\u{3}\nq!").press("/").paste("team:\u{1B}[2JAt\r\nlas")
    try app.expect("team:[2JAt  las").press("Escape").press("?").expect("All opportunities")
    #expect(try !app.hasEnded)
  }

  @Test func heldKeysArriveAllInFewFrames() throws {
    let app = try list()
    let deals = try exported(app).dropFirst().map { $0.split(separator: ",").map(String.init) }
    try #require(deals.count == 400)
    let (id, name) = (deals[300][0], deals[300][1].prefix(18))
    try app.record(to: sandbox.path("sent"))
    try app.type(String(repeating: "j", count: 300))
    // Where the selection has to be in view, it is in the last row.
    try app.wait("row 300", #_sourceLocation) { try rows(app).last?.contains(name) == true }
    try app.press("Enter").expect(id)
    let frames = sandbox.text("sent").matches(of: /\u{1B}\[\?2026h/).count
    #expect(frames < 100, "frames for 300 keys")
  }

  @Test func aCrosshairSaysWhatTheExportSays() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response").press("1")
    let weeks = try exported(app)
    let fields = try #require(weeks.last { $0.hasPrefix("2026-06-15") }).split(separator: ",")
    let percent = try #require(Double(fields[1])) * 100
    try app.press("1").expectLine("dealtop", "▸ Lead response").press("Right", "Left")
    try app.expectLine("week of 15 Jun 2026", "\(Int(percent.rounded())) %", "of \(fields[2]) leads")
  }

  @Test func chartsShowMoreOrFewerWeeks() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response").press("1", "1").expect("26 weeks").press("+").expect("charts show 13 weeks")
    try app.press("+").expect("charts show 8 weeks").press("-", "-").expect("charts show 26 weeks")
  }

  @Test func theDayBeforeAndBack() throws {
    let app = try Stage.open(sandbox)
    try app.expectLine("dealtop", "to Tue 30 Jun").press(",").expectLine("dealtop", "to Mon 29 Jun")
    try app.expect("= comes back").press("{").expectLine("dealtop", "to Mon 22 Jun").press("}", ".")
    try app.expectLine("dealtop", "to Tue 30 Jun").press("{").expectLine("dealtop", "to Tue 23 Jun").press("=")
    try app.expectLine("dealtop", "to Tue 30 Jun")
  }

  /// Writes what is open to a file and gives its lines.
  private func exported(_ app: TmuxRobot) throws -> [String] {
    try app.press("e").expect("write as").type("csv").press("Enter").expect("written to ")
    let files = try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path)
    return sandbox.text(try #require(files.first { $0.hasSuffix(".csv") })).split(separator: "\n").map(String.init)
  }
}
