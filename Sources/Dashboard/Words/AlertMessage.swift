import AlertEngine
import Cells
import Domain
import MetricEngine

/// An alert as a message to send to somebody who does not see the screen.
enum AlertMessage {
  /// Leads or deals that a message names.
  static let mostItems = 10

  /// "CRITICAL Leads answered in time: 24 % answered in 5 min, limit 50 %".
  static func headline(_ entry: AlertEntry, _ snapshot: Snapshot) -> String {
    let words = snapshot.words(entry)
    let title = AlertText(entry, snapshot).title
    guard entry.finding.reading.value != nil else { return "\(title): no data" }
    return "\(level(entry, snapshot))\(title): \(words.value) \(words.what)\(limit(words))"
  }

  private static func level(_ entry: AlertEntry, _ snapshot: Snapshot) -> String {
    guard entry.severity > .ok else { return "" }
    return AlertStanding.firing(entry.severity).longWord + " "
  }

  /// Nothing where the words name the limit already.
  private static func limit(_ words: FigureText) -> String {
    words.finding.rule.isItem && words.finding.rule.warn <= 0 ? "" : ", limit \(words.limit)"
  }

  /// All of it: what, out of how many, since when, why, what to do, who has it, and the items.
  static func text(_ entry: AlertEntry, _ snapshot: Snapshot, items: [String] = []) -> String {
    let words = snapshot.words(entry)
    let memory = AlertText(entry, snapshot)
    let day = Dates.full(snapshot.readings.query.asOf, snapshot)
    let next = entry.finding.rule.doNext.split(separator: "  ").last.map(String.init) ?? ""
    let isWrong = entry.severity > .ok
    let lines: [String?] = [
      headline(entry, snapshot), "\(words.outOf) (\(snapshot.title), \(day))",
      words.reason?.sinceWhen, labelled("why:", words.reason?.longCause),
      isWrong ? labelled("touches", words.touches) : nil, words.soon?.full,
      isWrong ? labelled("do next:", next) : nil, memory.owner ?? memory.snooze,
      labelled("note:", entry.finding.rule.note), labelled("see", entry.finding.rule.runbook),
    ]
    return (lines.compactMap(\.self) + items.map { "- \($0)" }).map(Sanitizer.clean).joined(separator: "\n")
  }

  private static func labelled(_ label: String, _ text: String?) -> String? {
    text.flatMap { $0.isEmpty ? nil : "\(label) \($0)" }
  }

  /// The leads or deals of a page, with their addresses in the CRM where they are known.
  static func items(_ page: Page, links: [String: String]) -> [String] {
    let deals = page.opportunities.map { deal in
      line([
        deal.displayName, deal.amount.map { MoneyText.short($0) }, deal.rep, deal.stage, deal.reason, links[deal.id],
      ])
    }
    let leads = page.leads.map { lead in
      line([lead.name.isEmpty ? lead.id : lead.name, lead.source, lead.rep, lead.reason, links[lead.id]])
    }
    let shown = Array((deals + leads).prefix(mostItems))
    return page.total > shown.count ? shown + ["\(Numbers.whole(page.total - shown.count)) more"] : shown
  }

  private static func line(_ parts: [String?]) -> String {
    parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
