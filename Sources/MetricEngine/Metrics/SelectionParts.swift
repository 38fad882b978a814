/// What figures of a selection share whatever the period: made by the first question about a filter, so that another
/// period costs only what lies in it. Each part belongs to one metric.
final class SelectionParts: Sendable {
  let response = ResponseParts()
  let qualified = Once<QualifiedStanding>()
}
