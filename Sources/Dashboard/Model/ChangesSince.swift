import Domain

/// Since when the dashboard says what changed.
public struct ChangesSince: Sendable, Equatable {
  /// What the user chose.
  public enum Choice: Sendable, Hashable {
    /// When they last looked; without an earlier look, yesterday.
    case lastLook
    case yesterday
    /// The latest Monday before today.
    case lastMonday
    /// The beginning of a day.
    case day(CivilDate)
    case at(Instant)
  }
  /// What the user chose.
  public var choice: Choice
  /// When they looked before, latest first.
  public private(set) var looks: [Instant]

  /// A look so soon after another is still the same one, in seconds: who restarts the program wants to see again what
  /// they have just seen.
  static let sameLook: Int64 = 3600

  /// A choice, and the looks that it may refer to, latest first.
  public init(_ choice: Choice = .lastLook, looks: [Instant] = []) {
    self.choice = choice
    self.looks = looks.filter(\.isKnown)
  }

  /// Forgets looks that the one beginning now continues. Asked once, at the first figures: later that would move the
  /// beginning while somebody looks.
  public mutating func settle(at now: Instant) {
    guard now.isKnown else { return }
    looks.removeAll { now.since($0) < Self.sameLook }
  }

  /// The looks to remember when one ends at `now`, latest first.
  func looks(endingAt now: Instant) -> [Instant] {
    [now] + looks.filter { now.since($0) >= Self.sameLook }.prefix(1)
  }
}

/// Where "what changed" begins.
public struct ChangesBeginning: Sendable, Equatable {
  /// What happened at this instant or before is not in it.
  public var after: Instant
  /// The instant as screens name it: of a day its first moment.
  public var shown: Instant
  /// What was meant; a last look that nobody had is yesterday.
  public var meaning: ChangesSince.Choice

  /// A beginning.
  public init(after: Instant, shown: Instant, meaning: ChangesSince.Choice) {
    self.after = after
    self.shown = shown
    self.meaning = meaning
  }
}

extension ChangesSince {
  /// The beginning for figures that stand at `asOf`, days being those of a zone; nil where `asOf` is no time.
  public func beginning(asOf: Instant, timeZone: String) -> ChangesBeginning? {
    guard let today = Dates.date(asOf, zone: timeZone) else { return nil }
    switch choice {
    case .lastLook:
      guard let look = looks.first(where: { asOf.since($0) > 0 }) else {
        return ChangesSince(.yesterday).beginning(asOf: asOf, timeZone: timeZone)
      }
      return ChangesBeginning(after: look, shown: look, meaning: choice)
    case .at(let instant): return ChangesBeginning(after: instant, shown: instant, meaning: choice)
    case .yesterday: return beginning(on: today.adding(days: -1), timeZone)
    case .lastMonday: return beginning(on: today.adding(days: -1).monday, timeZone)
    case .day(let day): return beginning(on: day, timeZone)
    }
  }

  private func beginning(on day: CivilDate, _ zone: String) -> ChangesBeginning {
    let start = Dates.start(of: day, zone: zone)
    return ChangesBeginning(after: start.adding(-1), shown: start, meaning: choice)
  }
}

extension Model {
  /// Says what changed since another instant.
  mutating func setChangesSince(_ choice: ChangesSince.Choice) -> [Effect] {
    guard choice != changesSince.choice else { return [] }
    changesSince.choice = choice
    return recompute()
  }
}
