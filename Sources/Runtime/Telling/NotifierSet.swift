import Notifiers
import Settings

/// Everybody who is told, ready to be told.
public struct NotifierSet: Sendable {
  /// One of them.
  struct Member: Sendable {
    var settings: NotifierSettings
    var notifier: any Notifier
  }

  let members: [Member]

  /// As the settings have them.
  /// - Parameter runner: what runs the programs that tell.
  public init(_ settings: [NotifierSettings], runner: ProgramRunner) {
    members = settings.map { Member(settings: $0, notifier: Self.notifier($0, runner)) }
  }

  private static func notifier(_ settings: NotifierSettings, _ runner: ProgramRunner) -> any Notifier {
    switch settings.way {
    case .command(let words): CommandNotifier(words, seconds: settings.timeout, runner: runner)
    case .webhook(let address): WebhookNotifier(address, seconds: settings.timeout, runner: runner)
    case .sendmail(let addresses): SendmailNotifier(addresses, seconds: settings.timeout, runner: runner)
    case .desktop: DesktopNotifier(seconds: settings.timeout, runner: runner)
    }
  }
}
