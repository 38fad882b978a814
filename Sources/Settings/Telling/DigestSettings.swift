import Domain

/// A few lines about the day, sent at a time of day.
public struct DigestSettings: Sendable, Equatable {
  /// Minutes after midnight, in the zone of the working hours.
  public var at: Int
  /// Monday 1 to Sunday 7.
  public var days: [Int]
  /// About whom.
  public var scope: DigestScope
  /// Names of notifiers.
  public var to: [String]
  /// Where mail about one element of the scope goes, by the element's name, in place of the notifier's own addresses.
  public var addresses: [String: String]

  /// The usual digest, to these notifiers.
  public init(
    at: Int = 450, days: [Int] = [1, 2, 3, 4, 5], scope: DigestScope = .one(.all), to: [String] = [],
    addresses: [String: String] = [:]
  ) {
    self.at = at
    self.days = days
    self.scope = scope
    self.to = to
    self.addresses = addresses
  }
}

/// What a digest is about.
public enum DigestScope: Sendable, Equatable {
  /// One for each element of a dimension.
  case each(Dimension)
  /// One for a part of the organisation, or for all of it.
  case one(Scope)

  /// Reads `all`, `per manager`, or `team:North`; nil for anything else.
  public init?(_ text: String) {
    if text == "all" {
      self = .one(.all)
    } else if text.hasPrefix("per ") {
      guard let dimension = Dimension(rawValue: String(text.dropFirst(4))) else { return nil }
      self = .each(dimension)
    } else {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let dimension = Dimension(rawValue: String(parts[0])), !parts[1].isEmpty else {
        return nil
      }
      self = .one(.element(dimension, String(parts[1])))
    }
  }
}
