/// Many tests at once, with a bound on the share of false alarms among those flagged (statistics.md section 3).
/// Here because statistics and alerts both ask it.
public enum BenjaminiHochberg {
  /// Names of the tests flagged at `level`, in order of name: the k with the least p, for the greatest k with p_k <= level·k/m.
  public static func flagged(_ tests: [(name: String, p: Double)], level: Double) -> [String] {
    let order = tests.filter { !$0.p.isNaN }.sorted { first, second in
      first.p != second.p ? first.p < second.p : precedes(first.name, second.name)
    }
    let last = order.indices.last { order[$0].p <= level * Double($0 + 1) / Double(order.count) }
    guard let last else { return [] }
    return order[...last].map(\.name).sorted(by: precedes)
  }

  /// Order by code point, the same under every locale.
  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }
}
