/// What the response figures of a selection share whatever the period.
final class ResponseParts: Sendable {
  /// Places among the unanswered leads.
  let open = Once<[Int32]>()
  /// Figures over all time, in wall time and in working time.
  let wall = Once<ResponseFigures>()
  let business = Once<ResponseFigures>()
  let waiting = Once<WaitingSummary>()
  /// Leads that wait, those that came lately first.
  let recentFirst = Once<[Int32]>()
  /// Answers within the limit by week.
  let weeks = Once<[WithinLimit]>()
  let excluded = Once<[Exclusion]>()
}
