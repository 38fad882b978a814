import Domain

/// People or accounts by id or name: rows may carry either, screens show a name that is unique.
struct Directory {
  /// Unique names by entry.
  let displayNames: [String]
  private var byID: [String: Int] = [:]
  private var byName: [String: Int] = [:]

  /// Names that two entries share get their id behind them, as `Ann Lee (u12)`.
  init(ids: TextColumn, names: TextColumn) {
    let shown = (0..<ids.count).map { names.isEmpty(at: $0) ? ids[$0] : names[$0] }
    let uses = Dictionary(shown.map { ($0, 1) }, uniquingKeysWith: +)
    displayNames = shown.enumerated().map { uses[$1] == 1 ? $1 : "\($1) (\(ids[$0]))" }
    for entry in displayNames.indices {
      byID[ids[entry]] = entry
      if uses[shown[entry]] == 1 { byName[shown[entry]] = entry }
    }
  }

  /// The entry that a row means: by id, else by name where only one has it.
  func entry(_ text: String) -> Int? { text.isEmpty ? nil : byID[text] ?? byName[text] }

  /// The name to show for what a row carries; itself if nobody is known by it.
  func name(_ text: String) -> String { entry(text).map { displayNames[$0] } ?? text }
}
