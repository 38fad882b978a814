import TestKit
import Testing

/// The robot itself, on programs that are always there.
@Suite("The terminal robot", .serialized, .enabled(if: TmuxRobot.isAvailable, "needs tmux"))
struct RobotStories {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func typesAndSees() throws {
    let robot = TmuxRobot(sandbox, columns: 60, rows: 10)
    try robot.startShell("cat").type("Grüße 日本").press("Enter").expect("Grüße 日本")
    #expect(try robot.lines().count >= 10)
  }

  @Test func tellsHowAProgramEnded() throws {
    let robot = TmuxRobot(sandbox, columns: 60, rows: 10)
    #expect(try robot.startShell("exit 7").expectEnd() == 7)
  }

  @Test func passesArgumentsAndEnvironmentOn() throws {
    let robot = TmuxRobot(sandbox, columns: 60, rows: 10, environment: ["COLOUR": "it's red", "TERM": "vt100"])
    try robot.start("/bin/sh", "-c", "echo \"$COLOUR, $TERM, $1\"; sleep 60", "x", "don't").expect(
      "it's red, vt100, don't")
  }

  @Test func resizesTheTerminal() throws {
    let robot = TmuxRobot(sandbox, columns: 60, rows: 10)
    try robot.startShell("trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done")
    try robot.expect("10 60").resize(columns: 81, rows: 24).expect("24 81")
  }

  @Test func knowsTheAlternateScreen() throws {
    let robot = TmuxRobot(sandbox, columns: 60, rows: 10)
    try robot.startShell("printf '\\033[?1049hthere'; read x; printf '\\033[?1049lback'; sleep 60").expect("there")
    #expect(try robot.isOnAlternateScreen)
    try robot.press("Enter").expect("back")
    #expect(try !robot.isOnAlternateScreen)
  }
}
