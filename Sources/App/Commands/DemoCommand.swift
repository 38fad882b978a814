import ArgumentParser
import Cells
import Dashboard

/// `dealtop demo`: a made-up organisation, live.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show a made-up organisation with two years of history, living at two hours a second.")

  @OptionGroup var screen: ScreenOptions
  @Option(help: "Seed of chance.")
  var seed: UInt64 = 7
  @Option(help: "Hours of the organisation in a second of yours.")
  var speed = 2.0

  func validate() throws {
    guard speed > 0, speed <= 240 else { throw ValidationError("--speed: expected more than 0, at most 240") }
  }

  func run() throws {
    try Interactive.requireTerminal()
    try Interactive.run(try Wiring.demo(seed: seed, hoursPerSecond: speed), screen: screen)
  }
}
