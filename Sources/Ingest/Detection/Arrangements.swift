/// Fields that are made of several columns, or of a column read in its own way.
extension ColumnMatcher {
  mutating func takeArrangements() {
    if kind == .opportunities {
      takeOutcome()
      takeClosingTimes()
      takeStageColumns()
    }
    if kind == .stageHistory { takeFieldHistory() }
    if kind == .activities {
      takeSubtypes()
      takeCompletion()
    }
    if kind == .leads || kind == .users { takeFullName() }
    if kind != .stageHistory { takeCurrentVersions() }
    let deleted = sample.headers.indices.filter { ["isdeleted", "fivetrandeleted"].contains(keys[$0]) }
    if mapping.rule("deleted") == nil, !deleted.isEmpty {
      take("deleted", deleted, .anyTrue, deleted.count > 1 ? "deleted in the CRM or gone from it" : "a usual name")
    }
  }

  mutating func takeFallbacks() {
    switch kind {
    case .opportunities:
      takeOutcomeOfStage()
      splitCloseDate()
    case .users: shareName("user_id")
    case .accounts: shareName("account_id")
    case .activities: takeKindOfFile()
    default: break
    }
  }

  /// Won flags, else a status column whose words say how the opportunity stands.
  private mutating func takeOutcome() {
    guard mapping.rule("outcome") == nil else { return }
    if let won = free(keys: ["iswon", "isclosedwon", "closedwon"]), looksRight(won, .flag, "outcome") {
      let closed = free(keys: ["isclosed", "isclosedlost"])
      take("outcome", [won] + (closed.map { [$0] } ?? []), .flags, "flags for won and closed")
      score += 2
      return
    }
    guard let status = free(keys: ["status", "opportunitystatus", "wonlost", "result", "state"]) else { return }
    let share = sample.share(status) { StatusWords.outcome(status: $0) != nil }
    if let share, share >= 0.9 {
      take("outcome", [status], .status, "its values are open, won, lost")
      score += 2
    }
  }

  /// One time for won and one for lost deals.
  private mutating func takeClosingTimes() {
    guard mapping.rule("closed_at") == nil else { return }
    let columns = [free(keys: ["wontime", "wonat", "wondate"]), free(keys: ["losttime", "lostat", "lostdate"])]
      .compactMap(\.self)
    guard !columns.isEmpty, columns.allSatisfy({ looksRight($0, .instant, "closed_at") }) else { return }
    take("closed_at", columns, .value, columns.count > 1 ? "when it was won, else lost" : "a usual name of closed_at")
    score += 2
  }

  /// Without status the stage tells: Closed Won, Lost and the like.
  private mutating func takeOutcomeOfStage() {
    if mapping.rule("stage") == nil, let status = free(keys: ["status", "state"]) {
      take("stage", [status], .value, "a status that is neither only open nor won nor lost")
    }
    guard mapping.rule("outcome") == nil, let stage = mapping.rule("stage") else { return }
    take("outcome", stage.columns, .stageName, "won and lost by the name of the stage")
  }

  /// A close date is when an open deal is expected to close and when a closed one did.
  private mutating func splitCloseDate() {
    guard let index = mapping.rules.firstIndex(where: { $0.field.name == "closed_at" }) else { return }
    let rule = mapping.rules[index]
    let names = [keys[rule.columns[0]]] + shorterKeys[rule.columns[0]]
    guard rule.evidence != "as told", rule.columns.count == 1,
      names.contains(where: { $0 == "closedate" || $0 == "closingdate" })
    else { return }
    let expected = FieldCatalog.field(kind, "expected_close_on")
    guard mapping.rule("outcome") != nil else {
      guard let expected, mapping.rule("expected_close_on") == nil else { return }
      mapping.rules[index] = FieldRule(
        field: expected, columns: rule.columns, evidence: "a close date, and no column tells what is closed")
      mapping.unsure.append(
        "No column tells which opportunities are won or lost, so all count as open. Decide with "
          + "--map '\(sample.name):HEADER=outcome'.")
      return
    }
    mapping.rules[index].form = .onceClosed
    mapping.rules[index].evidence = "the close date of won and lost ones"
    guard let expected, mapping.rule("expected_close_on") == nil else { return }
    mapping.rules.append(
      FieldRule(field: expected, columns: rule.columns, form: .whileOpen, evidence: "the close date of open ones"))
  }

  /// `Date entered "Closed Won (Sales Pipeline)"`.
  private mutating func takeStageColumns() {
    let stages = free(keys: ["dealstage", "stage"]).map { Set(sample.values($0)) } ?? []
    for (column, header) in sample.headers.enumerated() where !taken.contains(column) {
      guard let label = StageColumnHeader.stage(header, knownStages: stages) else { continue }
      mapping.stageColumns.append(StageColumn(column: column, stage: label))
      taken.insert(column)
      score += 0.5
    }
    guard !mapping.stageColumns.isEmpty else { return }
    mapping.notes.append(
      "\(mapping.stageColumns.count) columns tell when a stage was entered; of a stage entered twice only one entry is "
        + "there.")
  }

  /// Changes of all fields, of which only those of the stage count.
  private mutating func takeFieldHistory() {
    let stageKeys: Set<String> = ["stage", "stagename", "dealstage", "salesstage", "opportunitystage"]
    let column = sample.headers.indices.first { column in
      guard ["fieldevent", "field", "fieldname", "propertyname", "name"].contains(keys[column]) else { return false }
      return sample.values(column).contains { stageKeys.contains(HeaderName.key($0)) }
    }
    guard let column else { return }
    taken.insert(column)
    mapping.filter = RowFilter(column: column, keys: stageKeys)
    mapping.notes.append("Changes of other fields than the stage are left out.")
  }

  /// A subtype such as Call says more than the type Task that stands beside it.
  private mutating func takeSubtypes() {
    guard mapping.rule("kind") == nil else { return }
    func named(_ names: [String]) -> [Int] { names.compactMap { name in free { keys[$0] == name } } }
    let subtypes = named(["tasksubtype", "eventsubtype"])
    let types = named(["taskevent", "activitytype", "type"])
    guard !subtypes.isEmpty else { return }
    take("kind", subtypes + types, .value, "the subtype, else the type")
    score += 1
  }

  /// A task happened when it was completed; one that is not completed yet is due some day.
  private mutating func takeCompletion() {
    guard mapping.rule("occurred_at") == nil,
      let completed = free(keys: ["completeddatetime", "completeddate", "completedat", "markedasdonetime"]),
      let due = free(keys: ["activitydatetime", "activitydate", "duedate", "date"]),
      looksRight(completed, .instant, "occurred_at"), looksRight(due, .instant, "occurred_at")
    else { return }
    take("occurred_at", [completed, due], .value, "when it was completed, else when it is due")
    score += 2
  }

  /// Copies that keep old versions of rows mark the current one.
  private mutating func takeCurrentVersions() {
    guard let column = free(where: { keys[$0] == "fivetranactive" }),
      sample.values(column).contains(where: { StatusWords.flag($0) == true })
    else { return }
    taken.insert(column)
    mapping.filter = RowFilter(column: column, keys: ["true", "1", "t"])
    mapping.notes.append("Old versions of rows are left out; \(sample.headers[column]) tells the current ones.")
  }

  private mutating func takeFullName() {
    guard mapping.rule("name") == nil, free(keys: ["name", "fullname", "leadname"]) == nil else { return }
    let columns = [free(keys: ["firstname"]), free(keys: ["lastname"])].compactMap(\.self)
    if !columns.isEmpty { take("name", columns, .joined, "first and last name") }
  }

  /// A table of people or companies with one column for both: the name is the identity.
  private mutating func shareName(_ identity: String) {
    if let id = mapping.rule(identity), mapping.rule("name") == nil, !keys[id.columns[0]].hasSuffix("id") {
      take("name", id.columns, .value, "the same column: rows are known by name")
    } else if mapping.rule(identity) == nil, let name = mapping.rule("name") {
      take(identity, name.columns, name.form, "the same column: rows are known by name")
      score += 1
    }
  }

  private mutating func takeKindOfFile() {
    guard mapping.rule("kind") == nil else { return }
    let kinds = ["call", "email", "meeting", "task", "event", "note"]
    let words = HeaderName.words(sample.stem)
    guard let kind = kinds.first(where: { words.contains($0) || words.contains($0 + "s") }) else { return }
    take("kind", [], .constant(kind), "by the file's name")
  }
}

/// Headers of columns that hold the time of entering one stage.
enum StageColumnHeader {
  /// The stage's name, or nil if the header is something else. A pipeline in brackets is dropped unless the stages
  /// themselves are called so.
  static func stage(_ header: String, knownStages: Set<String>) -> String? {
    let prefixes = ["date entered ", "date_entered_", "hs_v2_date_entered_", "property_hs_v2_date_entered_"]
    guard let prefix = prefixes.first(where: { header.lowercased().hasPrefix($0) }) else { return nil }
    let label = String(header.dropFirst(prefix.count)).trimmed.filter { $0 != "\"" }
    if label.isEmpty || knownStages.contains(label) { return label.isEmpty ? nil : label }
    guard label.hasSuffix(")"), let bracket = label.lastIndex(of: "("), bracket > label.startIndex else { return label }
    return String(label[..<bracket]).trimmed
  }
}
