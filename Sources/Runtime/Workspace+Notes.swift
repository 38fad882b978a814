import Dashboard
import Domain
import Foundation
import Settings
import Store

// What the user leaves behind: notes, corrections, the state of the screen.
extension Workspace {
  private static let stateKey = "screen"

  /// Everything stored about a lead or an opportunity, as label and text; empty if the store cannot say.
  func details(isLead: Bool, id: String) -> [[String]] {
    (try? store.details(of: isLead ? .leads : .opportunities, id: id)) ?? []
  }

  /// Notes on a lead or an opportunity, newest first.
  func notes(isLead: Bool, id: String) -> [String] {
    (try? notebook.notes(of: isLead ? .leads : .opportunities, id: id).map(\.text)) ?? []
  }

  func addNote(isLead: Bool, id: String, text: String) throws(StoreError) {
    try notebook.addNote(text, to: isLead ? .leads : .opportunities, id: id, at: world.now())
  }

  func save(_ state: ScreenState) throws {
    let text = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
    try notebook.setState(Self.stateKey, to: text)
  }

  /// The state of the screen when it was last left; nil at the first start.
  public func savedState() -> ScreenState? {
    guard let text = try? notebook.state(Self.stateKey) else { return nil }
    return try? JSONDecoder().decode(ScreenState.self, from: Data(text.utf8))
  }

  /// Reads the settings files again. What is wrong with them comes back; the last good settings stay then.
  func reloadSettings() -> [String] {
    let (new, issues) = readSettings()
    if issues.isEmpty { settings = new }
    return issues
  }
}
