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
    let calm = snapshot.findings.contains(where: \.isJudged) ? "all judged figures within limits" : "nothing to judge"
    return (broken.isEmpty ? [calm] : broken) + unjudged
  }

  /// One line about a rule that could not be judged.
  public static func unjudgedLine(_ finding: Finding) -> String {
    let few = finding.tooFew.map { "too few to judge (\(Numbers.whole($0.have)) of \(Numbers.whole($0.need)))" }
    return "no verdict  \(finding.rule.title)  \(few ?? "no data")"
  }

  /// One line about an alert: a word for how it stands, value, limit, basis, since when, why, and what to do or who
  /// does it.
  public static func line(_ entry: AlertEntry, _ snapshot: Snapshot, word: String? = nil) -> String {
    let words = snapshot.words(entry)
    let memory = AlertText(entry, snapshot)
    let rule = entry.finding.rule
    let money = rule.isItem ? MoneyText.short(entry.finding.reading.money) : nil
    let (since, cause) = (words.reason?.since ?? "", words.reason?.cause ?? "")
    let parts = [
      "\(word ?? TextWidth.pad(level(entry), to: 8))  \(memory.title)", words.value, "limit \(words.limit)",
      words.outOf, words.likely, money, since.isEmpty ? nil : "since about \(since)",
      cause.isEmpty ? nil : "main cause \(cause)", memory.owner ?? memory.snooze ?? "do next: \(rule.doNext)",
    ]
    return Sanitizer.clean(parts.compactMap(\.self).joined(separator: "  "))
  }

  private static func level(_ entry: AlertEntry) -> String {
    entry.display == .acknowledged ? "SEEN" : entry.severity == .critical ? "CRITICAL" : "WARNING"
  }

  private static func head(_ snapshot: Snapshot) -> String {
    let query = snapshot.readings.query
    let period = PeriodText(query)
    let compared = query.comparison == .previous ? period.compared : "the same a year before"
    let name = Sanitizer.clean(snapshot.title)
    return "\(name): \(period.stretch(to: PlainLines.day(snapshot), snapshot)), vs \(compared)"
  }

  private static func band(_ snapshot: Snapshot) -> [String] {
    let day = Dates.full(snapshot.readings.query.asOf, snapshot)
    if snapshot.endsBeforeItsData { return ["as of \(day): later events are hidden"] }
    switch snapshot.clock {
    case .dataEnd: return ["data ends \(day), shown as of then"]
    case .chosen, .settings: return ["as of \(day): later events are hidden"]
    case .now, .demo: return []
    }
  }

  private static func figure(_ metric: MetricID, _ snapshot: Snapshot) -> [String] {
    let title = "\(metric.number) \(Words.title(metric))"
    return [title] + lines(PanelCatalog.blocks(metric, snapshot, width: 96, look: .plain))
  }

  private static func changed(_ snapshot: Snapshot) -> [String] {
    guard let changes = snapshot.changes else { return [] }
    return ["d \(Words.whatChanged)"] + lines(ChangesPanel.blocks(changes, snapshot, isOverview: false))
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
      "\(Numbers.whole(counts.open)) open, \(Numbers.whole(counts.won)) won, \(Numbers.whole(counts.lost)) lost",
      "\(Numbers.whole(counts.activities)) activities", "\(Counted.rows(snapshot.facts.rejectedRows)) set aside",
    ]
    return parts.joined(separator: "   ")
  }
}
