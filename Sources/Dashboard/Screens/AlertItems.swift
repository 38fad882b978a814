import AlertEngine
import Domain

/// The worst leads or deals of a finding, where the figures on screen come with them.
enum AlertItems {
  /// So many are named; the list that Enter opens has them all.
  static let most = 5

  static func blocks(_ finding: Finding, _ snapshot: Snapshot) -> [Block] {
    guard finding.severity > .ok else { return [] }
    let lines = lines(finding, snapshot)
    guard !lines.isEmpty else { return [] }
    return [.gap] + lines.enumerated().map { Block.line(60 - $0.offset, $0.element) }
  }

  private static func lines(_ finding: Finding, _ snapshot: Snapshot) -> [RichLine] {
    switch finding.rule.request.statistic {
    case .unanswered:
      snapshot.waiting.filter { $0.secondsLeft < 0 }.prefix(most).map { lead in
        RichLine([
          [.plain(lead.name.isEmpty ? lead.id : lead.name)], [.dim(lead.source)],
          [.dim(lead.rep.isEmpty ? "no owner" : lead.rep)],
          [.plain("late by \(Durations.clock(-lead.secondsLeft))"), .dim(" of work")],
        ])
      }
    case .idle:
      snapshot.quiet.prefix(most).map { deal in
        RichLine([
          [.plain(deal.displayName)], deal.stage.isEmpty ? nil : [.dim(deal.stage)],
          [.dim(deal.rep.isEmpty ? "no owner" : deal.rep)],
          deal.idleDays.map { [.plain("quiet \(Durations.days($0.rounded(.down)))")] },
          deal.amount.map { [.strong(MoneyText.short($0))] },
        ])
      }
    default: []
    }
  }
}
