import Ingest
import Yams

extension SettingsReader {
  /// Reads a mapping file (`--map FILE`): file patterns at its top, or under `mapping:` as in the settings.
  public static func readMapping(text: String, file: String) -> (MappingSpec, [SettingsIssue]) {
    var notes = Notes(file: file)
    guard let root = YAMLText.root(of: text, &notes) else { return (MappingSpec(), notes.issues) }
    let node = root.mapping?.count == 1 ? root.mapping?["mapping"] ?? root : root
    return (MappingSpec(files: notes.fileMappings(node)), notes.issues)
  }
}

/// `mapping`: what files are and which column is which.
extension Notes {
  mutating func fileMappings(_ node: Node) -> [FileMapping] {
    entries(node, "mapping").compactMap { pattern, key, value in
      if pattern.isEmpty {
        error(key, "a mapping needs the name of a file", hint: "write calls.csv or *.csv")
        return nil
      }
      if value.scalar?.string == "ignore" { return FileMapping(pattern: pattern, ignored: true) }
      var draft = MappingDraft()
      read(value, "the mapping of \(quoted(pattern))", Self.mappingKeys, into: &draft)
      return draft.made(for: pattern, &self)
    }
  }

  private static let mappingKeys: [Key<MappingDraft>] = [
    Key("table") { node, notes, draft in
      draft.kind = notes.choice(node, "table", RecordKind.allCases.map { ($0.rawValue, $0) })
    },
    Key("ignore") { node, notes, draft in draft.ignored = notes.flag(node, "ignore") ?? false },
    Key("columns") { node, notes, draft in
      draft.columns = notes.entries(node, "columns").map { ($0.name, $0.value) }
    },
    Key("dates") { node, notes, draft in draft.dateOrders = notes.byHeader(node, "order of dates") },
    Key("numbers") { node, notes, draft in draft.decimalMarks = notes.byHeader(node, "decimal mark") },
    Key("tz") { node, notes, draft in draft.timeZone = notes.timeZone(node) },
  ]

  /// One value for the whole file, or one by header.
  private mutating func byHeader<Value: RawRepresentable<String> & CaseIterable>(
    _ node: Node, _ what: String
  ) -> [String: Value] {
    let values = Value.allCases.map { ($0.rawValue, $0) }
    guard node.mapping != nil else { return choice(node, what, values).map { ["*": $0] } ?? [:] }
    var result: [String: Value] = [:]
    for (header, _, value) in entries(node, "the \(what)") {
      result[header] = choice(value, what, values)
    }
    return result
  }
}

/// A mapping while it is read; fields can be checked once its table is known.
private struct MappingDraft {
  var kind: RecordKind?
  var ignored = false
  var columns: [(header: String, field: Node)] = []
  var dateOrders: [String: DateOrder] = [:]
  var decimalMarks: [String: DecimalMark] = [:]
  var timeZone: String?

  func made(for pattern: String, _ notes: inout Notes) -> FileMapping {
    var mapping = FileMapping(
      pattern: pattern, kind: kind, ignored: ignored, dateOrders: dateOrders, timeZone: timeZone)
    mapping.decimalMarks = decimalMarks
    let fields =
      (kind.map { [$0] } ?? RecordKind.allCases).flatMap { FieldCatalog.fields(of: $0).map(\.name) } + [
        MappingSpec.ignore
      ]
    for (header, node) in columns {
      guard let field = notes.text(node, "the field of \(quoted(header))") else { continue }
      if fields.contains(field) {
        mapping.columns[header] = field
      } else {
        let table = kind.map { " of \($0.rawValue)" } ?? ""
        notes.error(
          node, "unknown field \(quoted(field))\(table)", hint: notes.suggestion(for: field, among: fields))
      }
    }
    return mapping
  }
}
