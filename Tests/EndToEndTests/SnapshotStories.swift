import Foundation
import TestKit
import Testing

@Suite("Pictures of screens", .enabled(if: Stage.hasProgram, Stage.why))
struct SnapshotStories {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func run(_ arguments: String...) throws -> ProgramRun {
    try BuiltProgram.run(["snapshot"] + arguments, environment: sandbox.environment)
  }

  @Test func textHasItsSizeAndTheFigures() throws {
    let run = try run("--screen", "response", "--size", "100x30", try #require(Stage.acme))
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 31 && lines.allSatisfy { $0.count <= 100 })
    #expect(run.output.contains("Lead response"))
  }

  @Test func keysArePressedOnTheScreen() throws {
    let folder = try #require(Stage.acme)
    let run = try run("--screen", "list", "--keys", "<Down><Enter>", "--ascii", folder)
    #expect(run.output.contains("All opportunities >"))
    #expect(run.output.utf8.allSatisfy { $0 < 0x7F })
  }

  @Test func numbersAndDatesFollowTheLocaleAndTheSettingsGoBefore() throws {
    let folder = try #require(Stage.acme)
    let german = sandbox.environment.merging(["LC_ALL": "de_DE.UTF-8"]) { $1 }
    let screen = try BuiltProgram.run(["snapshot", folder], environment: german).output
    #expect(screen.contains(/[0-9],[0-9] M/) && !screen.contains(/[0-9]\.[0-9] M/))
    let settings = try sandbox.write("locale: en_US\n", to: "settings.yaml")
    let american = try BuiltProgram.run(["snapshot", "--config", settings, folder], environment: german).output
    #expect(american.contains(/[0-9]\.[0-9] M/) && american.contains("Jun 30"))
  }

  @Test func whatProgramsReadFollowsNoLocale() throws {
    let folder = try #require(Stage.acme)
    let arguments = ["report", "--format", "text", "--as-of", "2026-06-30T18:00:00Z", "--ephemeral", folder]
    let german = sandbox.environment.merging(["LC_ALL": "de_DE.UTF-8"]) { $1 }
    let report = try BuiltProgram.run(arguments, environment: german)
    #expect(report.status == 0)
    #expect(report.output == (try BuiltProgram.run(arguments, environment: sandbox.environment)).output)
  }

  @Test func aPictureIsTheSameTwiceAndGoesToItsFile() throws {
    let folder = try #require(Stage.acme)
    for name in ["a.svg", "b.svg"] {
      let run = try run(
        "--format", "svg", "--theme", "paper", "--as-of", "2026-06-30T18:00:00Z", "-o", sandbox.path(name), folder)
      #expect(run.status == 0 && run.output.isEmpty)
    }
    #expect(sandbox.text("a.svg").hasPrefix("<svg "))
    #expect(sandbox.text("a.svg") == sandbox.text("b.svg"))
  }

  @Test func aThemeOfAnotherProgramMayBeNamedAsAFile() throws {
    let theme = try sandbox.write("theme[main_bg]=\"#0a0b0c\"\ntheme[main_fg]=\"#cc\"\n", to: "mine.theme")
    let run = try run("--format", "html", "--theme", theme, "--screen", "help", try #require(Stage.acme))
    #expect(run.output.contains("background:#0a0b0c"))
  }

  @Test func mistakesAreNamedWithTheNearestAndTheRestOfAThemeCounts() throws {
    let folder = try #require(Stage.acme)
    #expect(try run("--screen", "alrts", folder).errors.contains("did you mean alerts?"))
    #expect(try run("--keys", "<Entr>", folder).errors.contains("did you mean <Enter>?"))
    #expect(try run("--theme", "midnigt", folder).errors.contains("did you mean midnight?"))
    let theme = try sandbox.write("styles:\n  text: whit on black\n", to: "broken.yaml")
    let broken = try run("--theme", theme, folder)
    #expect(broken.status == 0 && broken.errors.contains("broken.yaml:2:9: unknown colour \"whit\""))
  }
}
