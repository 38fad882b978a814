import AlertEngine
import Domain
import Foundation
import Yams

/// `notify`: who is told of alerts outside the terminal.
extension Notes {
  /// One notifier, or a list of them. They take the place of those of the files below.
  mutating func readNotifiers(_ node: Node, into notifiers: inout [NotifierSettings]) {
    var read: [NotifierSettings] = []
    for entry in node.sequence.map(Array.init) ?? [node] {
      guard let notifier = notifier(entry) else { continue }
      if read.contains(where: { $0.name == notifier.name }) {
        error(
          entry.mapping?["name"] ?? entry, "notifier \(quoted(notifier.name)) is given twice",
          hint: "give each a name of its own")
      } else {
        read.append(notifier)
      }
    }
    notifiers = read
  }

  private mutating func notifier(_ node: Node) -> NotifierSettings? {
    var draft = NotifierDraft()
    let before = issues.count
    read(node, "notify", NotifierDraft.keys, into: &draft)
    guard let way = draft.ways.first else {
      if issues.count == before {
        error(node, "a notifier needs a way to tell", hint: "write command, webhook, sendmail or desktop")
      }
      return nil
    }
    guard draft.ways.count == 1 else {
      error(node, "a notifier tells in one way only", hint: "write two notifiers")
      return nil
    }
    var notifier = NotifierSettings(name: draft.name ?? way.word, way: way)
    notifier.least = draft.least ?? notifier.least
    notifier.timeout = draft.timeout ?? notifier.timeout
    notifier.giveUpAfter = draft.giveUpAfter ?? notifier.giveUpAfter
    notifier.hearsAlerts = draft.hearsAlerts ?? true
    return notifier
  }
}

/// A notifier while it is read.
private struct NotifierDraft {
  var name: String?
  var ways: [NotifierSettings.Way] = []
  var least: Severity?
  var timeout: Int?
  var giveUpAfter: Int?
  var hearsAlerts: Bool?

  static let keys: [Key<NotifierDraft>] = [
    Key("name") { node, notes, draft in draft.name = notes.notifierName(node) },
    Key("command") { node, notes, draft in
      let words = notes.texts(node, "command")
      if !words.isEmpty { draft.ways.append(.command(words)) }
    },
    Key("webhook") { node, notes, draft in
      if let address = notes.webAddress(node) { draft.ways.append(.webhook(address)) }
    },
    Key("sendmail") { node, notes, draft in
      let addresses = (node.sequence.map(Array.init) ?? [node]).compactMap { notes.mailAddress($0) }
      if !addresses.isEmpty { draft.ways.append(.sendmail(addresses)) }
    },
    Key("desktop") { node, notes, draft in
      if notes.flag(node, "desktop") == true { draft.ways.append(.desktop) }
    },
    Key("level") { node, notes, draft in
      draft.least = notes.choice(node, "level", [("warning", .warning), ("critical", .critical)])
    },
    Key("timeout") { node, notes, draft in draft.timeout = notes.duration(node, "timeout", in: 1...600) },
    Key("give_up") { node, notes, draft in
      draft.giveUpAfter = notes.duration(node, "give_up", in: 60...30 * 86_400)
    },
    Key("alerts") { node, notes, draft in draft.hearsAlerts = notes.flag(node, "alerts") },
  ]
}

extension NotifierSettings.Way {
  fileprivate var word: String {
    switch self {
    case .command: "command"
    case .webhook: "webhook"
    case .sendmail: "sendmail"
    case .desktop: "desktop"
    }
  }
}

extension Notes {
  /// A length of time within bounds.
  fileprivate mutating func duration(_ node: Node, _ what: String, in range: ClosedRange<Int>) -> Int? {
    guard let seconds = duration(node, what) else { return nil }
    if range.contains(seconds) { return seconds }
    error(node, "\(what) must be from \(range.lowerBound) to \(range.upperBound) seconds, not \(node.kindName)")
    return nil
  }

  /// Names are written to the store and into logs.
  fileprivate mutating func notifierName(_ node: Node) -> String? {
    guard let name = text(node, "name") else { return nil }
    if name.utf8.count <= 40, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }) {
      return name
    }
    error(node, "name must be letters, digits and -_. only, not \(quoted(name))")
    return nil
  }

  fileprivate mutating func webAddress(_ node: Node) -> String? {
    guard let text = text(node, "webhook") else { return nil }
    let isPlain = text.utf8.allSatisfy {
      $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    let url = URLComponents(string: text)
    if isPlain, let url, ["http", "https"].contains(url.scheme), !(url.host ?? "").isEmpty { return text }
    error(node, "webhook must be a web address", hint: "write https://hooks.example.com/services/...")
    return nil
  }

  /// An address as `sendmail` takes it: nothing that could be a flag or a header.
  mutating func mailAddress(_ node: Node) -> String? {
    guard let text = text(node, "a mail address") else { return nil }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "@.-_+".contains($0)) }
    if isPlain, parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !text.hasPrefix("-"), text.utf8.count < 255 {
      return text
    }
    error(node, "\(quoted(text)) is no mail address", hint: "write ann@example.com")
    return nil
  }
}
