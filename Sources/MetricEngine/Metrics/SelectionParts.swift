import Domain

/// What figures of a selection share whatever the period: made by the first question about a filter, so that another
/// period costs only what lies in it. Each part belongs to one metric; what rules ask has windows of its own.
final class SelectionParts: Sendable {
  let counts = Once<RowCounts>()
  let process = ProcessParts()
  let activities = Once<ActivityReading>()
  let response = ResponseParts()
  let qualified = Once<QualifiedStanding>()
  let measured = Answers<MeasureRequest, Reading>()
  let since = Answers<SinceQuestion, Since?>()
  let causes = Answers<CauseQuestion, Cause?>()
  /// By the instant from which.
  let changes = Answers<Instant, Changes>()
  let close = Once<CloseBasis>()
  let claims = Answers<ClaimQuestion, [Claim]>()
  let stats = LastingStats()
}

/// Since when a rule's limit is broken.
struct SinceQuestion: Hashable, Sendable {
  var request: MeasureRequest
  var limit: Double
  var breach: Bound
}

/// Why a rule's limit is broken.
struct CauseQuestion: Hashable, Sendable {
  var request: MeasureRequest
  var breach: Bound
  /// The items that the rule found.
  var rows: [Int32]

  /// Many items are told apart well enough by how many there are.
  func hash(into hasher: inout Hasher) {
    hasher.combine(request)
    hasher.combine(breach)
    hasher.combine(rows.count)
  }
}
