import MetricEngine

/// Drilldown statistics with the keys of the reference.
enum DrilldownStatsJSON {
  static func value(_ stats: DrilldownStats) -> JSONValue {
    .object([
      ("unanswered_over_24h", digest(stats.unansweredOverADay)),
      ("answered_over_24h_last28", digest(stats.answeredLate)),
      ("open_idle_over_14d", digest(stats.quiet)),
      ("open_older_than_won_p80", digest(stats.olderThanWinners)),
      ("open_with_skip", digest(stats.withSkip)),
      ("open_with_backward", digest(stats.withBackward)),
      ("lost_with_at_most_1_activity", digest(stats.gaveUp)),
    ])
  }

  /// Number, first five names, and the SHA-256 of all names in their order with line feeds between them; null where the
  /// data cannot say.
  private static func digest(_ names: RowNames?) -> JSONValue {
    guard let names else { return .null }
    var hash = SHA256()
    var isFirst = true
    names.forEachName { name in
      if !isFirst { hash.update([UInt8(ascii: "\n")]) }
      hash.update(name)
      isFirst = false
    }
    return .object([
      ("n", .int(names.rows.count)), ("first", .array(names.first(5).map { .string($0) })),
      ("sha256", .string(hash.finalize())),
    ])
  }
}
