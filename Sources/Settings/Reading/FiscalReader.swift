import Domain
import Yams

/// `fiscal`: in which month the years begin, and how their quarters are made.
extension Notes {
  mutating func readFiscal(_ node: Node, into fiscal: inout FiscalSettings) {
    read(node, "fiscal", Self.fiscalKeys, into: &fiscal)
  }

  private static let fiscalKeys: [Key<FiscalSettings>] = [
    Key("start") { node, notes, fiscal in fiscal.startMonth = notes.month(node) ?? fiscal.startMonth },
    Key("pattern") { node, notes, fiscal in
      let patterns = FiscalCalendar.Pattern.allCases.map { ($0.rawValue, $0) }
      fiscal.pattern = notes.choice(node, "pattern", patterns) ?? fiscal.pattern
    },
  ]

  /// A month as `February`, `Feb` or `2`.
  private mutating func month(_ node: Node) -> Int? {
    guard let name = text(node, "start") else { return nil }
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    if let number = Int(name), (1...12).contains(number) { return number }
    let typed = name.lowercased()
    if typed.count >= 3, let index = months.firstIndex(where: { $0.lowercased().hasPrefix(typed) }) { return index + 1 }
    let near = suggestion(for: name, among: months)
    error(node, "unknown month \(quoted(name))", hint: near.isEmpty ? "write February or 2" : near)
    return nil
  }
}
