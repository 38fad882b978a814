import Domain
import Ingest
import MetricEngine
import Runtime
import Settings
import Store
import World

/// What a command line asks for, worked out once: where rows come from, where they are kept, what settings hold.
struct Plan: Sendable {
  var storage: Storage
  /// The file of notes and of the screen's state; nil keeps them in memory.
  var notebookPath: String?
  var settings: Settings
  /// What is wrong with the settings.
  var issues: [String]
  var sources: [any DataSource]
  var options: WorkspaceOptions
  var corrections: CorrectionPlace
  var world: World
  var readSettings: @Sendable () -> (Settings, [String])

  /// Puts the sources to the store.
  func workspace() -> Workspace {
    Workspace(
      storage: storage, sources: sources, corrections: corrections, options: options, world: world,
      readSettings: readSettings)
  }

  /// Zone of times that name none.
  var timeZone: String { options.timeZone ?? settings.hours.timeZone ?? world.localTimeZone }

  /// How numbers, money and dates are written for whoever looks: as the settings say, else as their locale does.
  var conventions: Conventions {
    let conventions = settings.conventions ?? world.conventions
    return world.isUTF8 ? conventions : conventions.inASCII
  }

  /// The query to begin with: the settings' period at the data's own present.
  var query: Query {
    Query(asOf: .never, period: settings.period ?? .days(28), comparison: settings.comparison ?? .previous)
  }
}
