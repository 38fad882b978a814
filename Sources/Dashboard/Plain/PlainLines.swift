import AlertEngine
import Cells
import Domain
import Foundation
import MetricEngine

/// Single lines of plain text for messages and mails: safe to show anywhere, without columns.
public enum PlainLines {
  /// "CRITICAL Leads answered in time: 31 % answered in 5 min, of 2 412 leads, limit 50 %, since about 5 Nov, partner
  /// leads: 9 in 10 of the drop".
  public static func alert(_ entry: AlertEntry, _ snapshot: Snapshot) -> String {
    let level = entry.severity == .ok ? "" : PlainWords.level(isSeen: false, entry.severity) + " "
    return level + title(entry) + ": " + figures(entry, snapshot)
  }

  /// "Pace of qualified leads 84 %": an alert in as few words as will do.
  public static func short(_ entry: AlertEntry, _ snapshot: Snapshot) -> String {
    "\(title(entry)) \(snapshot.words(entry).value)"
  }

  /// Value and basis, limit, money, start and cause, as far as they are known.
  public static func figures(_ entry: AlertEntry, _ snapshot: Snapshot) -> String {
    let words = snapshot.words(entry)
    let isItem = entry.finding.rule.isItem
    let hasBasis = entry.finding.reading.count > 0 && !words.isAllOfBasis
    let parts = [
      "\(words.value) \(words.what)", hasBasis ? words.outOf : nil, isItem ? nil : PlainWords.limit(words.limit),
      isItem ? MoneyText.short(entry.finding.reading.money) : nil, words.reason?.sinceWhen, words.reason?.cause,
    ]
    return clean(parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", "))
  }

  /// What to do about it, without the key of the screen that leads there.
  public static func doNext(_ rule: AlertRule) -> String {
    let parts = rule.doNext.components(separatedBy: "  ")
    return clean(parts.count > 1 ? parts.dropFirst().joined(separator: "  ") : rule.doNext)
  }

  /// What a rule is about, and which part of the organisation: "Open deals gone quiet (team North)".
  public static func title(_ entry: AlertEntry) -> String {
    let part = self.part(entry.key.scope)
    return clean(entry.finding.rule.title + (part.isEmpty ? "" : " (\(part))"))
  }

  /// "team North", and not "team team3"; empty for the whole organisation.
  public static func part(_ scope: Scope) -> String {
    guard case .element(let dimension, let name) = scope else { return "" }
    let saysItself = name.lowercased().hasPrefix(dimension.rawValue)
    return clean(saysItself ? name : "\(dimension.rawValue) \(name.isEmpty ? Words.none : name)")
  }

  /// "partner leads: 9 in 10 of the drop"; nil where nothing stands out.
  public static func cause(_ entry: AlertEntry, _ snapshot: Snapshot) -> String? {
    snapshot.words(entry).reason.flatMap { $0.longCause.isEmpty ? nil : clean($0.longCause) }
  }

  /// "Since Thu 17:40: won 14 +610 k, lost 9 −330 k"; nil where the data cannot tell.
  public static func changes(_ snapshot: Snapshot, width: Int) -> String? {
    snapshot.changes.map { clean(ChangeWords.line($0, snapshot, width: width)) }
  }

  /// "Leads: 212 came, 198 answered"; nil without leads.
  public static func leads(_ snapshot: Snapshot) -> String? {
    guard let changes = snapshot.changes, snapshot.readings.counts.leads > 0 else { return nil }
    return PlainWords.leads(ChangeWords.leads(changes.all))
  }

  /// "Thu 17:40", "yesterday": where what changed begins; nil where the data cannot tell.
  public static func beginning(_ snapshot: Snapshot) -> String? {
    snapshot.changes.map { ChangeWords.shortDay($0, snapshot) }
  }

  /// "Eve Holm, web, Ann".
  public static func lead(_ row: LeadRow) -> String {
    let parts = [row.name.isEmpty ? row.id : row.name, row.source, row.rep.isEmpty ? Words.noOwner : row.rep]
    return clean(parts.filter { !$0.isEmpty }.joined(separator: ", "))
  }

  /// "Acme renewal, 1.2 M EUR, Ann: quiet for 41 days".
  public static func deal(_ row: OpportunityRow) -> String {
    let parts = [
      row.displayName, row.amount.map { MoneyText.short($0) } ?? "", row.rep.isEmpty ? Words.noOwner : row.rep,
    ]
    let reason = row.reason.isEmpty ? "" : ": \(row.reason)"
    return clean(parts.filter { !$0.isEmpty }.joined(separator: ", ") + reason)
  }

  /// "Mon 22 Jun 2026": the day that the figures stand at.
  public static func day(_ snapshot: Snapshot) -> String {
    guard let date = Dates.date(snapshot.readings.query.asOf, snapshot) else { return Dates.unknown }
    return "\(CalendarWords.weekdays[date.isoWeekday - 1]) \(Dates.full(date))"
  }

  /// "Mon 22 Jun 09:00".
  public static func moment(_ instant: Instant, _ snapshot: Snapshot) -> String {
    Dates.moment(instant, snapshot, precision: snapshot.eventPrecision)
  }

  /// How many causes are critical and how many are warnings, as many as there are lines on the screen.
  public static func causes(_ snapshot: Snapshot) -> (critical: Int, warnings: Int) {
    let lines = snapshot.alerts.wrong(limit: .max).shown
    return (lines.count { $0.severity == .critical }, lines.count { $0.severity == .warning })
  }

  /// The name of the data, safe to show.
  public static func name(_ snapshot: Snapshot) -> String { clean(snapshot.title) }

  /// Text from outside within one line.
  public static func clean(_ text: String) -> String { Sanitizer.clean(text) }
}
