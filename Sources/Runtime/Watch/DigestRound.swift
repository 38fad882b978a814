import AlertEngine
import Dashboard
import Domain
import Reporting
import Settings
import Store

/// Queues the digests that are due, each once a day for each part of the organisation and each who gets it.
struct DigestRound {
  let store: Store
  let digests: [DigestSettings]
  let timeZone: String

  /// What tells digests of a part of the organisation from all others; when one was last made is looked up by it.
  static func topic(_ scope: Scope, to notifier: String) -> String {
    "digest/\(AlertKey(rule: "", scope: scope).scopeText)/\(notifier)"
  }

  /// - Parameters:
  ///   - names: names of the parts of the organisation.
  ///   - maker: asked for only if one is due.
  /// - Returns: how many were queued.
  func queueDue(
    at now: Instant, names: [Dimension: [String]], _ maker: () -> DigestMaker
  ) throws -> Int {
    var queued = 0
    for digest in digests {
      guard let due = DigestSchedule.dueTime(of: digest, at: now, timeZone: timeZone) else { continue }
      for scope in DigestScopes.all(digest.scope, in: names) {
        for notifier in digest.to where try queue(digest, scope, notifier, due: due, at: now, maker) { queued += 1 }
      }
    }
    return queued
  }

  private func queue(
    _ settings: DigestSettings, _ scope: Scope, _ notifier: String, due: Instant, at now: Instant,
    _ maker: () -> DigestMaker
  ) throws -> Bool {
    let topic = Self.topic(scope, to: notifier)
    let last = try store.lastQueued(topic: topic)
    if let last, last >= due { return false }
    let digest = maker().digest(of: scope, after: last)
    let subject = "digest/\(AlertKey(rule: "", scope: scope).scopeText)/\(due.isoText ?? "")"
    var notice = Notice(
      kind: .digest, dedupKey: try store.dedupKey(subject), organisation: PlainLines.name(digest.snapshot),
      title: digest.title, text: digest.text)
    notice.scope = PlainLines.clean(AlertKey(rule: "", scope: scope).scopeText)
    if case .element(_, let name) = scope { notice.recipients = settings.addresses[name].map { [$0] } }
    return try store.queue(try notice.encoded(), to: notifier, subject: subject, topic: topic, at: now)
  }
}
