import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// How many weeks charts show, which of them is read out, and that a file says the same.
@Suite struct ChartViewTests {
  private func panel(_ keys: Key...) -> Model {
    Sample.model(160, 48, keys: [.character("1"), .character("1")] + keys)
  }

  private func weeks(_ model: Model) -> [Substring] {
    Sample.text(model).split(separator: "\n").filter { $0.contains(" weeks") }
  }

  @Test func plusShowsFewerWeeksAndMinusMore() {
    var model = panel()
    #expect(weeks(model).contains { $0.contains("26 weeks") })
    Sample.press(&model, .character("+"))
    #expect(weeks(model).contains { $0.contains("13 weeks") })
    Sample.press(&model, .character("+"), .character("+"))
    #expect(model.overview.weeks == 8)
    #expect(model.toast?.text == Words.zoomEnd(true))
    Sample.press(&model, .character("-"), .character("-"), .character("-"))
    #expect(model.overview.weeks == 26)
    #expect(model.toast?.text == Words.zoomEnd(false))
  }

  @Test func theSpanIsTheSameAfterARestart() {
    var model = panel()
    Sample.press(&model, .character("+"))
    let next = Model(size: model.size, now: model.now, state: model.screenState)
    #expect(next.overview.weeks == 13)
  }

  @Test func theLineStandsOnlyWhereSomebodyReads() {
    let still = Sample.text(panel())
    let read = Sample.text(panel(.left, .left, .left))
    let lines = zip(still.split(separator: "\n"), read.split(separator: "\n"))
    let bars = lines.count { before, after in
      after.count { $0 == "\u{2502}" } > before.count { $0 == "\u{2502}" }
    }
    #expect(bars >= 2, "an upright line is drawn through the chart")
  }

  @Test func aClickBringsTheLineThere() throws {
    // given: a panel whose upright line is nowhere yet
    var model = panel()
    let before = Sample.text(model).split(separator: "\n").map(Array.init)
    // when: every column of the chart is clicked in turn
    let row = try #require(before.firstIndex { String($0).contains("%\u{2524}") }) + 1
    let first = try #require(before[row - 1].firstIndex(of: "\u{2524}")) + 1
    var weeks: [String] = []
    for x in stride(from: first, to: first + 40, by: 4) {
      _ = update(&model, .event(.mouse(MouseEvent(kind: .press, x: x, y: row))))
      // then: the line stands in that column or beside it, and its week is read out
      let lines = Sample.text(model).split(separator: "\n").map(Array.init)
      let bar = (x - 1...x + 1).contains { column in
        lines.count { $0.indices.contains(column) && $0[column] == "\u{2502}" } >= 2
      }
      #expect(bar, "no line at \(x)")
      weeks.append(lines.map { String($0) }.first { $0.contains("week of") } ?? "")
    }
    #expect(Set(weeks).count == weeks.count)
  }

  @Test func aClickBesideTheChartReadsNothing() {
    var model = panel()
    let before = model
    _ = update(&model, .event(.mouse(MouseEvent(kind: .press, x: 3, y: 3))))
    #expect(model == before)
  }

  @Test func theFigureAloneHasAChartOnTheSmallestUsualScreen() {
    var model = Sample.model(80, 24, keys: [.character("1"), .character("1")])
    #expect(!Sample.text(model).contains("26 weeks"))
    Sample.press(&model, .character("f"))
    #expect(Sample.text(model).contains("26 weeks"))
    Sample.press(&model, .character("f"))
    #expect(!Sample.text(model).contains("26 weeks"))
  }

  // MARK: - The curve of time to close

  private func close(_ keys: Key...) -> Model {
    Sample.model(160, 48, keys: [.character("5"), .character("5")] + keys)
  }

  private func readout(_ model: Model) -> String {
    Sample.text(model).split(separator: "\n").map(String.init).first { $0.contains("after ") && $0.contains("won ") }
      ?? ""
  }

  @Test func arrowsReadTheCurveAndTheFileSaysTheSame() throws {
    // given: two points before the end of the curve
    let model = close(.left, .left)
    let curve = try #require(model.snapshot.flatMap(CloseCurveBlock.init))
    let point = curve.points[curve.points.count - 3]
    // then: the screen reads that point
    let line = readout(model)
    #expect(line.contains("after \(Durations.days(point.day))  won \(Numbers.percent(point.won, fine: true))"))
    #expect(line.contains("lost \(Numbers.percent(point.lost, fine: true))"))
    // and the file has it in full
    let table = ScreenExport.curve(curve.points)
    let row = try #require(table.rows.first { $0.first == .number(point.day) })
    #expect(row[1] == .number(point.won))
    #expect(row[5] == .number(point.lost))
  }

  @Test func theFilesOfTimeToCloseAreTheCurveTheWeeksAndTheList() {
    var model = close(.character("e"))
    let effects = Sample.press(&model, .enter)
    let names = effects.compactMap { if case .export(let name, _, _) = $0 { name } else { nil } }
    #expect(names.contains { $0.hasPrefix("dealtop-time-to-close-by-age-") })
  }

  @Test func aClickInTheCurveBringsTheLineThere() throws {
    var model = close()
    let lines = Sample.text(model).split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let row = try #require(lines.firstIndex { String($0).contains("%\u{2524}") }) + 1
    let axis = try #require(lines[row].firstIndex(of: "\u{2502}", after: 3))
    _ = update(&model, .event(.mouse(MouseEvent(kind: .press, x: axis + 1, y: row))))
    #expect(readout(model).contains("after 0 d  won 0 %"))
  }

  @Test func whereTheFigureIsAloneUpAndDownReadTheOtherChart() {
    var model = close(.character("f"))
    #expect(readout(model).contains("up, down: the weeks"))
    Sample.press(&model, .down)
    #expect(Sample.text(model).contains("week of"))
    #expect(Sample.text(model).contains("up, down: the curve"))
  }

  @Test func escMakesTheFigureSmallAgainBeforeItLeaves() {
    var model = close(.character("f"), .escape)
    #expect(Sample.text(model).contains("by team") || Sample.text(model).contains("by rep"))
    Sample.press(&model, .escape)
    #expect(model.stack.count == 1)
  }

  @Test func theFileSaysWhatTheLineReads() throws {
    // given: three weeks before the last
    let model = panel(.left, .left, .left)
    let snapshot = try #require(model.snapshot)
    let trend = snapshot.readings.trend(of: .leadResponse)
    let point = trend[trend.count - 4]
    // then: the screen reads that week
    let value = try #require(point.value)
    #expect(
      Sample.text(model).contains("week of \(Dates.day(point.week)) \(point.week.year)  \(Numbers.percent(value))"))
    // and the file has it in full
    let table = ScreenExport.weeks(trend, snapshot.readings.controlLimits(of: .leadResponse))
    let row = try #require(table.rows.first { $0.first == .text(point.week.iso) })
    #expect(row[1] == .number(value))
    #expect(row[2] == .whole(point.count))
  }
}

/// What a rule says to do next, in the keys that the user has.
@Suite struct DoNextTests {
  private static let own: KeyMap = {
    var keys = KeyMap.standard
    _ = keys.rebind(.waiting, to: [.character("B")])
    return keys
  }()

  @Test func aShippedTextNamesTheKeyAsItIsNow() {
    #expect(DoNext("b  call the worst first", .standard).key == "b")
    #expect(DoNext("b  call the worst first", Self.own) == DoNext("B  call the worst first", .standard))
    #expect(DoNext("Enter  read why", Self.own).text == "Enter  read why")
  }

  @Test func whatSomebodyWroteStays() {
    #expect(DoNext("b  ask Ann", Self.own).text == "b  ask Ann")
    #expect(DoNext("ask Ann", Self.own).key == nil)
  }

  @Test func screensFollow() {
    var model = Sample.model(160, 48, Sample.alertSnapshot())
    #expect(Sample.text(model).contains("b  call the worst first"))
    _ = update(&model, .keys(Self.own))
    #expect(Sample.text(model).contains("B  call the worst first"))
    Sample.press(&model, .character("!"))
    #expect(Sample.text(model).contains("B  call the worst first"))
  }

  @Test func whoReadsPlainTextHasNoKeys() {
    let lines = PlainReport.lines(Sample.alertSnapshot())
    #expect(lines.contains { $0.contains("do next: call the worst first") })
    #expect(!lines.contains { $0.contains("do next: b") || $0.hasPrefix("d ") })
  }
}

/// Screens that are no lists, written to a file.
@Suite struct ScreenExportTests {
  private func export(_ keys: Key...) -> (name: String, text: String, rows: Int?)? {
    var model = Sample.model(120, 40, Sample.alertSnapshot())
    for key in keys { Sample.press(&model, key) }
    Sample.press(&model, .character("e"))
    Sample.type(&model, "json")
    for effect in Sample.press(&model, .enter) {
      if case .export(let name, let text, let rows) = effect { return (name, text, rows) }
    }
    return nil
  }

  @Test func alerts() throws {
    let file = try #require(export(.character("!")))
    #expect(file.name.hasPrefix("dealtop-alerts-") && file.name.hasSuffix(".json"))
    #expect(file.text.contains("\"rule\": \"response") || file.text.contains("\"rule\": "))
    #expect(file.rows == Sample.alertSnapshot().listedAlerts.count)
  }

  @Test func sources() throws {
    let file = try #require(export(.character("S")))
    #expect(file.text.contains("\"rows_set_aside\": "))
  }

  @Test func publishedFigures() throws {
    let file = try #require(export(.character("P")))
    #expect(file.text.contains("\"verdict\": "))
  }

  @Test func howAFigureCameAbout() throws {
    let file = try #require(export(.character("x")))
    #expect(file.text.contains("\"what\": "))
  }

  @Test func keys() throws {
    let file = try #require(export(.character("?")))
    #expect(file.name.hasPrefix("dealtop-all-keys-"))
    #expect(file.rows == Command.allCases.count)
    #expect(file.text.contains("\"keys\": \"b\", \"command\": \"waiting\""))
  }

  @Test func keysThatMatchASearchAlone() throws {
    let file = try #require(
      export(.character("?"), .character("/"), .character("p"), .character("a"), .character("u"), .enter))
    #expect(file.text.contains("\"pause\""))
    #expect((file.rows ?? 0) < 10)
  }

  @Test func daysOfALimit() throws {
    let file = try #require(export(.character("E")))
    let series = Sample.ruleHistory()
    #expect(file.rows == series.ticks.count)
    let value = try #require(series.observations.last?.measured?.value)
    #expect(file.text.contains("\"value\": \(ExportTable.Value.number(value).plain)"))
    #expect(file.text.contains("\"would_fire_as\": "))
  }

  @Test func oneClaim() throws {
    let file = try #require(export(.character("P"), .enter))
    let claim = Sample.claims()[0]
    #expect(file.text.contains("\"what\": \"published\""))
    #expect(file.rows == 6 + claim.figures.count + claim.curve.count)
  }

  @Test func themes() throws {
    var display = DisplayState(themes: [], chosenTheme: "paper", glyphs: .braille)
    display.themes = ["midnight", "paper"].map { Theme(name: $0, isDark: $0 == "midnight", styles: [:]) }
    #expect(
      ScreenExport.themes(display).text(.csv)
        == "theme,background,shown\nmidnight,dark,no\npaper,light,yes\n")
    #expect(export(.character("T")) != nil)
  }

  @Test func aRecord() throws {
    let file = try #require(export(.character("4"), .character("4"), .enter, .enter))
    #expect(file.text.contains("\"field\": "))
  }
}

extension Array where Element == Character {
  /// The first place of a sign behind another place.
  fileprivate func firstIndex(of sign: Character, after place: Int) -> Int? {
    indices.first { $0 > place && self[$0] == sign }
  }
}
