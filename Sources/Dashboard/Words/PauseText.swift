import AlertEngine
import Domain

/// After how long an opportunity is quieter than those that were won, in words.
extension FigureText {
  /// "Discovery 9 d, Demo 12 d (enterprise 20 d), elsewhere 11 d"; nil of rules that ask for nothing of the kind.
  func pauses(_ snapshot: Snapshot) -> String? {
    guard case .idleBeyond(let limits) = statistic else { return nil }
    let known = profile.process.stages.filter { limits.byStage[$0] != nil }
    let others = limits.byStage.keys.filter { !$0.isEmpty && !known.contains($0) }.sorted()
    let stages = (known + others).map { "\($0) \(Self.days(limits.byStage[$0] ?? [:]))" }
    let money = MoneyText.short(limits.usualMoney).map { "; usually \($0) in all" } ?? ""
    return (stages + ["elsewhere \(limits.usual) d"]).joined(separator: ", ") + money
  }

  /// "12 d", or with the segments that differ "12 d (enterprise 20 d)".
  private static func days(_ bySegment: [String: Int]) -> String {
    let counts = Dictionary(grouping: bySegment.values, by: \.self).mapValues(\.count)
    let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    let differing = bySegment.filter { $0.value != usual && !$0.key.isEmpty }.sorted { $0.key < $1.key }
    guard !differing.isEmpty else { return "\(usual) d" }
    return "\(usual) d (\(differing.map { "\($0) \($1) d" }.joined(separator: ", ")))"
  }
}
