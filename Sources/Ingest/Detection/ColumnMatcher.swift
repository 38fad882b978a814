/// Finds, for one table that a file may be, which column is which field, and how much speaks for that table.
///
/// What the user says comes first, then canonical names, then arrangements of several columns (first and last name,
/// won flags), then names that others use. A column becomes at most one field, unless a rule says otherwise.
struct ColumnMatcher {
  let kind: RecordKind
  let sample: TableSample
  let told: FileMapping?
  /// Tables among the other files: references to them are better taken by id.
  let joined: Set<RecordKind>
  let clues: TableClues
  /// What each header says, by column.
  let keys: [String]
  /// The same with the table's nouns dropped from the front.
  let shorterKeys: [[String]]
  var mapping: TableMapping
  var taken: Set<Int> = []
  var score = 0.0

  init(kind: RecordKind, sample: TableSample, told: FileMapping?, joined: Set<RecordKind>) {
    self.kind = kind
    self.sample = sample
    self.told = told
    self.joined = joined
    clues = .of(kind)
    keys = sample.headers.map(HeaderName.key)
    let nouns = clues.nouns
    shorterKeys = sample.headers.map { Array(HeaderName.keys($0, nouns: nouns).dropFirst()) }
    mapping = TableMapping(kind: kind)
  }

  /// The mapping and its score.
  static func match(
    _ kind: RecordKind, _ sample: TableSample, told: FileMapping?, joined: Set<RecordKind>
  ) -> (mapping: TableMapping, score: Double) {
    var matcher = ColumnMatcher(kind: kind, sample: sample, told: told, joined: joined)
    matcher.takeTold()
    matcher.takeCanonical()
    matcher.takeArrangements()
    matcher.takeSynonyms()
    matcher.takeFallbacks()
    matcher.weighSigns()
    return (matcher.mapping, matcher.score)
  }

  // MARK: Steps

  private mutating func takeTold() {
    guard let told else { return }
    for (header, value) in told.columns.sorted(by: { $0.key < $1.key }) {
      guard let column = column(named: header) else { continue }
      taken.insert(column)
      if value == MappingSpec.ignore {
        mapping.ignored.insert(column)
      } else if let field = FieldCatalog.field(kind, value) {
        if let known = mapping.rules.firstIndex(where: { $0.field == field }) {
          mapping.rules[known].columns.append(column)
        } else {
          let form: FieldRule.Form = field.path == "opportunities.outcome" ? .status : .value
          mapping.rules.append(FieldRule(field: field, columns: [column], form: form, evidence: "as told"))
        }
        score += weight(field.name)
      } else {
        mapping.unsure.append("\(kind.rawValue) have no field \(value): the column \(header) is kept as an attribute.")
        taken.remove(column)
      }
    }
  }

  private mutating func takeCanonical() {
    for field in FieldCatalog.fields(of: kind) where mapping.rule(field.name) == nil {
      let key = HeaderName.key(field.name)
      guard let column = free(where: { keys[$0] == key }) else { continue }
      let form: FieldRule.Form = field.path == "opportunities.outcome" ? .status : .value
      take(field.name, [column], form, "canonical name")
      score += weight(field.name)
    }
  }

  private mutating func takeSynonyms() {
    for synonym in clues.synonyms + TableClues.common where mapping.rule(synonym.field) == nil {
      guard let column = best(synonym) else { continue }
      take(synonym.field, [column], .value, evidence(synonym.field, column))
      score += isGeneric(keys[column]) ? min(0.5, synonym.weight) : synonym.weight
    }
  }

  private mutating func weighSigns() {
    let signs = keys.filter { clues.signs.contains($0) }.count
    score += 0.75 * Double(min(signs, 3))
    let words = HeaderName.words(sample.stem)
    let isNamed = words.contains { word in
      clues.fileNames.contains { word == $0 || $0.count >= 4 && word.hasPrefix($0) }
    }
    if isNamed { score += 3 }
    if repeatsIdentity { score -= 6 }
    if kind == .opportunities, let rule = mapping.rule("opportunity_id"), !keys[rule.columns[0]].isPlainID,
      keys.contains(where: \.isPlainID)
    {
      score -= 4
    }
    if words.contains(where: { TableClues.foreign.contains($0) }) { score -= 3 }
    if keys.contains(where: { $0.contains("ticket") }) { score -= 3 }
    score -= 3 * Double(keys.filter { clues.counterSigns.contains($0) }.count)
    let speaks = clues.speaking.contains { mapping.rule($0) != nil }
    if !speaks, kind != .leads || !isNamed && signs == 0 { score -= 4 }
  }

  /// Names that columns of any table have.
  private func isGeneric(_ key: String) -> Bool {
    ["id", "recordid", "type", "status", "title"].contains(key) || key.hasPrefix("create")
  }

  // MARK: Choosing columns

  /// The free column that a field's names fit best and whose values look right.
  private func best(_ synonym: Synonym) -> Int? {
    guard let type = FieldCatalog.field(kind, synonym.field)?.type else { return nil }
    let names = [HeaderName.key(synonym.field)] + synonym.names
    var fitting: [Int] = []
    for isShorter in [false, true] {
      for name in names {
        fitting += sample.headers.indices.filter { column in
          (isShorter ? shorterKeys[column].contains(name) : keys[column] == name) && !taken.contains(column)
            && !fitting.contains(column) && looksRight(column, type, synonym.field)
        }
      }
    }
    let partner: RecordKind? = synonym.field == "rep" ? .users : synonym.field == "account_id" ? .accounts : nil
    guard let partner, kind != .accounts, fitting.count > 1 else { return fitting.first }
    let wantsID = joined.contains(partner)
    return fitting.first { keys[$0].isReference == wantsID } ?? fitting.first
  }

  /// True if a column's values are what the field holds, as far as the sample shows any.
  func looksRight(_ column: Int, _ type: FieldType, _ field: String) -> Bool {
    if field == clues.required[0], type == .text, !sample.rows.isEmpty, sample.values(column).isEmpty { return false }
    // A status may be anything; that it says done or not has to be seen.
    if field == "done", keys[column] == "status" || keys[column] == "state", sample.values(column).isEmpty {
      return false
    }
    let share: Double? =
      switch type {
      case .instant: sample.share(column) { withBytes(of: $0) { WrittenTime($0) != nil } }
      case .amount, .number: sample.share(column) { withBytes(of: $0) { WrittenAmount($0) != nil } }
      case .flag: sample.share(column) { StatusWords.flag($0, done: field == "done" || field == "held") != nil }
      case .text: field == "country" && isPlace(column) ? sample.share(column, where: Countries.isCountry) : nil
      }
    return (share ?? 1) >= 0.5
  }

  private func isPlace(_ column: Int) -> Bool {
    ["officelocation", "headquarters", "location"].contains(keys[column])
  }

  private func evidence(_ field: String, _ column: Int) -> String {
    switch keys[column] {
    case "sector", "industry": "the only grouping of accounts that the file has"
    case "officelocation", "headquarters", "location": "its values are countries"
    case "becameamarketingqualifiedleaddate", "mqldate": "marketing qualified: the file has no sales qualified date"
    default: "a usual name of \(field)"
    }
  }

  // MARK: Small helpers

  mutating func take(_ field: String, _ columns: [Int], _ form: FieldRule.Form, _ evidence: String) {
    guard let field = FieldCatalog.field(kind, field) else { return }
    mapping.rules.append(FieldRule(field: field, columns: columns, form: form, evidence: evidence))
    taken.formUnion(columns)
  }

  func free(where fits: (Int) -> Bool) -> Int? {
    sample.headers.indices.first { !taken.contains($0) && fits($0) }
  }

  /// A free column by the first of these keys that some column has, with or without the table's noun before it.
  func free(keys names: [String]) -> Int? {
    for name in names {
      if let found = free(where: { keys[$0] == name }) ?? free(where: { shorterKeys[$0].contains(name) }) {
        return found
      }
    }
    return nil
  }

  private func column(named header: String) -> Int? {
    sample.headers.firstIndex(of: header) ?? keys.firstIndex(of: HeaderName.key(header))
  }

  private func weight(_ field: String) -> Double { clues.synonyms.first { $0.field == field }?.weight ?? 0 }

  /// True if what should name a row names several: then the rows are something else, such as changes.
  private var repeatsIdentity: Bool {
    guard kind != .stageHistory, kind != .targets, let rule = mapping.rule(clues.required[0]) ?? identityRule,
      rule.field.type == .text
    else { return false }
    let values = sample.values(rule.columns[0])
    return Double(Set(values).count) < 0.9 * Double(values.count)
  }

  private var identityRule: FieldRule? {
    FieldCatalog.fields(of: kind).first.flatMap { mapping.rule($0.name) }
  }
}

extension String {
  fileprivate var isPlainID: Bool { self == "id" || self == "recordid" }
  fileprivate var isReference: Bool { hasSuffix("id") || hasSuffix("ids") }
}
