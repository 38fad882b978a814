import Domain

extension Engine {
  /// Whose each lead's answer is, one code a lead: of who owned the lead when it was answered, or when the answer was due
  /// if it came later or not at all (metrics.md, A 1). A lead that never changed hands belongs to who has it. Nil for
  /// dimensions that leads do not have.
  func answerOwners(_ dimension: Dimension) -> Series<Code>? {
    guard let now = dataset.leads.codes(dimension) else { return nil }
    let changes = dataset.leadChanges
    // A segment is no matter of owning.
    guard dimension != .segment, let field = ChangedField(of: dimension), changes.field.contains(field) else {
      return now
    }
    let (leads, limits, calendars) = (dataset.leads, ResponseLimits(self), leadCalendars(asOf: .unknown))
    var owners = now
    for row in Set(changes.row).map(Int.init) {
      let calendar = calendars.calendar(lead: row)
      let due = calendar.openSeconds(leads.createdAt[row]) + limits.seconds(lead: row)
      let owner = changes.value(
        of: field, row: row, before: { $0 > leads.firstResponseAt[row] || calendar.openSeconds($0) > due },
        now: Int64(now[row]))
      owners[row] = Code(owner)
    }
    return owners
  }
}
