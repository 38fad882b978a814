import Domain

/// How soon whoever came by a source expects an answer, told by what the source is called (statistics.md section 2,
/// learned defaults).
enum SourceClass {
  /// Asked for somebody: a demo, a quote, a call.
  case request
  /// Came by itself, for whatever reason.
  case inbound
  /// Read or heard something, or was put on a list.
  case content

  /// The class of a source; nil where its name says nothing.
  init?(_ name: String) {
    let words = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
    guard !words.isEmpty, words.isDisjoint(with: Self.unknown) else { return nil }
    self =
      words.isDisjoint(with: Self.listed)
      ? words.isDisjoint(with: Self.asking) ? .inbound : .request : .content
  }

  /// Seconds of working time until the answer is due.
  func limit(_ hours: BusinessHours) -> Int {
    switch self {
    case .request: 300
    case .inbound: 3_600
    case .content: max(3_600, hours.longestDay)
    }
  }

  private static let asking: Set<String> = [
    "demo", "contact", "request", "requests", "quote", "pricing", "trial", "callback", "consultation", "inquiry",
    "enquiry", "form", "forms", "chat",
  ]
  private static let listed: Set<String> = [
    "content", "list", "lists", "webinar", "webinars", "ebook", "whitepaper", "download", "downloads", "newsletter",
    "blog", "import", "imported", "purchased", "cold", "outbound",
  ]
  private static let unknown: Set<String> = ["unknown", "none", "other", "null", "undefined"]
}

extension ProfileInference {
  /// Limits for the first answer by source, of those that nobody has given one and whose names tell.
  /// - Parameters:
  ///   - given: limits that somebody set, by source in any letters.
  ///   - hours: the working hours; mere readers are answered within a day of these.
  public static func responseLimits(
    _ sources: Vocabulary, besides given: [String: Int], hours: BusinessHours
  ) -> [String: Int] {
    let known = Set(given.keys.map { $0.lowercased() })
    var limits: [String: Int] = [:]
    for name in sources.names where !known.contains(name.lowercased()) {
      limits[name] = SourceClass(name)?.limit(hours)
    }
    return limits
  }
}

extension BusinessHours {
  /// Open seconds of the weekday that is open longest.
  fileprivate var longestDay: Int {
    (1...7).map { day in spans(weekday: day).reduce(0) { $0 + 60 * ($1.closesAt - $1.opensAt) } }.max() ?? 0
  }
}
