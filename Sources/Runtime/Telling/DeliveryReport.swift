import Dashboard
import Domain
import Reporting
import Store

/// What had to be told to notifiers and what came of it, printed by `dealtop alerts deliveries`.
public struct DeliveryReport {
  private let deliveries: [Delivery]

  /// A report about these, in their order.
  public init(_ deliveries: [Delivery]) { self.deliveries = deliveries }

  /// One line each; times in UTC. The time is that of the event, of a digest that of its making.
  public var lines: [String] {
    deliveries.isEmpty ? ["nothing had to be told"] : deliveries.map(line)
  }

  private func line(_ delivery: Delivery) -> String {
    let tries = delivery.tries == 1 ? "1 try" : "\(delivery.tries) tries"
    let parts: [String?] = [
      (delivery.event?.at ?? delivery.queuedAt).minuteText, delivery.subject, "to \(delivery.notifier)",
      delivery.outcome, tries, delivery.lastError.map { "last error: \($0)" },
    ]
    return PlainLines.clean(parts.compactMap(\.self).joined(separator: "  "))
  }

  /// `{"deliveries": [...]}`: `at` is when the event happened, null of digests; `settled_at` when it was told or given
  /// up; `next_try` is null where there will be none.
  public var json: JSONValue {
    .object([("deliveries", .array(deliveries.map(value)))])
  }

  private func value(_ delivery: Delivery) -> JSONValue {
    .object([
      ("id", .int(Int(delivery.id))), ("dedup_key", .string(delivery.dedupKey)), ("topic", .string(delivery.topic)),
      ("rule", delivery.event.map { .string($0.rule) } ?? .null),
      ("scope", delivery.event.map { .string($0.scope) } ?? .null),
      ("event", delivery.event.map { .string($0.event) } ?? .null), ("at", delivery.event?.at.json ?? .null),
      ("to", .string(delivery.notifier)), ("outcome", .string(delivery.state.rawValue)),
      ("tries", .int(delivery.tries)), ("queued_at", delivery.queuedAt.json),
      ("settled_at", delivery.settledAt?.json ?? .null),
      ("next_try", delivery.isOpen ? delivery.nextTry.json : .null),
      ("last_error", delivery.lastError.map { .string($0) } ?? .null),
    ])
  }
}

extension Delivery {
  /// True if somebody will try to tell it.
  fileprivate var isOpen: Bool { state == .pending || state == .failed }

  /// "response-share  fired_warn", of a part of the organisation with its name; of digests their topic.
  fileprivate var subject: String {
    guard let event else { return topic }
    return ([event.rule] + (event.scope == "all" ? [] : [event.scope]) + [event.event]).joined(separator: "  ")
  }

  /// "sent 2026-06-30 18:00Z", "failed, next try 2026-06-30 18:00Z".
  fileprivate var outcome: String {
    switch state {
    case .pending: "pending"
    case .failed: "failed, next try \(nextTry.minuteText)"
    case .sent: "sent\(settled)"
    case .givenUp: "given up\(settled)"
    }
  }

  private var settled: String { settledAt.map { " \($0.minuteText)" } ?? "" }
}
