import Domain

extension Assembler {
  /// Leads but for what depends on other tables: their opportunity and the first response from activities.
  mutating func addLeads() {
    let table = leads
    dataset.leads.names = Self.shownNames(table)
    dataset.leads.assignedAt = table.instants("assigned_at", missing: .never)
    dataset.leads.firstResponseAt = table.instants("first_response_at", missing: .never)
    dataset.leads.qualifiedAt = table.instants("qualified_at", missing: .never)
    dataset.leads.disqualifiedAt = table.instants("disqualified_at", missing: .never)
    dataset.leads.source = names.codes(table.names("source"), .source)
    dataset.leads.segment = names.codes(table.names("segment"), .segment)
    dataset.leads.kind = names.codes(table.names("kind"), .kind)
    let staff = Staff(table, people, names: &names)
    dataset.leads.rep = staff.rep
    dataset.leads.team = staff.team
    dataset.leads.region = staff.region
    dataset.leads.manager = staff.manager
    dataset.leads.assumptions = Series(repeating: [], count: table.count)
    dataset.leadAttributes = AttributeAssembly.columns(table)
  }

  /// Name, else company, else e-mail.
  private static func shownNames(_ table: RawTable) -> TextColumn {
    let choices = ["name", "company", "email"].filter { table.columns[$0] != nil }.map(table.texts)
    guard choices.count > 1 else { return choices.first ?? table.texts("name") }
    var shown = TextColumn()
    for row in 0..<table.count {
      let choice = choices.first { !$0.isEmpty(at: row) } ?? choices[0]
      choice.bytes.withUnsafeBufferPointer { shown.append(utf8: UnsafeBufferPointer(rebasing: $0[choice.range(row)])) }
    }
    return shown
  }
}

/// Extra columns as attributes.
enum AttributeAssembly {
  /// One column a name, for filters. Rows without a value have the code 0.
  static func columns(_ table: RawTable) -> [String: AttributeColumn] {
    guard let json = table.attributes else { return [:] }
    var columns: [[UInt8]: AttributeValues] = [:]
    json.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<json.count where !json.isEmpty(at: row) {
        Attributes.forEach(in: UnsafeBufferPointer(rebasing: bytes[json.range(row)])) { name, value in
          columns[name, default: AttributeValues(table.count)].set(value, at: row)
        }
      }
    }
    return Dictionary(
      columns.map { (String(decoding: $0, as: UTF8.self), $1.column) }, uniquingKeysWith: { first, _ in first })
  }
}

/// The values of one attribute, gathered row by row.
private struct AttributeValues {
  private var index = ByteIndex()
  private var codes: Series<Code>

  init(_ count: Int) { codes = Series(repeating: 0, count: count) }

  mutating func set(_ value: [UInt8], at row: Int) {
    codes[row] = value.withUnsafeBufferPointer { index.intern($0) }
  }

  /// Texts that are no UTF-8 may become alike.
  var column: AttributeColumn {
    var names = Vocabulary()
    let spread = RawNames(codes: codes).spread(index.names.map { names.code(for: $0) })
    return AttributeColumn(names: names, codes: spread)
  }
}
