import Domain

/// What the synthetic organisation sells to whom, and how.
enum Market {
  static let stages = ["Discovery", "Qualification", "Demo", "Proposal", "Negotiation"]
  static let wonStage = "Closed Won"
  static let lostStage = "Closed Lost"
  /// Position of the stage that people like to leave out.
  static let demoStage = 2
  static let proposalStage = 3

  static let sources = ["Web form", "Paid search", "Referral", "Event", "Partner", "Content"]
  static let paidSearch = 1
  static let event = 3
  static let partner = 4
  /// Share of leads by source.
  static let sourceWeights = [0.33, 0.21, 0.11, 0.12, 0.09, 0.14]
  /// Log odds that a source adds to a lead's chance to qualify.
  static let sourceQuality = [0.10, -0.30, 0.90, 0.10, 0.45, -0.65]

  static let regions = ["NA East", "NA West", "EMEA", "APAC"]
  static let asiaPacific = 3

  static let segments = ["Small", "Mid-market", "Enterprise"]
  /// Median amount by segment, in whole dollars.
  static let amounts = [8_500.0, 34_000.0, 145_000.0]
  /// Scale of the time to close by segment, in days.
  static let closeDays = [36.0, 64.0, 124.0]
  /// Log odds that a segment adds to the chance to win.
  static let winning = [0.25, 0.0, -0.35]
  static let currency = "USD"

  static let kinds = ["new", "expansion", "renewal"]
  static let kindWeights = [0.80, 0.15, 0.05]
  /// What opportunities are called after, by kind.
  static let titles = [
    ["rollout", "pilot", "platform", "starter package", "replacement", "first site"],
    ["more seats", "second site", "add-on", "upgrade"],
    ["renewal", "two-year renewal"],
  ]

  static let touchKinds = ["call", "email", "meeting", "linkedin"]
  static let touchWeights = [0.44, 0.36, 0.11, 0.09]
  static let subjects = [
    "call": ["Follow-up call", "Pricing questions", "Check-in", "Left a message"],
    "email": ["Sent summary", "Sent offer details", "Answered questions", "Reference customer"],
    "meeting": ["Needs workshop", "Meeting with the buyer", "Technical review", "Contract review"],
    "linkedin": ["Message to the sponsor", "Shared a case study"],
    "demo": ["Product demo", "Demo for the team"],
  ]

  static let lostReasons = ["No decision", "Price", "Competitor", "Missing feature", "Timing", "No budget"]
  static let lostReasonWeights = [0.30, 0.20, 0.18, 0.11, 0.13, 0.08]

  /// What the rep plans to do next, by stage.
  static let nextSteps = [
    "Book discovery call", "Clarify budget and timing", "Schedule demo", "Send proposal", "Agree on contract terms",
  ]
  /// How sure the rep is, by stage.
  static let forecasts = ["Pipeline", "Pipeline", "Best case", "Best case", "Commit"]
}
