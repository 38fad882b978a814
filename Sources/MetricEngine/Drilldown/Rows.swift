import Domain

/// The lists that a panel or an alert leads to. Each knows its table.
public enum Listing: Hashable, Sendable, Codable {
  /// Unanswered leads, most overdue first.
  case waitingLeads
  /// Leads of the window that were answered after their limit, or not at all, slowest first.
  case lateLeads
  /// Leads qualified in the window, newest first.
  case qualifiedLeads
  /// All leads, newest first.
  case allLeads
  /// Opportunities created in the last 90 days that left the process, most money first.
  case offProcess
  /// Opportunities that skipped this stage, most money first.
  case skipped(stage: String)
  /// Open opportunities in this stage, longest first.
  case inStage(stage: String)
  /// Open opportunities longer in their stage than 9 in 10 completed visits.
  case stuck
  /// Open opportunities quiet for more than 14 days, most money first.
  case quiet
  /// Open opportunities under the activity floor, most money first.
  case underFloor
  /// Lost after at most one activity, newest first.
  case gaveUp
  /// Open opportunities without a next step, most money first.
  case withoutNextStep
  /// Open opportunities older than 9 in 10 winners, oldest first.
  case old
  /// Won, newest first.
  case won
  case allOpportunities
  /// Rows named by a finding: leads or opportunities.
  case leads(rows: [Int32])
  case opportunities(rows: [Int32])
  /// Opportunities that changed in one way after an instant, most money first.
  case changed(ChangeKind, since: Instant)

  /// True if its rows are leads.
  public var isLeads: Bool {
    switch self {
    case .waitingLeads, .lateLeads, .qualifiedLeads, .allLeads, .leads: true
    default: false
    }
  }
}

/// An opportunity as a list shows it.
public struct OpportunityRow: Sendable, Equatable, Identifiable {
  /// Row of its table.
  public var row: Int32
  /// As the source calls it.
  public var id: String
  /// What to call it; may be empty.
  public var name: String
  /// Name of the account; may be empty.
  public var account: String
  /// Who owns it; empty if nobody.
  public var rep: String
  /// The owner's team; may be empty.
  public var team: String
  /// Where it stands; may be empty.
  public var stage: String
  /// May be empty.
  public var segment: String
  /// Where it came from; may be empty.
  public var source: String
  /// How it stands at the query's instant.
  public var status: Outcome
  /// Nil without an amount.
  public var amount: Money?
  /// `unknown` where the source does not say.
  public var createdAt: Instant
  /// `never` while open.
  public var closedAt: Instant
  /// Days since creation, until closing if closed; nil without a creation date.
  public var ageDays: Double?
  /// Days since the last activity (or creation); nil if closed or unknown.
  public var idleDays: Double?
  /// Days in the current stage; nil without history.
  public var stageDays: Double?
  /// Activities that count.
  public var touches: Int
  /// The day the owner expects it to close; `never` if nobody said.
  public var expectedCloseOn = Instant.never
  /// `never` without a next step, `unknown` for one without a date.
  public var nextStepAt = Instant.never
  /// Why it is in the list: quiet for 41 days, skipped Demo.
  public var reasons: [Remark]
  /// What was before and what is now, in a list of what changed.
  public var change: ChangeRow?

  /// A value; see the properties.
  public init(
    row: Int32, id: String, name: String, account: String, rep: String, team: String, stage: String, segment: String,
    source: String, status: Outcome, amount: Money?, createdAt: Instant, closedAt: Instant, ageDays: Double?,
    idleDays: Double?, stageDays: Double?, touches: Int, reasons: [Remark] = []
  ) {
    self.row = row
    self.id = id
    self.name = name
    self.account = account
    self.rep = rep
    self.team = team
    self.stage = stage
    self.segment = segment
    self.source = source
    self.status = status
    self.amount = amount
    self.createdAt = createdAt
    self.closedAt = closedAt
    self.ageDays = ageDays
    self.idleDays = idleDays
    self.stageDays = stageDays
    self.touches = touches
    self.reasons = reasons
  }
}

/// A lead as a list shows it.
public struct LeadRow: Sendable, Equatable, Identifiable {
  /// Row of its table.
  public var row: Int32
  /// As the source calls it.
  public var id: String
  /// What to call it; may be empty.
  public var name: String
  /// Who owns it; empty if nobody.
  public var rep: String
  /// The owner's team; may be empty.
  public var team: String
  /// Where it came from; may be empty.
  public var source: String
  /// May be empty.
  public var segment: String
  /// `unknown` where the source does not say.
  public var createdAt: Instant
  /// `never` while unanswered.
  public var firstResponseAt: Instant
  /// `never` if it was not.
  public var qualifiedAt: Instant
  /// `never` if it was not.
  public var disqualifiedAt: Instant
  /// Wall seconds to the answer, or waited so far.
  public var wallSeconds: Int64
  /// Business seconds to the answer, or waited so far.
  public var businessSeconds: Int64
  /// Business seconds left of the limit; negative when late.
  public var secondsLeft: Int64
  /// Why it is in the list.
  public var reasons: [Remark]
  /// While it waits: the working hours that its clock runs in now or next, from the opening to the closing.
  public var open: TimeWindow?

  /// A value; see the properties.
  public init(
    row: Int32, id: String, name: String, rep: String, team: String, source: String, segment: String,
    createdAt: Instant, firstResponseAt: Instant, qualifiedAt: Instant, disqualifiedAt: Instant, wallSeconds: Int64,
    businessSeconds: Int64, secondsLeft: Int64, reasons: [Remark] = []
  ) {
    self.row = row
    self.id = id
    self.name = name
    self.rep = rep
    self.team = team
    self.source = source
    self.segment = segment
    self.createdAt = createdAt
    self.firstResponseAt = firstResponseAt
    self.qualifiedAt = qualifiedAt
    self.disqualifiedAt = disqualifiedAt
    self.wallSeconds = wallSeconds
    self.businessSeconds = businessSeconds
    self.secondsLeft = secondsLeft
    self.reasons = reasons
  }
}

/// Something that happened to an opportunity or a lead.
public struct TimelineEvent: Sendable, Equatable {
  /// What happened.
  public enum Kind: String, Sendable, Codable {
    case created, assigned, answered, qualified, disqualified, stage, activity, won, lost
    /// A lead came, or became an opportunity.
    case came, became
    /// A field was given another value; see ``TimelineEvent/change``.
    case changed
  }
  /// When; `unknown` if nobody recorded it.
  public var at: Instant
  /// What happened.
  public var kind: Kind
  /// What the data calls it: the stage, the kind of activity, the source of what came or was created, the opportunity
  /// that a lead became, why a deal was lost; may be empty.
  public var text: String
  /// Who did it; may be empty.
  public var who: String
  /// What is wrong with it: a stage was skipped, it went back; nil if nothing.
  public var deviation: Remark?
  /// What keeps an activity from counting.
  public var traits: ActivityTraits = []
  /// Of which field to what, where a field was given another value.
  public var change: FieldEvent?

  /// A value; see the properties.
  public init(at: Instant, kind: Kind, text: String, who: String, deviation: Remark? = nil, change: FieldEvent? = nil) {
    self.at = at
    self.kind = kind
    self.text = text
    self.who = who
    self.deviation = deviation
    self.change = change
  }
}

/// One opportunity with its history.
public struct OpportunityTimeline: Sendable, Equatable {
  /// The row as a list shows it.
  public var header: OpportunityRow
  /// Oldest first.
  public var events: [TimelineEvent]
  /// What is wrong with it, worst first.
  public var problems: [Remark]
  /// The lead that it came from.
  public var lead: LeadRow?
  /// The stages of the process, for the lane.
  public var stages: [String]
  /// `never` without a next step, `unknown` for one without a date.
  public var nextStepAt: Instant
  /// `never` if nobody said.
  public var expectedCloseOn: Instant
  /// What became of deals like it; nil if it is not open or older than any that was seen.
  public var outlook: Outlook?

  /// A value; see the properties.
  public init(
    header: OpportunityRow, events: [TimelineEvent], problems: [Remark], lead: LeadRow?, stages: [String],
    nextStepAt: Instant, expectedCloseOn: Instant, outlook: Outlook? = nil
  ) {
    self.header = header
    self.events = events
    self.problems = problems
    self.lead = lead
    self.stages = stages
    self.nextStepAt = nextStepAt
    self.expectedCloseOn = expectedCloseOn
    self.outlook = outlook
  }
}

/// One lead with its history.
public struct LeadTimeline: Sendable, Equatable {
  /// The row as a list shows it.
  public var header: LeadRow
  /// Oldest first.
  public var events: [TimelineEvent]
  /// What is wrong with it, worst first.
  public var problems: [Remark]
  /// The limit for the first answer, in seconds.
  public var limitSeconds: Int
  /// Row of the opportunity that it became, or -1.
  public var opportunity: Int32
  /// The working hours that its clock runs in; nil: the organisation's.
  public var hours: BusinessHours?

  /// A value; see the properties.
  public init(
    header: LeadRow, events: [TimelineEvent], problems: [Remark], limitSeconds: Int, opportunity: Int32,
    hours: BusinessHours? = nil
  ) {
    self.header = header
    self.events = events
    self.problems = problems
    self.limitSeconds = limitSeconds
    self.opportunity = opportunity
    self.hours = hours
  }
}
