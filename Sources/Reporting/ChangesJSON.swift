import Dashboard
import Domain
import MetricEngine

/// What changed as JSON: every kind with count and money, null where the data cannot tell.
enum ChangesJSON {
  static func value(_ changes: WhatChanged) -> JSONValue {
    let all = changes.all
    return .object(
      [("after", all.from.json), ("to", all.to.json)]
        + ChangeKind.allCases.map { ($0.rawValue, group(all[$0], changes.largest[$0] ?? [])) } + [
          ("moved_forward", all.movedForward.map { .int($0) } ?? .null),
          ("leads_created", .int(all.leadsCreated)),
          ("leads_answered", all.leadsAnswered.map { .int($0) } ?? .null),
          ("leads_qualified", all.leadsQualified.map { .int($0) } ?? .null),
        ])
  }

  private static func group(_ group: ChangeGroup?, _ largest: [OpportunityRow]) -> JSONValue {
    guard let group else { return .null }
    return .object([
      ("n", .int(group.count)), ("amount", group.money.json), ("largest", .array(largest.map(deal))),
    ])
  }

  private static func deal(_ deal: OpportunityRow) -> JSONValue {
    .object([
      ("id", .string(deal.id)), ("amount", deal.amount.map { MoneyByCurrency([$0]).json } ?? .null),
      ("old", value(deal.change?.old)), ("new", value(deal.change?.new)),
    ])
  }

  private static func value(_ value: ChangeValue?) -> JSONValue {
    switch value {
    case nil: .null
    case .date(let instant): instant.json
    case .amount(let money): .double(Double(money.hundredths) / 100)
    case .name(let name): .string(name)
    }
  }
}
