import Domain

/// Works out from the data what nobody configured: the process, the working hours, the instant to stand at.
/// Everything worked out is marked as assumed, so that screens can say so.
public enum ProfileInference {
  /// A profile for these rows: what is given wins, the rest is worked out.
  ///
  /// - Parameters:
  ///   - stages: The stages in order, if somebody defined them.
  ///   - won: Names of the won end; nil to work them out.
  ///   - lost: Names of the lost end; nil to work them out.
  ///   - hours: The working hours, if somebody defined them.
  ///   - localTimeZone: IANA name of the zone where the data says nothing of its own.
  public static func profile(
    _ dataset: Dataset, stages: [String]? = nil, won: [String]? = nil, lost: [String]? = nil,
    hours: BusinessHours? = nil, responseLimits: [String: Int] = [:], responseLimit: Int = 300,
    localTimeZone: String
  ) -> Profile {
    Profile(
      process: process(dataset, stages: stages, won: won, lost: lost),
      hours: hours ?? self.hours(dataset.facts, localTimeZone: localTimeZone), responseLimits: responseLimits,
      responseLimit: responseLimit)
  }

  /// The process: the order of the stages by where they stand in the histories, else by the share of opportunities in
  /// them that were won, else by how many there are; the ends by what closing does to the stage, else by name.
  public static func process(
    _ dataset: Dataset, stages: [String]? = nil, won: [String]? = nil, lost: [String]? = nil
  ) -> SalesProcess {
    let evidence = StageEvidence(dataset)
    let names = dataset.vocabulary(.stage)
    var ends = evidence.ends(names)
    if let won { ends.won = won.compactMap { names.find($0) } }
    if let lost { ends.lost = lost.compactMap { names.find($0) } }
    let found = evidence.order(without: Set(ends.won + ends.lost), names).map { names[$0] }
    return SalesProcess(
      stages: stages ?? found, won: won ?? ends.won.map { names[$0] }, lost: lost ?? ends.lost.map { names[$0] },
      assumed: stages == nil)
  }

  /// Monday to Friday from nine to five, in the data's own zone if its times tell, else in the local zone.
  public static func hours(_ facts: DatasetFacts, localTimeZone: String) -> BusinessHours {
    BusinessHours(timeZone: timeZone(facts, localTimeZone: localTimeZone), assumed: true)
  }

  /// A zone with summer time if the data's times carry its two offsets; `UTC+01:00` if they carry that one most often;
  /// times in UTC say nothing about where people work.
  private static func timeZone(_ facts: DatasetFacts, localTimeZone: String) -> String {
    if let zone = SummerTime.zone(facts, localTimeZone: localTimeZone) { return zone }
    guard let offset = facts.ownOffset, offset != 0, abs(offset) <= 18 * 3600 else { return localTimeZone }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minutes = abs(offset) / 60
    return "UTC\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// Where figures stand if nobody says: now, or at the newest event if the data ended over 36 hours ago.
  public static func asOf(_ facts: DatasetFacts, now: Instant) -> InferredClock {
    guard facts.newestEvent.isKnown, facts.newestEvent < now.adding(-newestIsOldAfter) else {
      return InferredClock(asOf: now, dataEnded: false)
    }
    return InferredClock(asOf: facts.newestEvent, dataEnded: true)
  }

  private static let newestIsOldAfter: Int64 = 36 * 3600
}

/// The instant that figures stand at, and whether it is so because the data ends there.
public struct InferredClock: Sendable, Equatable {
  /// The instant.
  public var asOf: Instant
  /// True if the data ends there, long before now.
  public var dataEnded: Bool

  /// An instant with its reason.
  public init(asOf: Instant, dataEnded: Bool) {
    self.asOf = asOf
    self.dataEnded = dataEnded
  }
}
