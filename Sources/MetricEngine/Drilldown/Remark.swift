import Domain

/// Something to be said of a deal or a lead: why it stands in a list, what is wrong with it, how an event of it departs
/// from what should be. Its words are found where it is shown.
public enum Remark: Sendable, Hashable {
  /// An open deal that nothing was done about for so many days; wins were touched every so often, where that is known.
  case quiet(days: Double, wins: Rhythm? = nil)
  /// So many touches, fewer than three in four wins had at its age; they had at least so many, where that is said.
  case fewTouches(Int, least: Int? = nil)
  /// Lost after no touch or one.
  case lostAfter(touches: Int)
  /// Nothing is planned.
  case noNextStep
  /// The day that it was to close was so many days ago.
  case overdue(days: Double)
  /// Open for longer than nine in ten wins took: so many days, where that is said.
  case old(days: Double, wins: Double? = nil)
  /// In a stage for so long; nine in ten leave it within so many days, where that is said.
  case staying(stage: String, days: Double, usual: Double? = nil)
  /// Won or lost, after so many days where that is known.
  case ended(Outcome, days: Double?)

  /// Stages that should have been visited, and were not.
  case skipped([String])
  /// It came to a stage before the furthest one.
  case wentBack(times: Int)
  /// It entered a stage again.
  case repeated
  /// At some time it did.
  case repeatedStage
  /// It was in stages that the process does not know.
  case wasIn([String])
  /// This stage is none of the process.
  case foreignStage
  /// It went on after an end.
  case openedAgain
  /// It ended so without entering the stage that says it.
  case unentered(Outcome)

  /// The expected close moved to a later day.
  case pushedOut
  /// An activity before the record was created, or after it ended.
  case beforeCreation, afterEnd
  /// An answer to a lead that had not come yet, or beyond its limit.
  case beforeItCame, tooLate

  /// A lead that waits: so many seconds of working time are left, or it is so late.
  case due(seconds: Int64)
  case late(seconds: Int64)
  /// How long a lead waited, and how that ended.
  case waited(LeadStanding, Wait, isLate: Bool = false)
  /// The same in working time, beyond a limit.
  case overLimit(LeadStanding, seconds: Int64, limit: Int64)
  /// Why its wait cannot be told.
  case untimed(ResponseExclusion)
  /// An error in the data.
  case answeredBeforeItCame

  /// How often won deals were touched.
  public struct Rhythm: Sendable, Hashable {
    /// Days from one touch to the next.
    public var days: Double
    /// True for wins of the same segment, false for those of all.
    public var isOfItsKind: Bool

    /// So often.
    public init(days: Double, isOfItsKind: Bool) { (self.days, self.isOfItsKind) = (days, isOfItsKind) }
  }

  /// A length as finely as the data knows it.
  public enum Wait: Sendable, Hashable {
    /// Calendar days.
    case days(Double)
    /// Seconds of working time.
    case working(seconds: Int64)
  }
}
