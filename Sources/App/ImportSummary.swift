import Runtime
import Store

/// What `import` says when it is done.
enum ImportSummary {
  static func lines(_ workspace: Workspace) throws -> [String] {
    var lines: [String] = []
    for source in try workspace.store.sources() {
      let rows = source.rowsRead.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      lines.append("\(source.origins.joined(separator: ", ")): \(rows.isEmpty ? "no rows" : rows)")
    }
    let rejects = try workspace.store.rejectCount()
    lines.append(rejects == 0 ? "no rows set aside" : "\(rejects) rows set aside; dealtop rejects lists them")
    return lines
  }
}
