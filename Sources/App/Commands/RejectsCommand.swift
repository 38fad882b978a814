import ArgumentParser
import Ingest
import Reporting

/// `dealtop rejects`: the rows that were set aside, and why.
struct RejectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects", abstract: "List rows set aside: file, line, column, reason.")

  @OptionGroup var data: DataOptions
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @Option(help: "At most so many.")
  var limit = 1000
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws { try data.validate(paths: paths) }

  func run() throws {
    let workspace = try Wiring.plan(paths: paths, data: data).workspace()
    try Wiring.readShowingProgress(workspace)
    let rejects = try workspace.store.rejects(limit: max(0, limit))
    let total = try workspace.store.rejectCount()
    switch format {
    case .text:
      Output.lines(rejects.map(Self.line))
      Output.line("\(total) rows set aside\(total > rejects.count ? ", \(rejects.count) shown" : "")")
    case .json: Output.document(JSONValue.array(rejects.map(Self.json)).text())
    }
  }

  private static func line(_ reject: Reject) -> String {
    let place = [reject.origin, reject.line > 0 ? "\(reject.line)" : nil, reject.column.isEmpty ? nil : reject.column]
    return "\(place.compactMap(\.self).joined(separator: ":")): \(reject.reason)"
  }

  private static func json(_ reject: Reject) -> JSONValue {
    .object([
      ("file", .string(reject.origin)), ("line", .int(reject.line)), ("column", .string(reject.column)),
      ("reason", .string(reject.reason)),
    ])
  }
}
