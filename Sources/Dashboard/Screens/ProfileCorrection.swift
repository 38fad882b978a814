import Domain

/// What the user may correct about the organisation, as a line of text and back.
enum ProfileCorrection {
  /// What cannot be taken over, in a few words for the person who typed it.
  struct Problem: Error, Equatable {
    var text: String
  }

  /// What stands in the line to begin with.
  static func text(_ assumption: SourcesState.Assumption, _ profile: Profile) -> String {
    switch assumption {
    case .stages: profile.process.stages.joined(separator: ", ")
    case .won: profile.process.won.joined(separator: ", ")
    case .lost: profile.process.lost.joined(separator: ", ")
    case .hours: HoursInput.text(profile.hours)
    }
  }

  /// An example of what may be typed, with a warning where one line cannot hold what there is.
  static func hint(_ assumption: SourcesState.Assumption, _ profile: Profile) -> String {
    assumption == .hours && profile.hours.week != nil
      ? SourcesWords.oneSpan : hint(assumption)
  }

  private static func hint(_ assumption: SourcesState.Assumption) -> String {
    switch assumption {
    case .stages: SourcesWords.stagesHint
    case .won, .lost: SourcesWords.namesHint
    case .hours: SourcesWords.example(HoursInput.example)
    }
  }

  /// The profile with the correction, or why it cannot be.
  static func apply(
    _ text: String, to assumption: SourcesState.Assumption, of profile: Profile
  ) -> Result<Profile, Problem> {
    var corrected = profile
    if assumption == .hours {
      return HoursInput.parse(text, over: profile.hours).map { hours in
        corrected.hours = hours
        return corrected
      }.mapError { Problem(text: "\($0.text); \(hint(.hours))") }
    }
    let names = text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    switch assumption {
    case .stages: corrected.process.stages = names
    case .won: corrected.process.won = names
    case .lost: corrected.process.lost = names
    case .hours: break
    }
    corrected.process.assumed = false
    if let problem = problem(names, corrected.process) { return .failure(problem) }
    return .success(corrected)
  }

  private static func problem(_ names: [String], _ process: SalesProcess) -> Problem? {
    if names.isEmpty { return Problem(text: SourcesWords.nameNeeded) }
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      return Problem(text: SourcesWords.twice(twice))
    }
    let stages = Set(process.stages)
    if let both = (process.won + process.lost).first(where: stages.contains) {
      return Problem(text: SourcesWords.stageAndEnd(both))
    }
    if let both = process.won.first(where: Set(process.lost).contains) {
      return Problem(text: SourcesWords.wonAndLost(both))
    }
    return nil
  }

  /// Names that the data does not know, for a word of warning; nil if it knows all.
  static func unknown(_ text: String, _ assumption: SourcesState.Assumption, known: [String]) -> String? {
    guard assumption == .stages, !known.isEmpty else { return nil }
    let names = text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    guard let strange = names.first(where: { !known.contains($0) }) else { return nil }
    return SourcesWords.noStage(strange, near: nearestName(to: strange, in: known))
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
