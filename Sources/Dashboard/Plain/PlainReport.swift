import AlertEngine
import Cells
import Domain
import MetricEngine

/// The overview as lines of plain text, without boxes and charts: for pipes, mails and screen readers.
public enum PlainReport {
  /// What is shown, over which stretch, what is wrong, and the five figures with their basis; for programs that read
  /// along as ``Conventions/plain``.
  public static func lines(_ snapshot: Snapshot, as conventions: Conventions = .plain) -> [String] {
    Conventions.$shown.withValue(conventions) {
      [head(snapshot)] + band(snapshot) + [""] + wrong(snapshot) + [""]
        + MetricID.allCases.flatMap { metric in
          figure(metric, snapshot)
        } + changed(snapshot) + [""] + [basis(snapshot)]
    }
  }

  /// One line a broken limit, worst first; then what could not be judged.
  public static func wrong(_ snapshot: Snapshot) -> [String] {
    let broken = snapshot.alerts.wrong(limit: .max).shown.flatMap(\.alerts).compactMap { alert in
      snapshot.alerts[alert.key].map { line($0, snapshot) }
    }
    let unjudged = snapshot.findings.filter { !$0.isJudged }.map(unjudgedLine)
    let calm = snapshot.findings.contains(where: \.isJudged) ? PlainWords.allWithin : Words.nothingToJudge
    return (broken.isEmpty ? [calm] : broken) + unjudged
  }

  /// One line about a rule that could not be judged.
  public static func unjudgedLine(_ finding: Finding) -> String {
    let few = finding.tooFew.map { VerdictWords.tooFew($0.have, of: $0.need) }
    return "\(PlainWords.noVerdict)  \(finding.rule.title)  \(few ?? Numbers.nothing)"
  }

  /// One line about an alert: a word for how it stands, value, limit, basis, since when, why, and what to do or who
  /// does it.
  public static func line(_ entry: AlertEntry, _ snapshot: Snapshot, word: String? = nil) -> String {
    let words = snapshot.words(entry)
    let memory = AlertText(entry, snapshot)
    let rule = entry.finding.rule
    let money = rule.isItem ? MoneyText.short(entry.finding.reading.money) : nil
    let cause = words.reason?.cause ?? ""
    let parts = [
      "\(word ?? TextWidth.pad(level(entry), to: 8))  \(memory.title)", words.value, PlainWords.limit(words.limit),
      words.outOf, words.likely, money, words.reason?.sinceWhen,
      cause.isEmpty ? nil : PlainWords.cause(cause),
      memory.owner ?? memory.snooze ?? PlainWords.doNext(PlainLines.doNext(rule)),
    ]
    return Sanitizer.clean(parts.compactMap(\.self).joined(separator: "  "))
  }

  private static func level(_ entry: AlertEntry) -> String {
    PlainWords.level(isSeen: entry.display == .acknowledged, entry.severity)
  }

  private static func head(_ snapshot: Snapshot) -> String {
    let query = snapshot.readings.query
    let period = PeriodText(query)
    let compared = query.comparison == .previous ? period.compared : PlainWords.aYearBefore
    let name = Sanitizer.clean(snapshot.title)
    return PlainWords.head(name, period.stretch(to: PlainLines.day(snapshot), snapshot), against: compared)
  }

  private static func band(_ snapshot: Snapshot) -> [String] {
    let day = Dates.full(snapshot.readings.query.asOf, snapshot)
    if snapshot.endsBeforeItsData { return [MomentWords.asOf(day)] }
    switch snapshot.clock {
    case .dataEnd: return [MomentWords.dataEnds(day)]
    case .chosen, .settings: return [MomentWords.asOf(day)]
    case .now, .demo: return []
    }
  }

  private static func figure(_ metric: MetricID, _ snapshot: Snapshot) -> [String] {
    let title = "\(metric.number) \(Words.title(metric))"
    return [title] + lines(PanelCatalog.blocks(metric, snapshot, width: 96, look: .plain))
  }

  private static func changed(_ snapshot: Snapshot) -> [String] {
    guard let changes = snapshot.changes else { return [] }
    return [Words.whatChanged] + lines(ChangesPanel.blocks(changes, snapshot, isOverview: false))
  }

  private static func lines(_ all: [Block]) -> [String] {
    let look = Look.plain
    let blocks = all.filter { !$0.isChart }
    let height = Block.layout(blocks, height: 200).map(\.1).reduce(0, +)
    var canvas = Canvas(size: Size(width: 100, height: max(1, height)))
    Block.draw(blocks, in: canvas.bounds.inset(2, 0), look, &canvas)
    let lines = canvas.text.split(separator: "\n", omittingEmptySubsequences: true).map { withoutBars(String($0)) }
    return lines.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// Bars say nothing to those who cannot see them; without them the columns move together.
  private static func withoutBars(_ line: String) -> String {
    let isBar: (Character) -> Bool = { $0.unicodeScalars.allSatisfy { (0x2580...0x259F).contains($0.value) } }
    guard line.contains(where: isBar) else { return line }
    let indent = line.prefix { $0 == " " }
    let words = line.filter { !isBar($0) }.split(separator: " ", omittingEmptySubsequences: false)
    var kept = ""
    var blanks = 0
    for word in words.drop(while: \.isEmpty) {
      if word.isEmpty {
        blanks += 1
        continue
      }
      if !kept.isEmpty { kept += blanks > 0 ? "   " : " " }
      kept += word
      blanks = 0
    }
    return indent + kept
  }

  private static func basis(_ snapshot: Snapshot) -> String {
    let counts = snapshot.readings.counts
    let parts = [
      Counted.leads(counts.leads), Counted.opportunities(counts.opportunities),
      PlainWords.outcomes(open: counts.open, won: counts.won, lost: counts.lost),
      PlainWords.activities(counts.activities), PlainWords.setAside(snapshot.facts.rejectedRows),
    ]
    return parts.joined(separator: "   ")
  }
}
