import Domain
import MetricEngine

@testable import Dashboard

extension Sample {
  /// When the user last looked: Thu 19 Nov 17:40.
  static let lastLook = asOf.adding(days: -2)

  /// What the dashboard asks with who last looked then.
  static let since = ChangesSince(looks: [lastLook])

  /// Two days in which something of most kinds happened; nobody recorded dates and amounts as they were.
  static func changes(_ meaning: ChangesSince.Choice = .lastLook) -> WhatChanged {
    var all = Changes(from: lastLook, to: asOf)
    all.won = group(14, 612_000)
    all.lost = group(9, 330_000)
    all.new = group(22, 1_100_000)
    all.movedBack = group(4, 260_000, from: 100) { _ in (.name("Proposal"), .name("Demo")) }
    all.movedForward = 31
    all.goneQuiet = group(8, 190_000, from: 200) { _ in (.date(asOf.adding(days: -15)), .date(asOf.adding(days: -1))) }
    all.leadsCreated = 212
    all.leadsAnswered = 198
    all.leadsQualified = 31
    var largest: [ChangeKind: [OpportunityRow]] = [:]
    for kind in ChangeKind.allCases {
      if let group = all[kind], group.count > 0 { largest[kind] = Array(changed(kind, group).prefix(3)) }
    }
    return WhatChanged(
      beginning: ChangesBeginning(after: lastLook, shown: lastLook, meaning: meaning), all: all, largest: largest)
  }

  /// The same, with a history of dates and amounts.
  static func changesWithHistory() -> WhatChanged {
    var changes = changes()
    changes.all.pushed = group(5, 700_000, from: 300) { _ in (.date(day(30)), .date(day(75))) }
    changes.all.pulledIn = group(0, 0)
    changes.all.amountChanged = group(3, -120_000, from: 400) { _ in
      (.amount(Money(hundredths: 14_000_000, currency: "EUR")), .amount(Money(hundredths: 9_000_000, currency: "EUR")))
    }
    return changes
  }

  private static func day(_ days: Int) -> Instant { asOf.utcDate.adding(days: days).midnightUTC }

  private static func group(
    _ count: Int, _ units: Int64, from first: Int32 = 0,
    _ values: (Int) -> (old: ChangeValue?, new: ChangeValue?) = { (nil, .date(asOf.adding(-Int64($0) * 3_600 - 60))) }
  ) -> ChangeGroup {
    ChangeGroup(
      money: count == 0 ? MoneyByCurrency() : money(units),
      rows: (0..<count).map { ChangeRow(row: first + Int32($0), old: values($0).old, new: values($0).new) })
  }

  /// The deals of a kind as a list shows them.
  static func changed(_ kind: ChangeKind, _ group: ChangeGroup) -> [OpportunityRow] {
    let patterns = quiet()
    return group.rows.enumerated().map { index, change in
      var row = patterns[index % patterns.count]
      row.row = change.row
      row.id = "O-\(2_000 + index)"
      if index >= patterns.count { row.name += " \(index)" }
      row.change = change
      return row
    }
  }
}
