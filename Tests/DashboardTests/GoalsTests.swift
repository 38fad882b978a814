import Cells
import Testing

@testable import Dashboard

/// The line of goals: it says how to get some, and takes no room that a panel needs.
@Suite struct GoalsTests {
  private func line(_ width: Int, _ height: Int, targets: Int = 0) -> String? {
    var snapshot = Sample.snapshot()
    if targets > 0 { snapshot.facts.rowsRead["targets"] = targets }
    let model = Sample.model(width, height, snapshot)
    guard let rect = model.overviewLayout.goals else { return nil }
    return Sample.text(model).split(separator: "\n", omittingEmptySubsequences: false).dropFirst(rect.y).first.map(
      String.init)
  }

  @Test func withoutGoalsItSaysHowToGetThem() throws {
    let hint = try #require(line(200, 60))
    #expect(hint.contains("Goals") && hint.contains("a file of targets"))
    #expect(!hint.contains("0"), "no figure is made up")
  }

  @Test func targetsInTheDataAreCounted() throws {
    let counted = try #require(line(160, 48, targets: 12))
    #expect(counted.contains("12 targets in the data"))
  }

  @Test(arguments: [(80, 24), (120, 40), (40, 10), (147, 30)])
  func smallScreensKeepTheRow(_ size: (Int, Int)) { #expect(line(size.0, size.1) == nil) }

  @Test func noHintIsCutInHalf() {
    for width in 60...160 {
      guard let line = line(width, 60) else { continue }
      #expect(!line.contains("\u{2026}"), "\(width) columns: \(line)")
    }
  }
}
