import Domain

/// What the user may correct about the organisation, as a line of text and back.
enum ProfileCorrection {
  /// What stands in the line to begin with.
  static func text(_ assumption: SourcesState.Assumption, _ profile: Profile) -> String {
    switch assumption {
    case .stages: profile.process.stages.joined(separator: ", ")
    case .won: profile.process.won.joined(separator: ", ")
    case .lost: profile.process.lost.joined(separator: ", ")
    case .hours: HoursInput.text(profile.hours)
    }
  }

  /// An example of what may be typed.
  static func hint(_ assumption: SourcesState.Assumption) -> String {
    switch assumption {
    case .stages: "stages in order, with commas between them"
    case .won, .lost: "names of the stage or status, with commas between them"
    case .hours: "for example Mon-Fri 09:00-17:00 Europe/Berlin"
    }
  }

  /// The profile with the correction; nil if the text cannot be understood.
  static func apply(_ text: String, to assumption: SourcesState.Assumption, of profile: Profile) -> Profile? {
    var corrected = profile
    if assumption == .hours {
      guard let hours = HoursInput.parse(text, over: profile.hours) else { return nil }
      corrected.hours = hours
      return corrected
    }
    let names = text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    guard !names.isEmpty, Set(names).count == names.count else { return nil }
    switch assumption {
    case .stages: corrected.process.stages = names
    case .won: corrected.process.won = names
    case .lost: corrected.process.lost = names
    case .hours: break
    }
    corrected.process.assumed = false
    return corrected
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
