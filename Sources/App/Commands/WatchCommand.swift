import ArgumentParser
import Foundation
import Logging
import Notifiers
import Runtime
import World

/// `dealtop watch`: alerts without a screen.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Judge the rules without a screen and tell whom the settings name; for systemd and cron.",
    discussion: """
      Reads what is new, judges the rules, and tells the notifiers under notify: in the settings what alerts say, each
      event once; sends the digests that are due. Logs to standard error. TERM and INT end it, HUP reads the settings
      again.

        dealtop watch                  goes on until it is ended, as a service
        dealtop watch --once           looks once and leaves, for cron; exit 1 if something could not be read
      """)

  @OptionGroup var data: DataOptions
  @Flag(help: "Look once, tell what there is to tell, and leave.")
  var once = false
  @Option(help: "Seconds from one look to the next.")
  var every = 60
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    try data.validate(paths: paths)
    if data.ephemeral { throw ValidationError("--ephemeral forgets what was told: leave it out") }
    if data.knownAt != nil { throw ValidationError("--known-at shows the past, where nobody can be told anything") }
    if !(1...86_400).contains(every) { throw ValidationError("--every: expected 1 to 86400 seconds") }
  }

  func run() throws {
    let plan = try Wiring.plan(paths: paths, data: data)
    let notebook = try Notebook.open(path: plan.notebookPath)
    guard let memory = Wiring.alertMemory(plan, notebook) else { return }
    let watch = Watch(
      memory: memory, runner: ProgramRunner(environment: plan.world.environment), world: plan.world,
      log: Logger(label: "dealtop") { StreamLogHandler.standardError(label: $0) }
    ) { plan.workspace() }
    if once {
      throw Waiting.forResult { await watch.once() } == true ? ExitCode.success : ExitCode(1)
    }
    keepWatch(watch)
  }

  /// Goes on until a signal says otherwise.
  private func keepWatch(_ watch: Watch) {
    let interval = Duration.seconds(every)
    let watching = Task.detached { await watch.run(every: interval) }
    let signals = [SIGTERM, SIGINT].map { number in
      Signals.source(number) {
        watching.cancel()
        // Whatever still goes on then is told again later, under the same key.
        DispatchQueue.global().asyncAfter(deadline: .now() + 10) { Foundation.exit(0) }
      }
    }
    let reloading = Signals.source(SIGHUP) { Task.detached { await watch.reload() } }
    withExtendedLifetime((signals, reloading)) {
      Waiting.forResult { await watching.value }
    }
  }
}

/// Signals as events.
private enum Signals {
  /// Calls `handle` for each signal of a kind, which ends the program no more.
  static func source(_ number: Int32, _ handle: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: handle)
    source.resume()
    return source
  }
}
