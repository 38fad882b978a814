import Domain
import MetricEngine

/// Process statistics with the keys of the reference.
enum ProcessStatsJSON {
  static func value(_ stats: ProcessStats) -> JSONValue {
    .object([
      ("dfg", .object(stats.transitions.map { ("\($0.from)>\($0.to)", .int($0.count)) })),
      ("dfg_start", .object(stats.starts.map { ($0.name, .int($0.count)) })),
      ("dfg_end", .object(stats.ends.map { ($0.name, .int($0.count)) })),
      ("alignment_moves_closed", stats.moves.json),
      ("dwell", .object(stats.stays.filter { $0.mean != nil }.map { ($0.stage, stay($0)) })),
      ("conform_vs_win", table(stats.conformAgainstWin)),
      ("conform_vs_win_mh_by_segment", stats.conformAgainstWinBySegment.map(pooled) ?? .null),
      ("conform_vs_win_reached", .object(stats.reached.map { ($0.stage, table($0.table)) })),
      ("skip_last60_vs_prev60", table(stats.skipLately)),
      ("variants_in_detail", .array(stats.variants.map(variant))),
    ])
  }

  private static func stay(_ stay: ProcessStats.Stay) -> JSONValue {
    .object([
      (
        "km",
        .object([
          ("rmst_at", .double(stay.limit)), ("rmst", .number(stay.mean)), ("rmst_se", .number(stay.error)),
        ])
      )
    ])
  }

  private static func variant(_ variant: Variant) -> JSONValue {
    .object([
      ("path", .string(variant.path.joined(separator: ">"))), ("n", .int(variant.count)),
      ("coverage", .number(variant.coverage)), ("won", variant.won.json), ("median_days", .number(variant.medianDays)),
    ])
  }

  /// Ratios and differences are left out where a cell or a group is empty.
  private static func table(_ table: TwoByTwo) -> JSONValue {
    let cells = [table.table.a, table.table.b, table.table.c, table.table.d].map { JSONValue.int(Int($0)) }
    var members: [(String, JSONValue)] = [("table", .array(cells)), ("fisher_p", .double(table.fisherP))]
    func add(_ estimate: Estimate?, _ name: String, _ interval: String) {
      guard let estimate else { return }
      members += [
        (name, .number(estimate.value)), (interval, .array([.number(estimate.low), .number(estimate.high)])),
      ]
    }
    add(table.oddsRatio, "odds_ratio", "or_ci")
    add(table.riskRatio, "risk_ratio", "rr_ci")
    add(table.difference, "diff", "diff_ci_newcombe")
    return .object(members)
  }

  private static func pooled(_ pooled: MantelHaenszel) -> JSONValue {
    guard let ratio = pooled.oddsRatio else {
      return .object([("strata", .int(pooled.strata)), ("or_pooled", .null)])
    }
    return .object([
      ("strata", .int(pooled.strata)), ("or_pooled", .number(ratio.value)),
      ("ci", .array([.number(ratio.low), .number(ratio.high)])), ("p", .number(pooled.p)),
    ])
  }
}
