import AlertEngine
import Domain

/// Somebody outside the terminal who is told of alerts and gets digests.
public struct NotifierSettings: Sendable, Equatable {
  /// How they are told.
  public enum Way: Sendable, Equatable {
    /// A program with its arguments, which reads JSON from its standard input; no shell.
    case command([String])
    /// A web address that takes JSON, as Slack's incoming webhooks do.
    case webhook(String)
    /// Mail to these addresses by the system's `sendmail`.
    case sendmail([String])
    /// A notification on the desktop.
    case desktop
  }

  /// What `digest` and the records of deliveries call it; the name of the way unless given.
  public var name: String
  /// How they are told.
  public var way: Way
  /// What is less bad than this is not for them.
  public var least: Severity
  /// Seconds that a try may take.
  public var timeout: Int
  /// Seconds after which nobody tries any more.
  public var giveUpAfter: Int
  /// False for one that gets digests only.
  public var hearsAlerts: Bool

  /// One who is told, in the usual way but for what is given.
  public init(
    name: String, way: Way, least: Severity = .warning, timeout: Int = 10, giveUpAfter: Int = 86_400,
    hearsAlerts: Bool = true
  ) {
    self.name = name
    self.way = way
    self.least = least
    self.timeout = timeout
    self.giveUpAfter = giveUpAfter
    self.hearsAlerts = hearsAlerts
  }
}

extension Settings {
  /// Those who are told of alerts.
  public var audience: Audience {
    Audience(notifiers.filter(\.hearsAlerts).map { Audience.Listener(name: $0.name, least: $0.least) })
  }
}
