import Domain
import Synchronization

/// What follows from rows and profile alone and is the same for every question: each part is made when it is first
/// needed and then shared, so that a new filter or period costs one look at what it changes.
final class Prepared: Sendable {
  let moments = Once<Instant>()
  let owned = Once<OwnedRows>()
  let stages = Once<Series<Code>>()
  let leadCalendars = Once<LeadCalendars>()
  let response = Once<ResponseFacts>()
  let qualified = Once<QualifiedFacts>()
  let models = Once<ProcessModels>()
  let process = Once<ProcessFacts>()
  let activities = Once<ActivityFacts>()
  let close = Once<CloseFacts>()
  let claims = Once<ClaimFacts>()
  /// What finds the rows of a short stretch of time.
  let zones = Once<ChangeZones>()
  /// How opportunities stood when the stretch before the last one ended.
  let earlierPaths = Mutex<EarlierPaths?>(nil)
  /// Rows known at the instant last asked about.
  let known = Mutex<KnownRows?>(nil)
  /// Rows of the filters last asked for: all panels and rules of a screen speak of the same rows.
  let selections = Mutex<[KeptSelection]>([])
  let past = Mutex(PastEngines())
}

/// The rows of a filter at an instant.
struct KeptSelection: Sendable {
  let asOf: Instant
  let filter: Filter
  let selection: Selection

  /// More would be memory for questions that nobody asks again.
  static let most = 4
}
