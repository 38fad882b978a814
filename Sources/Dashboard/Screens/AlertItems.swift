import AlertEngine
import Cells
import Domain

/// The worst leads or deals of a finding, where the figures on screen come with them.
enum AlertItems {
  /// So many are named; the list that Enter opens has them all.
  static let most = 5

  static func lines(_ finding: Finding, _ snapshot: Snapshot) -> [RichLine] {
    switch finding.rule.request.statistic {
    case .unanswered:
      aligned(
        snapshot.waiting.filter { $0.secondsLeft < 0 }.prefix(most).map { lead in
          [
            .plain(lead.name.isEmpty ? lead.id : lead.name), .dim(lead.source),
            .dim(lead.rep.isEmpty ? Words.noOwner : lead.rep),
            .plain(AlertWords.late(by: Durations.clock(-lead.secondsLeft))),
          ]
        })
    case .idle:
      aligned(
        snapshot.quiet.prefix(most).map { deal in
          [
            .plain(deal.displayName), .dim(deal.stage), .dim(deal.rep.isEmpty ? Words.noOwner : deal.rep),
            .plain(deal.idleDays.map { AlertWords.quiet(Durations.days($0.rounded(.down))) } ?? ""),
            .strong(deal.amount.map { MoneyText.short($0) } ?? ""),
          ]
        })
    default: []
    }
  }

  /// Rows of cells as lines, each column as wide as its widest cell; columns without any text are left out.
  private static func aligned(_ rows: [[Span]]) -> [RichLine] {
    let columns = rows.first?.indices ?? 0..<0
    let widths = columns.map { column in rows.map { TextWidth.of($0[column].text) }.max() ?? 0 }
    return rows.map { row in
      RichLine(
        columns.filter { widths[$0] > 0 }.map { column in
          [Span(text: TextWidth.pad(row[column].text, to: widths[column]), role: row[column].role)]
        })
    }
  }
}
