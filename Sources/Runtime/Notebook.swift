import Dashboard
import Domain
import Foundation
import Ingest
import Store

/// What the user leaves behind about a data set: notes and the state of the screen. Outlives the cache of the rows.
public struct Notebook: Sendable {
  private let store: Store
  private static let stateKey = "screen"
  /// Why nothing can be kept, or what became of the notes kept before; nil if all is well.
  public let notice: String?

  private init(store: Store, notice: String? = nil) {
    self.store = store
    self.notice = notice
  }

  /// The notebook at `path`; nil keeps it in memory, as does a place that cannot be written. A damaged one is moved
  /// aside, never thrown away: it holds what somebody wrote.
  public static func open(path: String?) throws(StoreError) -> Notebook {
    guard let path else { return Notebook(store: try Store.inMemory()) }
    do {
      return Notebook(store: try Store.open(path: path))
    } catch  where error.isUnusable {
      if let aside = setAside(path), let store = try? Store.open(path: path) {
        return Notebook(store: store, notice: RuntimeWords.notes(movedTo: aside))
      }
      return Notebook(store: try Store.inMemory(), notice: RuntimeWords.notesNotKept("\(error)"))
    } catch {
      return Notebook(store: try Store.inMemory(), notice: RuntimeWords.notesNotKept("\(error)"))
    }
  }

  private static func setAside(_ path: String) -> String? {
    let files = FileManager.default
    let aside = (1...99).lazy.map { "\(path).damaged-\($0)" }.first { !files.fileExists(atPath: $0) }
    guard let aside, (try? files.moveItem(atPath: path, toPath: aside)) != nil else { return nil }
    // What belongs to the old file must not be taken for the new one's.
    Store.remove(path: path)
    return aside
  }

  /// What is remembered of alerts about files, whose cache may be lost.
  public func alerts(actor: String) -> AlertMemory { AlertMemory(store: store, actor: actor) }

  /// Notes on something, oldest first.
  public func notes(_ subject: NoteSubject) -> [String] {
    (try? store.notes(subject.kind, id: subject.id).map(\.text)) ?? []
  }

  /// Keeps a note.
  public func addNote(_ text: String, about subject: NoteSubject, at now: Instant) throws(StoreError) {
    try store.addNote(subject.kind, id: subject.id, text: text, at: now)
  }

  /// The state of the screen when it was last left; nil at the first start.
  public var screenState: ScreenState? {
    guard let text = try? store.state(Self.stateKey) else { return nil }
    return try? JSONDecoder().decode(ScreenState.self, from: Data(text.utf8))
  }

  /// Keeps the state of the screen for the next start.
  public func save(_ state: ScreenState) throws {
    try store.setState(Self.stateKey, String(decoding: try JSONEncoder().encode(state), as: UTF8.self))
  }
}

extension NoteSubject {
  /// The table that it is a row of.
  fileprivate var kind: RecordKind {
    switch self {
    case .lead: .leads
    case .opportunity: .opportunities
    case .rep: .users
    }
  }

  fileprivate var id: String {
    switch self {
    case .lead(let id), .opportunity(let id), .rep(let id): id
    }
  }
}
