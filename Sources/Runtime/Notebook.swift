import Dashboard
import Domain
import Foundation
import Store

/// What the user leaves behind about a data set: notes and the state of the screen. Outlives the cache of the rows.
public struct Notebook: Sendable {
  private let store: Store
  private static let stateKey = "screen"

  /// Opens the notebook at `path`; nil keeps it in memory.
  public init(path: String?) throws(StoreError) {
    if let path { store = try Store.open(path: path) } else { store = try Store.inMemory() }
  }

  /// Notes on a lead or an opportunity.
  func notes(isLead: Bool, id: String) -> [String] {
    (try? store.notes(isLead ? .leads : .opportunities, id: id).map(\.text)) ?? []
  }

  func addNote(_ text: String, isLead: Bool, id: String, at now: Instant) throws(StoreError) {
    try store.addNote(isLead ? .leads : .opportunities, id: id, text: text, at: now)
  }

  /// The state of the screen when it was last left; nil at the first start.
  public var screenState: ScreenState? {
    guard let text = try? store.state(Self.stateKey) else { return nil }
    return try? JSONDecoder().decode(ScreenState.self, from: Data(text.utf8))
  }

  func save(_ state: ScreenState) throws {
    try store.setState(Self.stateKey, String(decoding: try JSONEncoder().encode(state), as: UTF8.self))
  }
}
