/// What is said on the screen about files, the store and settings.
enum RuntimeWords {
  static let keptInStore = "kept in the store"
  static let keptUntilLeaving = "kept until you leave"
  static let settingsRead = "settings read again"
  static let noFigures = "no figures yet"

  static func kept(inFolder folder: String) -> String { "kept in \(folder)/dealtop.yaml" }
  static func levels(writtenTo file: String) -> String { "levels written to \(file)" }
  static func cannotWrite(_ path: String) -> String { "cannot write \(path): may you write to this folder?" }
  static func notes(movedTo path: String) -> String { "notes could not be read and were moved to \(path)" }
  static func notesNotKept(_ why: String) -> String { "notes are not kept: \(why)" }
  static func rowsInMemory(_ why: String) -> String { "rows are kept in memory only: \(why)" }

  /// - Parameter rows: how many there are; nil where it is no table.
  static func written(to path: String, rows: Int?) -> String {
    "written to \(path)" + (rows.map { " (\($0) \($0 == 1 ? "row" : "rows"))" } ?? "")
  }
}
