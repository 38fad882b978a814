import AlertEngine
import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// The overview as lines of text.
@Suite struct PlainReportTests {
  private func text(_ snapshot: Snapshot) -> String { PlainReport.lines(snapshot).joined(separator: "\n") }

  @Test func looksAsKept() { Golden.expect(text(Sample.snapshot()), "plain-report") }

  @Test func theHeadNamesTheStretchAndWhatItIsComparedWith() {
    #expect(text(Sample.snapshot()).hasPrefix("Acme: 28 days to Sat 21 Nov 2026, vs the 28 before\n"))
    var snapshot = Sample.snapshot()
    snapshot.readings.query.comparison = .lastYear
    #expect(text(snapshot).hasPrefix("Acme: 28 days to Sat 21 Nov 2026, vs the same a year before\n"))
  }

  @Test func theYearStandsThereOnce() {
    var snapshot = Sample.snapshot(clock: .dataEnd)
    snapshot.readings.query.asOf = CivilDate(year: 2017, month: 12, day: 31).midnightUTC
    let lines = PlainReport.lines(snapshot)
    #expect(lines[0] == "Acme: 28 days to Sun 31 Dec 2017, vs the 28 before")
    #expect(lines[1] == "data ends 31 Dec 2017, shown as of then")
  }

  @Test func brokenLimitsComeWorstFirstWithWhatToDo() {
    let lines = PlainReport.wrong(Sample.snapshot())
    #expect(lines.first?.hasPrefix("CRITICAL") == true)
    #expect(lines.filter { $0.hasPrefix("WARNING") }.count == 3)
    #expect(lines.prefix(4).allSatisfy { $0.contains("limit ") && $0.contains("do next: ") })
  }

  @Test func whatCannotBeJudgedIsSaid() {
    let rule = Sample.rule("process-conforming")
    let lines = PlainReport.wrong(
      Sample.snapshot(findings: [
        Sample.finding(rule, Reading(value: 0.5, count: 12), .tooFew(have: 12, need: 30)),
        Sample.finding(Sample.rule("idle"), Reading(value: nil, count: 0), .noData(missing: [])),
      ]))
    #expect(lines.contains { $0.contains(rule.title) && $0.contains("too few to judge (12 of 30)") })
    #expect(lines.contains { $0.contains("no data") })
    #expect(!lines.contains { $0.contains("within limits") }, "nobody looked, so nothing is well")
  }

  @Test func nothingWrongIsOneLine() {
    #expect(PlainReport.wrong(Sample.snapshot(findings: Sample.calmFindings)) == ["all judged figures within limits"])
  }

  @Test func missingDataIsNoZero() {
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings = Readings(
      query: Sample.query, counts: RowCounts(), response: ResponseReading(), qualified: QualifiedReading(),
      process: ProcessReading(), activities: ActivityReading(), close: CloseReading())
    #expect(text(snapshot).contains("nothing to count in this period and filter"))
    #expect(!text(snapshot).contains("0 %"))
  }

  @Test func hostileTextStaysText() {
    var snapshot = Sample.snapshot()
    snapshot.title = "Ac\u{1B}[31mme\u{202E}\nCRITICAL"
    snapshot.readings.process.stages[0].name = "Dis\u{9B}covery\u{7}"
    let text = text(snapshot)
    #expect(!text.unicodeScalars.contains { [0x1B, 0x202E, 0x9B, 7].contains($0.value) })
    #expect(PlainReport.lines(snapshot)[0].contains("vs the 28 before"), "a title cannot begin a line of its own")
  }

  @Test func nothingIsDrawn() {
    let scalars = text(Sample.snapshot()).unicodeScalars
    #expect(!scalars.contains { (0x2500...0x259F).contains($0.value) })
    #expect(!scalars.contains { (0x2800...0x28FF).contains($0.value) })
  }

  @Test func noLineIsWiderThanAPage() {
    let figures = PlainReport.lines(Sample.snapshot()).drop { !$0.hasPrefix("1 ") }.dropLast()
    #expect(figures.allSatisfy { TextWidth.of($0) <= 100 })
  }
}
