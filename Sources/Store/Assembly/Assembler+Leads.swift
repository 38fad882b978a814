import Domain

extension Assembler {
  /// Leads but for what depends on other tables: their opportunity and the first response from activities.
  mutating func addLeads() {
    let table = raw.leads
    dataset.leads.names = Self.shownNames(table)
    dataset.leads.assignedAt = Series(table.instants("assigned_at", missing: .never))
    dataset.leads.firstResponseAt = Series(table.instants("first_response_at", missing: .never))
    dataset.leads.qualifiedAt = Series(table.instants("qualified_at", missing: .never))
    dataset.leads.disqualifiedAt = Series(table.instants("disqualified_at", missing: .never))
    dataset.leads.source = Series(names.codes(table.texts("source"), .source))
    dataset.leads.segment = Series(names.codes(table.texts("segment"), .segment))
    dataset.leads.kind = Series(names.codes(table.texts("kind"), .kind))
    dataset.leads.opportunity = Series([Int32](repeating: -1, count: table.count))
    let staff = Staff(
      reps: table.texts("rep"), team: table.texts("team"), region: table.texts("region"), people: people,
      names: &names)
    dataset.leads.rep = Series(staff.rep)
    dataset.leads.team = Series(staff.team)
    dataset.leads.region = Series(staff.region)
    dataset.leads.manager = Series(staff.manager)
    dataset.leadAttributes = AttributeAssembly.columns(table)
  }

  /// Name, else company, else e-mail.
  private static func shownNames(_ table: RawTable) -> TextColumn {
    let choices = ["name", "company", "email"].filter { table.columns[$0] != nil }.map(table.texts)
    guard choices.count > 1 else { return choices.first ?? table.texts("name") }
    var shown = TextColumn()
    for row in 0..<table.count {
      let choice = choices.first { !$0.isEmpty(at: row) } ?? choices[0]
      shown.append(utf8: choice.bytes[choice.range(row)])
    }
    return shown
  }
}

/// Extra columns as attributes.
enum AttributeAssembly {
  /// One column a name, for filters. Rows without a value have the code 0.
  static func columns(_ table: RawTable) -> [String: AttributeColumn] {
    guard let json = table.attributes else { return [:] }
    var columns: [[UInt8]: AttributeColumn] = [:]
    json.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<json.count where !json.isEmpty(at: row) {
        Attributes.forEach(in: UnsafeBufferPointer(rebasing: bytes[json.range(row)])) { name, value in
          columns[name, default: empty(table.count)].set(String(decoding: value, as: UTF8.self), at: row)
        }
      }
    }
    return Dictionary(
      columns.map { (String(decoding: $0, as: UTF8.self), $1) }, uniquingKeysWith: { first, _ in first })
  }

  private static func empty(_ count: Int) -> AttributeColumn {
    AttributeColumn(codes: Series(repeating: 0, count: count))
  }
}

extension AttributeColumn {
  fileprivate mutating func set(_ value: String, at row: Int) { codes[row] = names.code(for: value) }
}
