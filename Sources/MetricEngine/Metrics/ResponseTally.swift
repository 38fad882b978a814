import Domain

/// One lead's time to the first answer, or its wait so far, in seconds of both clocks.
struct ResponseTimes {
  var answered: Bool
  /// To the answer if answered, else until now.
  var wall: Int64
  var business: Int64
  /// From creation until now.
  var wallAge: Int64
  var businessAge: Int64
}

/// Why a lead has no response time.
public enum ResponseExclusion: Int, Sendable, CaseIterable {
  /// Created at a time that nobody recorded.
  case undated
  /// Not a lead that anybody waits with: imported in bulk.
  case imported
  /// Answered before it came.
  case invalid
  /// Answered at a time that nobody recorded.
  case answerUndated

  var reason: String {
    switch self {
    case .undated: "no creation date"
    case .imported: "imported in bulk"
    case .invalid: "answered before created"
    case .answerUndated: "answered, nobody knows when"
    }
  }
}

extension ResponseExclusion: Error {}

/// Reads the response time of single leads as of one instant (statistics.md section 6, response time). Working time is
/// that of the calendar the lead keeps.
struct ResponseClock {
  /// The calendars that leads keep.
  let calendars: LeadCalendars
  private let createdAt: Series<Instant>
  private let firstResponseAt: Series<Instant>
  private let kind: Series<Code>
  private let importKinds: [Bool]
  private let asOf: Instant
  private let openNow: [Int64]

  /// - Parameter calendars: Those of the engine where they are known to be wide enough; nil looks for `asOf`.
  init(_ engine: Engine, asOf: Instant, calendars known: LeadCalendars? = nil) {
    createdAt = engine.dataset.leads.createdAt
    firstResponseAt = engine.dataset.leads.firstResponseAt
    kind = engine.dataset.leads.kind
    importKinds = engine.dataset.vocabulary(.kind).names.map { $0.lowercased() == "import" }
    calendars = known ?? engine.leadCalendars(asOf: asOf)
    self.asOf = asOf
    openNow = calendars.all.map { $0.openSeconds(asOf) }
  }

  /// When a lead that is known by then was answered, nil if it was not, or why it has no response time.
  @inline(__always) func answer(_ row: Int) -> Result<Instant?, ResponseExclusion> {
    let created = createdAt[row]
    guard created.isKnown else { return .failure(.undated) }
    if importKinds[Int(kind[row])] { return .failure(.imported) }
    let answer = firstResponseAt[row]
    if answer == .unknown { return .failure(.answerUndated) }
    guard answer <= asOf else { return .success(nil) }
    return answer >= created ? .success(answer) : .failure(.invalid)
  }

  /// The times of a lead that is known by then, or why it has none.
  func read(_ row: Int) -> Result<ResponseTimes, ResponseExclusion> {
    answer(row).map { answer in
      let created = createdAt[row]
      let place = calendars.place(lead: row)
      let opened = calendars.all[place].openSeconds(created)
      let (wallAge, businessAge) = (asOf.since(created), openNow[place] - opened)
      guard let answer else {
        return ResponseTimes(
          answered: false, wall: wallAge, business: businessAge, wallAge: wallAge, businessAge: businessAge)
      }
      return ResponseTimes(
        answered: true, wall: answer.since(created), business: calendars.all[place].openSeconds(answer) - opened,
        wallAge: wallAge, businessAge: businessAge)
    }
  }
}
