import Domain
import Yams

/// `digest`: a few lines about the day, and when they are sent.
extension Notes {
  /// One digest, or a list of them. They take the place of those of the files below.
  mutating func readDigests(_ node: Node, into digests: inout [DigestSettings]) {
    digests = (node.sequence.map(Array.init) ?? [node]).compactMap { entry in
      var digest = DigestSettings()
      let before = issues.count
      read(entry, "digest", Self.digestKeys, into: &digest)
      if digest.to.isEmpty, issues.count == before {
        error(entry, "a digest needs somebody to send it to", hint: "write to: and the name of a notifier")
      }
      return issues.count > before ? nil : digest
    }
  }

  private static let digestKeys: [Key<DigestSettings>] = [
    Key("at") { node, notes, digest in
      guard let at = notes.timeOfDay(node, "at") else { return }
      if at < 1_440 { digest.at = at } else { notes.error(node, "at must be before midnight", hint: "write 07:30") }
    },
    Key("days") { node, notes, digest in digest.days = notes.weekdays(node) ?? digest.days },
    Key("scope") { node, notes, digest in digest.scope = notes.digestScope(node) ?? digest.scope },
    Key("to") { node, notes, digest in digest.to = notes.texts(node, "to") },
    Key("addresses") { node, notes, digest in
      for (name, _, value) in notes.entries(node, "addresses") { digest.addresses[name] = notes.mailAddress(value) }
    },
  ]

  private mutating func digestScope(_ node: Node) -> DigestScope? {
    guard let text = text(node, "scope") else { return nil }
    if let scope = DigestScope(text) { return scope }
    let names = Domain.Dimension.allCases.map(\.rawValue)
    let typed = text.hasPrefix("per ") ? text.dropFirst(4) : text.prefix { $0 != ":" }
    let near = nearestName(to: String(typed), in: names).map { "did you mean \($0)?" }
    error(
      node, "scope cannot be \(quoted(text))", hint: near ?? "write all, per manager, per team or team:North")
    return nil
  }

  /// Digests go to notifiers that are there; checked when both have been read, in whatever order they come.
  mutating func checkDigests(_ root: Node, _ settings: inout Settings) {
    let known = settings.notifiers.map(\.name)
    for (index, digest) in settings.digests.enumerated() {
      for name in digest.to where !known.contains(name) {
        let node = receiver(name, of: index, root)
        error(
          node, "the digest goes to \(quoted(name)), which is no notifier",
          hint: known.isEmpty ? "list it under notify:" : suggestion(for: name, among: known))
      }
    }
    settings.digests.removeAll { digest in !digest.to.allSatisfy(known.contains) }
  }

  /// Where a receiver is written.
  private func receiver(_ name: String, of index: Int, _ root: Node) -> Node {
    guard let digest = root.mapping?["digest"] else { return root }
    let entries = digest.sequence.map(Array.init) ?? [digest]
    let places = entries.compactMap { $0.mapping?["to"] }.flatMap { $0.sequence.map(Array.init) ?? [$0] }
    return places.first { $0.scalar?.string == name } ?? digest
  }
}
