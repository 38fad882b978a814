import Domain
import Ingest
import MetricEngine
import Runtime
import Settings
import SourceCSV
import Store
import Synthesis
import World

/// What a command line asks for, worked out once: where rows come from, where they are kept, what settings hold.
struct Plan: Sendable {
  var paths: [String]
  var place: CacheLocation?
  var settings: Settings
  var issues: [String]
  var sources: [any DataSource]
  var options: WorkspaceOptions
  var settingsFolder: String?
  var world: World
  var readSettings: @Sendable () -> (Settings, [String])

  /// Opens store and notebook and puts the sources to them. In memory where nothing is to be kept.
  func workspace() throws -> Workspace {
    let store = try place.map { try Store.open(path: $0.store) } ?? Store.inMemory()
    let notebook = try Notebook(path: place?.state)
    return Workspace(
      store: store, notebook: notebook, sources: sources, settingsFolder: settingsFolder, options: options,
      world: world, readSettings: readSettings)
  }

  /// The query to begin with: the settings' period at the data's own present.
  var query: Query {
    Query(asOf: .never, period: settings.period ?? .days(28), comparison: settings.comparison ?? .previous)
  }
}
