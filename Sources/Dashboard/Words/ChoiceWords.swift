/// Choices of views of deals and of files to write.
enum ChoiceWords {
  static let view = "view"
  static let yourOwn = "your own"
  static let keepAs = "keep as"
  static let nameHint = "a name; Enter keeps filter, order and columns"
  static let onlyLists = "only lists of deals can be kept as a view"
  static let writeAs = "Write as"
  static let writeHint = "Enter writes"

  static func viewHint(save: String) -> String { "Enter shows it   \(save) in a list keeps one, Del forgets it" }
  static func kept(_ name: String, views: String) -> String { "kept as \(name)   \(views) lists it" }
  static func always(_ name: String) -> String { "\(name) is always there" }
  static func forgot(_ name: String) -> String { "forgot \(name)" }

  static let closingThisQuarter = "Closing this quarter"
  static let quiet = "Quiet over 14 d"
  static let offProcess = "Off process"
  static let tooOld = "Too old"
  static let noNextStep = "No next step"
  static let wonThisQuarter = "Won this quarter"
  static let lostThisQuarter = "Lost this quarter"

  /// What a format is for.
  static func purpose(of format: ExportFormat) -> String {
    switch format {
    case .csv: "for spreadsheets: every value in full, times in UTC"
    case .json: "for programs: one object a row, numbers as numbers, null where nothing is known"
    case .markdown: "for documents and chats: a table to paste"
    }
  }
}
