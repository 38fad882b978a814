import Domain

/// Something that one notifier has to be told, once.
public struct Delivery: Sendable, Equatable, Identifiable {
  /// How far it has come.
  public enum State: String, Sendable, Equatable {
    /// Nobody has tried.
    case pending
    /// Tried, and to be tried again.
    case failed
    /// Told.
    case sent
    /// Not told, and nobody will try again.
    case givenUp = "given_up"
  }

  /// What an alert said.
  public struct Event: Sendable, Equatable {
    /// Id of the rule.
    public var rule: String
    /// The part of the organisation: `all`, or `rep:rep014`.
    public var scope: String
    /// The text of an ``AlertEvent`` of this version or another.
    public var event: String
    /// When.
    public var at: Instant
  }

  /// In the order in which they are told.
  public var id: Int64
  /// What the settings call who is told.
  public var notifier: String
  /// The same for every try, and for nothing else.
  public var dedupKey: String
  /// What it is about: `alerts`, or a digest of a part of the organisation.
  public var topic: String
  /// What is told; nil for something else than an event.
  public var event: Event?
  /// The words; nil before the first try of an event.
  public var message: String?
  /// How far it has come.
  public var state: State
  /// How often it was tried, with a try that goes on.
  public var tries: Int
  /// When it was decided.
  public var queuedAt: Instant
  /// No try before this.
  public var nextTry: Instant
  /// When it was told or given up; nil while it waits.
  public var settledAt: Instant?
  /// Why the last try failed; nil if none did.
  public var lastError: String?

  /// The topic of everything that alerts say.
  public static let alerts = "alerts"
}
