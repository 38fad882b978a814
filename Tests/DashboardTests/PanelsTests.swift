import AlertEngine
import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// What the panels say of figures that are missing, few or many.
@Suite struct PanelsTests {
  private func text(_ snapshot: Snapshot, _ width: Int = 160, _ height: Int = 44) -> String {
    Sample.text(Sample.model(width, height, snapshot))
  }

  @Test func aMetricWithoutDataSaysWhatItNeeds() {
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.process = ProcessReading()
    snapshot.readings.process.availability = .needs(["stage_history.entered_at", "stage_history.stage"])
    let text = text(snapshot)
    #expect(text.contains("○ no data"))
    #expect(text.contains("needs stage history"))
    #expect(!text.contains("0 % follow"))
  }

  @Test func aMetricWhoseTableHasNoRowsSaysSo() {
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.process = ProcessReading()
    snapshot.facts.emptyTables = ["stage_history"]
    snapshot.facts.rowsRead = ["opportunities": 5]
    #expect(PanelCatalog.missing(.processSteps, snapshot) == "no data yet: what was read has no stage history")
    #expect(text(snapshot).contains("no data yet"))
  }

  @Test func tooFewIsSaidAndNotAnnounced() {
    let rule = Sample.rule("process-conforming")
    var snapshot = Sample.snapshot(
      findings: [Sample.finding(rule, Reading(value: 0.5, count: 12), .tooFew(have: 12, need: 30))])
    snapshot.readings.process.recent = Sample.share(6, 12, 0.25, 0.75)
    let text = text(snapshot)
    #expect(text.contains("· too few to judge (12 of 30)"))
    #expect(!text.contains("WARN"))
  }

  @Test func withinAllLimitsIsOneLine() {
    let text = text(Sample.snapshot(findings: Sample.calmFindings))
    #expect(text.contains("● all five within limits"))
    #expect(text.contains("● all within limits"))
    #expect(!text.contains("do next"))
  }

  @Test func whatCannotBeJudgedIsNotCalledGood() {
    let findings = Sample.findings.map { Sample.finding($0.rule, $0.reading, .noData(missing: [])) }
    let text = text(Sample.snapshot(findings: findings))
    #expect(text.contains("○ nothing to judge"))
    #expect(!text.contains("within limits"))
  }

  @Test func theBrokenFigureComesFirstOnItsPanel() {
    // given: answers are in time, but leads wait too long
    let late = Sample.rule("response-late")
    let share = Sample.findings[0]
    let snapshot = Sample.snapshot(findings: [
      Sample.finding(late, Reading(value: 7, count: 19, rows: [1, 2, 3]), .breach(.warning)),
      Sample.finding(share.rule, share.reading, .within),
    ])
    // when
    let lines = text(snapshot).split(separator: "\n")
    // then
    #expect(lines.contains { $0.contains("7 leads waiting over 5 min") })
    #expect(lines.contains { $0.contains("24 % answered in 5 min") })
  }

  @Test func withoutASixthPartTheOthersGetItsRoom() {
    var snapshot = Sample.snapshot()
    snapshot.changes = nil
    let model = Sample.model(160, 44, snapshot)
    let layout = OverviewLayout(Frame(size: model.size, model: model).body, model)
    let bottom = layout.panels.suffix(2).map(\.rect)
    #expect(bottom.map(\.width) == [80, 80])
    #expect(layout.panels.count == 5)
  }

  @Test func fewWinsAreSaidAndGiveNoMedian() {
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.close.won = 14
    snapshot.readings.close.winnersMedian = Estimate(value: nil)
    let text = text(snapshot)
    #expect(text.contains("· too few to judge (14 of 20)"))
    #expect(text.contains("too few wins to tell how long they take"))
  }

  @Test func aPeriodWithoutLeadsIsNoZero() {
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.qualified = QualifiedReading()
    snapshot.readings.qualified.availability = .ready
    #expect(text(snapshot).contains("no data in this period"))
    #expect(!text(snapshot).contains("0 qualified"))
  }

  @Test func dataThatEndsLongAgoStandsUnderABand() {
    var snapshot = Sample.snapshot(clock: .dataEnd)
    snapshot.readings.query.asOf = CivilDate(year: 2017, month: 12, day: 31).midnightUTC
    #expect(text(snapshot).contains("data ends 31 Dec 2017, shown as of then"))
  }

  @Test func hostileNamesNeverReachTheScreen() {
    var snapshot = Sample.snapshot()
    snapshot.title = "Ac\u{1B}[31mme\u{202E}"
    snapshot.waiting[0].name = "Kes\u{9B}trel\u{200B}\u{0007}"
    let scalars = text(snapshot).unicodeScalars
    #expect(!scalars.contains { $0.value == 0x1B || $0.value == 0x202E || $0.value == 0x9B || $0.value == 7 })
  }

  @Test func emptyReadingsAreNoZeros() {
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings = Readings(
      query: Sample.query, counts: RowCounts(), response: ResponseReading(), qualified: QualifiedReading(),
      process: ProcessReading(), activities: ActivityReading(), close: CloseReading())
    for size in [(160, 44), (120, 40), (80, 24), (40, 10)] {
      let text = text(snapshot, size.0, size.1)
      #expect(text.contains("no data"), "\(size)")
      #expect(!text.contains("0 %"), "\(size)")
    }
  }
}

/// How a panel's blocks share its height.
@Suite struct PanelsBlockTests {
  private func block(_ priority: Int, minimum: Int = 1, preferred: Int? = nil, ideal: Int? = nil) -> Block {
    Block(priority: priority, minimum: minimum, preferred: preferred, ideal: ideal) { _, _, _ in }
  }

  @Test func theLeastImportantGoFirst() {
    let blocks = [block(100), block(20), block(90)]
    #expect(Block.layout(blocks, height: 2).map(\.0.priority) == [100, 90])
  }

  @Test func whatIsLeftGoesToThoseThatCanUseIt() {
    let blocks = [block(100), block(50, minimum: 4, ideal: 7), block(60)]
    #expect(Block.layout(blocks, height: 8).map(\.1) == [1, 6, 1])
  }

  @Test func emptyRowsComeLast() {
    let blocks = [block(100), Block.gap, block(50, minimum: 2)]
    #expect(Block.layout(blocks, height: 3).map(\.1) == [1, 2])
    #expect(Block.layout(blocks, height: 4).map(\.1) == [1, 1, 2])
  }
}
