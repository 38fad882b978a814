import AlertEngine
import Domain
import MetricEngine

/// Screens that are no lists as tables for a file.
enum ScreenExport {
  /// All alerts as they stand, a row each.
  static func alerts(_ entries: [AlertEntry], _ snapshot: Snapshot) -> ExportTable {
    ExportTable(
      header: [
        "rule", "title", "part", "state", "value", "value_text", "warns", "critical", "basis", "since", "fired_at",
        "cause", "touches", "owner", "do_next",
      ],
      rows: entries.map { entry in
        let words = snapshot.words(entry)
        let memory = AlertText(entry, snapshot)
        let (since, fired) = (words.reason?.since, entry.instance?.firedAt.map(\.isoText))
        return [
          .init(entry.finding.rule.id), .init(entry.finding.rule.title), .init(PlainLines.part(entry.key.scope)),
          .init(snapshot.standing(entry).longWord), .init(entry.finding.reading.value), .init(words.countedValue),
          .init(words.limit), .init(words.criticalLimit), .init(words.basis), .init(since), .init(fired ?? nil),
          .init(words.why), .init(words.touches), .init(memory.owner), .init(PlainLines.doNext(entry.finding.rule)),
        ]
      })
  }

  /// Where the data comes from, a row for each table of each source.
  static func sources(_ snapshot: Snapshot) -> ExportTable {
    ExportTable(
      header: ["source", "table", "rows", "rows_set_aside", "last_read", "newest_event", "is_live", "error"],
      rows: snapshot.sources.flatMap { source -> [[ExportTable.Value]] in
        let tables = source.rows.sorted { $0.key < $1.key }.map { (name: Optional($0.key), rows: Optional($0.value)) }
        return (tables.isEmpty ? [(name: nil, rows: nil)] : tables).map { table in
          [
            .init(source.name), .init(table.name), .init(table.rows), .whole(source.rejected),
            .init(source.lastRead.isKnown ? source.lastRead.isoText : nil),
            .init(source.newestEvent.isKnown ? source.newestEvent.isoText : nil),
            .text(source.isLive ? "yes" : "no"), .init(source.lastError),
          ]
        }
      })
  }

  /// Published figures beside your own, a row each.
  static func claims(_ claims: [Claim]) -> ExportTable {
    ExportTable(
      header: ["claim", "published", "yours", "likely", "out_of", "verdict"],
      rows: claims.map { claim in
        let words = ClaimText(claim: claim)
        return [
          .init(claim.title), .init(words.published), .init(words.yours), .init(words.likely), .init(words.basis),
          .init(words.verdict),
        ]
      })
  }

  /// All that is stored of a record, a row for each field; notes first.
  static func record(_ details: [[String]], notes: [String]) -> ExportTable {
    ExportTable(
      header: ["field", "value"],
      rows: notes.map { [.text("note"), .init($0)] }
        + details.filter { $0.count == 2 }.map { [.init($0[0]), .init($0[1])] })
  }

  /// Lines of a label and what it says; a line without a label goes on with the one before.
  static func lines(_ lines: [(label: String, text: String)]) -> ExportTable {
    var rows: [(label: String, text: String)] = []
    for line in lines where !line.text.isEmpty || !line.label.isEmpty {
      if line.label.isEmpty, let last = rows.indices.last {
        rows[last].text += " " + line.text
      } else {
        rows.append(line)
      }
    }
    return ExportTable(header: ["what", "value"], rows: rows.map { [.init($0.label), .init($0.text)] })
  }

  /// Keys and what they do, a row for each command.
  static func keys(_ bindings: [Binding]) -> ExportTable {
    ExportTable(
      header: ["section", "keys", "command", "what_it_does"],
      rows: bindings.map { binding in
        [
          .text(CommandWords.title(binding.section)), .init(binding.keys.map(\.name).joined(separator: " ")),
          .text(binding.id.settingsName), .text(binding.help),
        ]
      })
  }

  /// The themes that there are, a row each.
  static func themes(_ display: DisplayState) -> ExportTable {
    ExportTable(
      header: ["theme", "background", "shown"],
      rows: display.themes.map { theme in
        [
          .text(theme.name), .text(theme.isDark ? ThemeWords.dark : ThemeWords.light),
          .text(theme.name == display.themeName ? "yes" : "no"),
        ]
      })
  }

  /// The curve of time to close: what its cross-hair reads.
  static func curve(_ points: [CurvePoint]) -> ExportTable {
    ExportTable(
      header: ["days_since_opened", "won", "won_low_95", "won_high_95", "won_before", "lost"],
      rows: points.map { point in
        [
          .number(point.day), .number(point.won), .init(point.wonLow), .init(point.wonHigh), .init(point.wonBefore),
          .number(point.lost),
        ]
      })
  }

  /// The weeks of a panel's chart with what chance alone gives: what the cross-hair reads.
  static func weeks(_ trend: [TrendPoint], _ control: ControlLimits?) -> ExportTable {
    let chance = Dictionary((control?.weeks ?? []).map { ($0.week, $0) }) { first, _ in first }
    return ExportTable(
      header: ["week", "value", "count", "chance_low", "chance_high", "beyond_chance"],
      rows: trend.map { point in
        let bounds = chance[point.week]
        return [
          .text(point.week.iso), .init(point.value), .whole(point.count), .init(bounds?.low),
          .init(bounds?.high), bounds.map { .text($0.isBeyond ? "yes" : "no") } ?? .nothing,
        ]
      })
  }
}
