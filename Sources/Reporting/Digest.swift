import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// A day of one part of the organisation in a dozen lines of plain text.
public struct Digest: Sendable, Equatable {
  /// Lines at most.
  public static let mostLines = 12
  /// Columns that a line should not pass, so that mail programs do not break it.
  static let width = 100
  private static let mostAlerts = 3
  private static let mostDeals = 5

  /// What the figures are of: those of one part of the organisation.
  public var snapshot: Snapshot
  /// That part.
  public var scope: Scope
  /// Deals that want a person, the one that wants them most first.
  public var deals: [OpportunityRow]

  /// A digest of these.
  public init(_ snapshot: Snapshot, scope: Scope, deals: [OpportunityRow]) {
    self.snapshot = snapshot
    self.scope = scope
    self.deals = deals
  }

  /// "Acme, team North: Mon 22 Jun 2026, 2 critical, 1 warning".
  public var title: String {
    let part = PlainLines.part(scope)
    let name = PlainLines.name(snapshot) + (part.isEmpty ? "" : ", \(part)")
    return "\(name): \(PlainLines.day(snapshot)), \(verdict)"
  }

  /// Title, what is wrong, what changed, whom to call; on a silent day that it is one.
  public var lines: [String] {
    guard !isSilent else {
      return [title, "nothing new" + (PlainLines.beginning(snapshot).map { " since \($0)" } ?? "")]
    }
    return [title] + alertLines + changeLines + dealLines
  }

  /// The lines as one text.
  public var text: String { lines.joined(separator: "\n") }

  /// True if no row changed in any way that is told, and no alert said anything.
  public var isSilent: Bool {
    guard let changes = snapshot.changes else { return raised.isEmpty }
    let isQuiet = snapshot.alerts.entries.allSatisfy { entry in
      entry.log.allSatisfy { $0.at <= changes.beginning.after }
    }
    return isQuiet && changes.all.isEmpty
  }

  private var raised: [AlertEntry] {
    let heads = snapshot.alerts.lines.shown.map(\.head.key)
    return heads.compactMap { snapshot.alerts[$0] }
  }

  private var verdict: String {
    let entries = snapshot.alerts.entries
    let (critical, warnings) = PlainLines.causes(snapshot)
    let words = [(critical, "critical"), (warnings, warnings == 1 ? "warning" : "warnings")]
    let said = words.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    guard said.isEmpty else { return said.joined(separator: ", ") }
    return entries.contains { $0.finding.isEvaluated } ? "no limit broken" : "nothing to judge"
  }

  /// One line for each cause, as on screen; where there are too many the last names the others.
  private var alertLines: [String] {
    let all = raised
    guard all.count > Self.mostAlerts else { return all.map(alertLine) }
    let first = all.prefix(Self.mostAlerts - 1)
    return first.map(alertLine) + [others(all.dropFirst(first.count))]
  }

  private func alertLine(_ entry: AlertEntry) -> String {
    PlainLines.alert(entry, snapshot) + (entry.display == .firing ? "" : " (\(entry.display.rawValue))")
  }

  /// "also Leads answered in time 30 %, Deals following the process 83 %, 2 more": as many as a line holds.
  private func others(_ entries: ArraySlice<AlertEntry>) -> String {
    var line = ""
    for (place, entry) in entries.enumerated() {
      let longer = (line.isEmpty ? "also " : line + ", ") + PlainLines.short(entry, snapshot)
      let left = entries.count - place
      guard longer.count + (left > 1 ? 9 : 0) <= Self.width else { return line + ", \(left) more" }
      line = longer
    }
    return line
  }

  private var changeLines: [String] {
    [PlainLines.changes(snapshot, width: Self.width), PlainLines.leads(snapshot)].compactMap(\.self)
  }

  private var dealLines: [String] {
    guard !deals.isEmpty else { return [] }
    return ["Deals that want a person:"] + deals.prefix(Self.mostDeals).map { "  \(PlainLines.deal($0))" }
  }
}

extension Changes {
  /// True if nothing of all that is told changed.
  fileprivate var isEmpty: Bool {
    let leads = [leadsCreated, leadsAnswered ?? 0, leadsQualified ?? 0]
    return ChangeKind.allCases.allSatisfy { self[$0]?.rows.isEmpty ?? true } && leads.allSatisfy { $0 == 0 }
      && movedForward ?? 0 == 0
  }
}
