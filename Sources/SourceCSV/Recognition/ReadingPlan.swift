import Domain
import Ingest

/// Everything needed to read a file's rows: what its columns are and how their values are spelled.
struct ReadingPlan {
  var mapping: TableMapping
  var dialect: Dialect
  var rows: Int
  /// By column.
  var dateOrders: [Int: DateOrder] = [:]
  var wholeDays: Set<Int> = []
  /// Date columns without any value.
  var emptyColumns: Set<Int> = []
  var marks: [Int: DecimalMark] = [:]
  var timeZone: String
  /// Columns that had to be left out, as rejects of the file.
  var problems: [Reject] = []
  /// What a decided date column of the file says about the undecided ones, in words.
  private var neighbour = ""
  /// Why the file as a whole cannot be read; empty if it can.
  var leftOut = ""

  /// Decides how to read each column by the survey and by what the user says.
  init(
    _ mapping: TableMapping, _ dialect: Dialect, _ survey: FileSurvey, name: String, told: FileMapping?,
    timeZone: String
  ) {
    self.mapping = mapping
    self.dialect = dialect
    self.timeZone = told?.timeZone ?? timeZone
    rows = survey.rows
    let decided = survey.dates.first { $0.value.order != nil && $0.value.onlyDayFirst + $0.value.onlyMonthFirst > 0 }
    if let decided {
      let order = decided.value.order == .dayFirst ? "day first" : "month first"
      neighbour = "(\(safeText(dialect.headers[decided.key])) in the same file is \(order).)"
    }
    for (column, seen) in survey.dates.sorted(by: { $0.key < $1.key }) { decide(column, seen, name, told) }
    for (column, seen) in survey.amounts.sorted(by: { $0.key < $1.key }) { decide(column, seen, name, told) }
    takeCurrencyOfAmounts(survey)
    if survey.closedStages == 0, survey.rows > 0 { dropStageOutcome(name) }
    checkRequired()
  }

  private mutating func decide(_ column: Int, _ seen: DateColumnSurvey, _ name: String, _ told: FileMapping?) {
    let header = dialect.headers[column]
    let order = told?.dateOrder(header) ?? seen.order
    if seen.isWholeDays { wholeDays.insert(column) }
    if seen.cells == 0 { emptyColumns.insert(column) }
    dateOrders[column] = order
    if order == nil {
      leaveOut(column, name, undecided(seen) + advice(name, header, "day-first", "month-first"))
    } else if told?.dateOrder(header) != nil {
      note(column, order == .dayFirst ? "day first, as told" : "month first, as told")
    } else {
      note(column, seen.evidence)
    }
    if seen.twoDigitYears > 0 { note(column, "years of two digits are 20xx") }
  }

  private mutating func decide(_ column: Int, _ seen: AmountColumnSurvey, _ name: String, _ told: FileMapping?) {
    let header = dialect.headers[column]
    let semicolons = dialect.separators.delimiter == UInt8(ascii: ";")
    let mark = told?.decimalMark(header) ?? seen.mark(semicolons: semicolons)
    marks[column] = mark
    guard mark == nil else {
      note(column, seen.evidence(semicolons: semicolons))
      return
    }
    let both =
      seen.pointCells > 0
      ? "\(seen.pointCells) amounts fit only a decimal point and \(seen.commaCells) only a decimal comma."
      : "\"\(seen.example)\" and others like it may be thousands or fractions."
    leaveOut(column, name, both + advice(name, header, "decimal-point", "decimal-comma"))
  }

  /// What the two readings of a date column are, and what another column of the file follows.
  private func undecided(_ seen: DateColumnSurvey) -> String {
    let both =
      seen.onlyDayFirst > 0
      ? "\(seen.onlyDayFirst) dates fit only day first and \(seen.onlyMonthFirst) only month first."
      : "\"\(seen.example)\" may be day/month or month/day, and no date in the column tells which."
    return neighbour.isEmpty ? both : both + " " + neighbour
  }

  private func advice(_ name: String, _ header: String, _ one: String, _ other: String) -> String {
    let target = "\(safeText(name, limit: 120)):\(safeText(header, limit: 120))"
    return " The column is left out until --map '\(target)=\(one)' or '\(target)=\(other)' decides."
  }

  /// Adds to the evidence of the fields that the column feeds.
  private mutating func note(_ column: Int, _ words: String) {
    guard !words.isEmpty else { return }
    for index in mapping.rules.indices where mapping.rules[index].columns.contains(column) {
      mapping.rules[index].evidence += "; " + words
    }
  }

  private mutating func leaveOut(_ column: Int, _ name: String, _ reason: String) {
    let header = dialect.headers[column]
    mapping.unsure.append("\(header): \(reason)")
    problems.append(Reject(origin: name, line: 0, column: safeText(header, limit: 80), reason: reason))
    for index in mapping.rules.indices { mapping.rules[index].columns.removeAll { $0 == column } }
    mapping.rules.removeAll { rule in
      if case .constant = rule.form { return false }
      return rule.columns.isEmpty && rule.field.name != "currency"
    }
    mapping.stageColumns.removeAll { $0.column == column }
    mapping.ignored.insert(column)
  }

  /// Without a single stage named like an end nothing is known to be closed, and a close date is a hope.
  private mutating func dropStageOutcome(_ name: String) {
    guard let index = mapping.rules.firstIndex(where: { $0.form == .stageName }) else { return }
    let header = dialect.headers[mapping.rules[index].columns[0]]
    mapping.rules.remove(at: index)
    mapping.rules.removeAll { $0.form == .onceClosed }
    for index in mapping.rules.indices where mapping.rules[index].form == .whileOpen {
      mapping.rules[index].form = .value
    }
    mapping.unsure.append(
      "\(header): no stage is named like won or lost, so all opportunities count as open. Name the stages in the "
        + "configuration, or map a status column with --map '\(safeText(name, limit: 120)):HEADER=outcome'.")
  }

  /// Signs and codes beside amounts stand in for a currency column.
  private mutating func takeCurrencyOfAmounts(_ survey: FileSurvey) {
    guard let amount = mapping.rule("amount"), mapping.rule("currency") == nil,
      let currency = FieldCatalog.field(mapping.kind, "currency"),
      amount.columns.contains(where: { (survey.amounts[$0]?.withCurrency ?? 0) > 0 })
    else { return }
    mapping.rules.append(FieldRule(field: currency, columns: [], form: .value, evidence: "the sign beside the amount"))
  }

  private mutating func checkRequired() {
    let needed = ["entered_at", "occurred_at", "period", "value"].filter {
      FieldCatalog.field(mapping.kind, $0) != nil && mapping.rule($0) == nil
    }
    let isNeeded = [.stageHistory, .activities, .targets].contains(mapping.kind)
    guard isNeeded, !needed.isEmpty else { return }
    leftOut = "\(needed.joined(separator: ", ")) cannot be read: " + mapping.unsure.joined(separator: " ")
  }
}

extension FileMapping {
  /// What the user says on the order of dates under this header.
  fileprivate func dateOrder(_ header: String) -> DateOrder? { told(dateOrders, header) }

  fileprivate func decimalMark(_ header: String) -> DecimalMark? { told(decimalMarks, header) }

  private func told<Value>(_ values: [String: Value], _ header: String) -> Value? {
    if let exact = values[header] { return exact }
    let key = HeaderName.key(header)
    return values.first { $0.key != "*" && HeaderName.key($0.key) == key }?.value ?? values["*"]
  }
}
