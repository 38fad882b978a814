import Cells
import Dashboard
import Foundation
import MetricEngine
import Settings
import Store
import World

/// Small errands outside: record cards, notes, the screen's state, exported files and theme files.
public struct Desk: Sendable {
  /// Folder that exports go to: the working directory.
  public var folder: String
  /// The rows.
  public var storage: Storage
  /// Notes and the state of the screen.
  public var notebook: Notebook
  /// The present, for notes.
  public var world: World
  /// Reads all themes that can be found.
  public var themes: @Sendable () -> [Theme]

  /// A desk in a folder.
  public init(
    folder: String, storage: Storage, notebook: Notebook, world: World, themes: @escaping @Sendable () -> [Theme]
  ) {
    self.folder = folder
    self.storage = storage
    self.notebook = notebook
    self.world = world
    self.themes = themes
  }

  /// The timeline with everything stored about the opportunity and its notes.
  func opportunity(_ timeline: OpportunityTimeline) -> Message {
    let id = timeline.header.id
    return .opportunity(
      timeline, details: (try? storage.store.details(of: .opportunities, id: id)) ?? [],
      notes: notebook.notes(.opportunity(id: id)))
  }

  /// The timeline with everything stored about the lead and its notes.
  func lead(_ timeline: LeadTimeline) -> Message {
    let id = timeline.header.id
    return .lead(
      timeline, details: (try? storage.store.details(of: .leads, id: id)) ?? [],
      notes: notebook.notes(.lead(id: id)))
  }

  /// Where records stand in the CRM, of those that say so.
  func links(isLead: Bool, _ ids: [String], request: Int) -> Message {
    let stored = (try? storage.store.links(of: isLead ? .leads : .opportunities, ids: ids)) ?? [:]
    return .recordLinks(stored.compactMapValues(RecordAddress.checked), request: request)
  }

  /// Keeps a note and says so.
  func note(_ text: String, about subject: NoteSubject) -> Message {
    do {
      try notebook.addNote(text, about: subject, at: world.now())
      return .told(AlertWords.noted)
    } catch {
      return .refused(ErrorText.line(error))
    }
  }

  /// Keeps the state of the screen; says something only if that fails.
  func save(_ state: ScreenState) -> Message? {
    do {
      try notebook.save(state)
      return nil
    } catch {
      return .refused(ErrorText.line(error))
    }
  }

  /// Writes a file that was not there before and says where, or why not.
  /// - Parameter rows: how many that are; nil where it is no table.
  func export(name: String, text: String, rows: Int? = nil) -> Message {
    let safe = name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }
    let path = unused(folder + "/" + String(safe))
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
      return .told(RuntimeWords.written(to: path, rows: rows))
    } catch {
      return .refused(RuntimeWords.cannotWrite(path))
    }
  }

  /// The path, with a number before its ending where the file exists already.
  private func unused(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    let (stem, ending) = (url.deletingPathExtension().path, url.pathExtension)
    var candidate = path
    var number = 2
    while FileManager.default.fileExists(atPath: candidate) {
      candidate = "\(stem)-\(number)" + (ending.isEmpty ? "" : ".\(ending)")
      number += 1
    }
    return candidate
  }
}
