/// How an opportunity ended.
public enum Outcome: UInt8, Sendable, Codable, CaseIterable, BitwiseCopyable { case open, won, lost }

/// What had to be assumed about a lead or an opportunity, in bits.
public struct Assumptions: OptionSet, Hashable, Sendable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt8
  /// Assumptions from their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// An open opportunity has a closing date: read as the expected one.
  public static let closingIsPlan = Assumptions(rawValue: 1)
  /// A closing date that nothing else confirms: counted as open.
  public static let closingIsUnconfirmed = Assumptions(rawValue: 2)
  /// Won or lost by the name of the stage.
  public static let endedByStage = Assumptions(rawValue: 4)
  /// The closing date is that of the last stage.
  public static let datedByHistory = Assumptions(rawValue: 8)
  /// Won or lost without any date.
  public static let undated = Assumptions(rawValue: 16)
  /// The first response of the lead is its earliest human, outbound, done activity.
  public static let answeredByActivity = Assumptions(rawValue: 32)
}

/// Leads, one row each, column by column. All columns have the same length.
///
/// From a store rows ascend by ``createdAt``, those of `unknown` creation first, those created at once in the order of
/// their first import: the leads of a period are one range of rows.
public struct LeadTable: Sendable, Equatable {
  /// As the source calls them.
  public var ids = TextColumn()
  /// What to call it on screen: name, else company, else e-mail; may be empty.
  public var names = TextColumn()
  /// When it came in.
  public var createdAt: Series<Instant> = []
  /// When it was given to a rep; `never` if it was not.
  public var assignedAt: Series<Instant> = []
  /// As recorded, else the earliest human, outbound, done activity of the lead; `never` if there is none.
  public var firstResponseAt: Series<Instant> = []
  /// `never` until then.
  public var qualifiedAt: Series<Instant> = []
  /// `never` until then.
  public var disqualifiedAt: Series<Instant> = []
  /// Where it came from.
  public var source: Series<Code> = []
  /// Of the customer.
  public var region: Series<Code> = []
  /// Of the customer.
  public var segment: Series<Code> = []
  /// Of the owner.
  public var team: Series<Code> = []
  /// The owner.
  public var rep: Series<Code> = []
  /// Of the owner.
  public var manager: Series<Code> = []
  /// inbound, outbound, import.
  public var kind: Series<Code> = []
  /// Row of the opportunity that the lead became, or -1.
  public var opportunity: Series<Int32> = []
  /// What had to be assumed where the rows do not say.
  public var assumptions: Series<Assumptions> = []

  /// No rows.
  public init() {}
  /// Rows.
  public var count: Int { createdAt.count }
}

/// Opportunities, one row each, column by column. All columns have the same length, but for the two `Starts`.
///
/// From a store rows ascend by ``createdAt``, those of `unknown` creation first, those created at once in the order of
/// their first import: the opportunities of a period are one range of rows.
public struct OpportunityTable: Sendable, Equatable {
  /// As the source calls them.
  public var ids = TextColumn()
  /// What to call it on screen; may be empty.
  public var names = TextColumn()
  /// `unknown` where the source does not say.
  public var createdAt: Series<Instant> = []
  /// `never` while open; `unknown` if closed without a date.
  public var closedAt: Series<Instant> = []
  /// How it ended once `closedAt` has passed.
  public var outcome: Series<Outcome> = []
  /// Hundredths, or ``Money/none``.
  public var amount: Series<Int64> = []
  /// The day the owner expects it to close; `never` if there is none.
  public var expectedCloseOn: Series<Instant> = []
  /// When the next step is due; `never` if there is none.
  public var nextStepAt: Series<Instant> = []
  /// Of the amount.
  public var currency: Series<Code> = []
  /// Where it came from.
  public var source: Series<Code> = []
  /// Of the customer.
  public var region: Series<Code> = []
  /// Of the customer.
  public var segment: Series<Code> = []
  /// Of the owner.
  public var team: Series<Code> = []
  /// The owner.
  public var rep: Series<Code> = []
  /// Of the owner.
  public var manager: Series<Code> = []
  /// The customer.
  public var account: Series<Code> = []
  /// Where the organisation has several.
  public var pipeline: Series<Code> = []
  /// new, renewal, expansion.
  public var kind: Series<Code> = []
  /// Of the customer.
  public var country: Series<Code> = []
  /// The current stage as the source states it, 0 if it does not.
  public var stage: Series<Code> = []
  /// Why it was lost, as the source says.
  public var lostReason: Series<Code> = []
  /// Row of the lead it came from, or -1.
  public var lead: Series<Int32> = []
  /// What had to be assumed where the rows do not say.
  public var assumptions: Series<Assumptions> = []
  /// The visits of row i are `visitStarts[i]..<visitStarts[i + 1]` of ``VisitTable``; count + 1 entries.
  public var visitStarts: Series<Int32> = [0]
  /// The activities of row i are `activityStarts[i]..<activityStarts[i + 1]` of ``ActivityTable``; count + 1 entries.
  public var activityStarts: Series<Int32> = [0]

  /// No rows.
  public init() {}
  /// Rows.
  public var count: Int { createdAt.count }

  /// Rows of ``VisitTable`` that belong to an opportunity, in order.
  public func visits(of row: Int) -> Range<Int> { Int(visitStarts[row])..<Int(visitStarts[row + 1]) }

  /// Rows of ``ActivityTable`` that belong to an opportunity, in order of time.
  public func activities(of row: Int) -> Range<Int> { Int(activityStarts[row])..<Int(activityStarts[row + 1]) }
}

/// Stage entries in the order of their opportunities, within each by sequence (else time, else file order).
public struct VisitTable: Sendable, Equatable {
  /// Row of the opportunity.
  public var opportunity: Series<Int32> = []
  /// The stage entered.
  public var stage: Series<Code> = []
  /// When; `unknown` where the source does not say.
  public var enteredAt: Series<Instant> = []
  /// Who moved it.
  public var changedBy: Series<Code> = []

  /// No rows.
  public init() {}
  /// Rows.
  public var count: Int { stage.count }
}

/// What an activity was, in bits.
public struct ActivityTraits: OptionSet, Hashable, Sendable, Codable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt8
  /// Traits from their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The customer contacted us.
  public static let inbound = ActivityTraits(rawValue: 1)
  /// A machine did it.
  public static let automatic = ActivityTraits(rawValue: 2)
  /// Planned, not done.
  public static let undone = ActivityTraits(rawValue: 4)
  /// A meeting known to have taken place.
  public static let held = ActivityTraits(rawValue: 8)
  /// A meeting known not to have taken place.
  public static let missed = ActivityTraits(rawValue: 16)
  /// A note or task left undone: no touch of the customer, whatever the other marks say.
  public static let noTouch = ActivityTraits(rawValue: 32)

  /// Human, outbound and done: counts as a touch and answers a lead.
  public var counts: Bool { isDisjoint(with: [.inbound, .automatic, .undone, .missed, .noTouch]) }
}

/// Activities: first those of opportunities, in their order and within each by time; then those of leads only.
public struct ActivityTable: Sendable, Equatable {
  /// As the source calls them.
  public var ids = TextColumn()
  /// Row of the opportunity or -1.
  public var opportunity: Series<Int32> = []
  /// Row of the lead or -1.
  public var lead: Series<Int32> = []
  /// When it took place.
  public var occurredAt: Series<Instant> = []
  /// call, email, meeting, ...
  public var kind: Series<Code> = []
  /// The owner.
  public var rep: Series<Code> = []
  /// What it was.
  public var traits: Series<ActivityTraits> = []

  /// No rows.
  public init() {}
  /// Rows.
  public var count: Int { occurredAt.count }
}
