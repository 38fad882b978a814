import Domain

/// How soon leads are to be answered, in words.
enum AnswerLimitText {
  /// One line for each length of time, the shortest first: "5 min: web_form, demo".
  static func lines(_ profile: Profile) -> [String] {
    guard !profile.responseLimits.isEmpty else { return [] }
    let sources = Dictionary(grouping: profile.responseLimits.keys.sorted()) { profile.responseLimits[$0] ?? 0 }
    let lines = sources.sorted { $0.key < $1.key }.map { seconds, names in
      let shown = names.prefix(most).joined(separator: ", ")
      let more = names.count > most ? " and \(Numbers.whole(names.count - most)) more" : ""
      return "an answer within \(Durations.limit(seconds: seconds)): \(shown)\(more)"
    }
    let assumed = profile.assumedLimits.isEmpty ? [] : ["told by what sources are called; response_limits sets others"]
    return lines + ["all others within \(Durations.limit(seconds: profile.responseLimit))"] + assumed
  }

  private static let most = 12
}
