/// Says what a table is and which column is which.
public enum KindDetector {
  /// What came out.
  public enum Verdict: Sendable, Equatable {
    case mapped(TableMapping)
    /// Why the table is left out, and what to do if that is wrong.
    case leftOut(String)
  }

  /// Least score of a table that is recognised: about two speaking columns.
  static let enough = 3.0
  /// How far the second best must lie behind.
  static let margin = 1.0

  /// Recognises a table by what the user says, its name, headers and values.
  /// - Parameter joined: tables that other files of the set hold, so that references to them are taken by id.
  public static func detect(
    _ sample: TableSample, told: FileMapping? = nil, joined: Set<RecordKind> = []
  ) -> Verdict {
    if told?.ignored == true { return .leftOut("as told") }
    let kinds = told?.kind.map { [$0] } ?? RecordKind.allCases
    let ranked = kinds.map { ColumnMatcher.match($0, sample, told: told, joined: joined) }
      .sorted { $0.score > $1.score }
    guard let best = ranked.first, !sample.headers.isEmpty else { return .leftOut("it has no columns") }
    if told?.kind == nil {
      guard best.score >= enough else { return .leftOut(unknown(sample)) }
      if let rival = ranked.dropFirst().first(where: { $0.score > best.score - margin && missing($0.mapping).isEmpty }),
        missing(best.mapping).isEmpty
      {
        return .leftOut(undecided(sample, best.mapping.kind, rival.mapping.kind))
      }
    }
    let absent = missing(best.mapping)
    if !absent.isEmpty { return .leftOut(incomplete(sample, best.mapping.kind, absent)) }
    return .mapped(best.mapping)
  }

  /// Fields that the table cannot be read without and that no column holds.
  private static func missing(_ mapping: TableMapping) -> [String] {
    TableClues.of(mapping.kind).required.filter { mapping.rule($0) == nil }
  }

  private static func unknown(_ sample: TableSample) -> String {
    let shown = sample.headers.prefix(6).map { safeText($0) }.joined(separator: ", ")
    let more = sample.headers.count > 6 ? ", ..." : ""
    return "its columns (\(shown)\(more)) are none of leads, opportunities, stages, activities, users, accounts or "
      + "targets. If they are: --map '\(safeText(sample.name))=KIND'."
  }

  private static func undecided(_ sample: TableSample, _ one: RecordKind, _ other: RecordKind) -> String {
    "it may be \(one.rawValue) or \(other.rawValue). Decide with --map '\(safeText(sample.name))=\(one.rawValue)'."
  }

  private static func incomplete(_ sample: TableSample, _ kind: RecordKind, _ missing: [String]) -> String {
    "it looks like \(kind.rawValue), but no column holds \(missing.joined(separator: " or ")). "
      + "If one does: --map '\(safeText(sample.name)):HEADER=\(missing[0])'."
  }
}
