import Dashboard
import Domain
import Ingest
import Settings
import Synchronization
import World

@testable import Runtime

/// A world that stands still.
func world(_ now: Instant = noon) -> World {
  World(now: { now }, random: { 4 }, environment: ["HOME": "/nowhere"], localTimeZone: "UTC")
}

/// A workspace in memory over sources, with settings that the test may change.
func workspace(
  _ sources: [any DataSource], storage: Storage? = nil, corrections: CorrectionPlace = .memory,
  asOf: AsOfChoice = .now, settings: @escaping @Sendable () -> (Settings, [String]) = { (Settings(), []) }
) throws -> Workspace {
  Workspace(
    storage: try storage ?? Storage.inMemory(), sources: sources, corrections: corrections,
    options: WorkspaceOptions(title: "test", asOf: asOf, timeZone: nil, present: { noon }), world: world(),
    readSettings: settings)
}

/// A value that several threads may change.
final class Box<Value: Sendable>: Sendable {
  private let content: Mutex<Value>
  init(_ value: Value) { content = Mutex(value) }
  var value: Value {
    get { content.withLock { $0 } }
    set { content.withLock { $0 = newValue } }
  }
}

/// Rows as the dashboard would get them.
func loaded(_ batches: Batch...) throws -> Loaded {
  let source = FakeSource()
  for batch in batches { source.add(batch) }
  let workspace = try workspace([source])
  try workspace.readSources()
  return try workspace.load()
}

extension Message {
  var snapshot: Snapshot? { if case .snapshot(let snapshot, _) = self { snapshot } else { nil } }
  var request: Int? { if case .snapshot(_, let request) = self { request } else { nil } }
  var failure: String? { if case .failed(let text) = self { text } else { nil } }
  var refusal: String? { if case .refused(let text) = self { text } else { nil } }
  var told: String? { if case .told(let text) = self { text } else { nil } }
}
