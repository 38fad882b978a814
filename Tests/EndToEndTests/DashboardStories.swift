import TestKit
import Testing

@Suite("Looking at a set", .serialized, .enabled(if: Stage.hasTerminal, Stage.why))
struct DashboardStories {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func fivePanelsAreThereAtOnce() throws {
    let app = try Stage.open(sandbox)
    for title in ["Lead response", "Qualified leads", "Process steps", "Activities per opportunity", "Time to close"] {
      try app.expect(title)
    }
    try app.expect("What is wrong")
  }

  @Test func fromAPanelToOneRecordInThreeSteps() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response").press("Enter")
    try app.expectLine("dealtop", "Lead response").press("Enter")
    try app.expectLine("dealtop", "Late or unanswered leads").press("Enter")
    try app.expect("history, latest first").expect("came")
  }

  @Test func fromWhatChangedToOneDealInThreeKeys() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response").press("d")
    try app.expectLine("dealtop", "What changed").expect("since yesterday").press("D").type("90 d").press("Enter")
    try app.expect("new").press("Home", "Down", "Down").expect("new, most money first").press("Enter")
    try app.expectLine("dealtop", "new since").expect("opened on").press("Enter")
    try app.expect("history, latest first")
  }

  @Test func escapeLeadsBackToTheOverview() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response").press("3", "Enter").expectGone("5 Time to close")
    try app.press("Escape").expect("5 Time to close")
  }

  @Test func aFilterNarrowsTheFigures() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response").press("/").type("team:Atlas").press("Enter")
    try app.expectLine("dealtop", "team:Atlas")
    try app.press("Escape").expectGone("team:Atlas")
  }

  @Test func thePeriodCanBeChanged() throws {
    let app = try Stage.open(sandbox)
    try app.expectLine("dealtop", "28 days to").press("t").expectLine("dealtop", "90 d")
  }

  @Test func aPeriodOfOnesOwnIsTyped() throws {
    let app = try Stage.open(sandbox)
    try app.expectLine("dealtop", "28 days to").press("C").type("2026-02-30").press("Enter").expect("is no date")
    try app.press("C-u").type("2026-Q1").press("Enter").expectLine("dealtop", "1 Jan to Tue 31 Mar")
    try app.expect("as of 31 Mar 2026").press("t").expectLine("dealtop", "7 days to")
  }

  @Test func helpListsTheKeys() throws {
    let app = try Stage.open(sandbox)
    try app.expect("1 Lead response").press("?").expect("All opportunities").press("q").expect("1 Lead response")
  }

  @Test func aChangedFileIsPickedUp() throws {
    let folder = sandbox.path("set")
    let copied = try ProgramRun(
      "/bin/cp", ["-r", try #require(Stage.acme), folder], environment: sandbox.environment)
    #expect(copied.status == 0)
    let app = TmuxRobot(sandbox, columns: 160, rows: 44)
    try app.start(try #require(BuiltProgram.path), "open", folder).expect("400 opportunities")
    let more =
      "O9999999,,2026-06-30T12:00:00Z,,,Referral,EMEA,Small,Atlas,Nobody Known,100.00,,,USD,,,,,,,Discovery,new,,"
    _ = try ProgramRun(
      "/bin/sh", ["-c", "echo '\(more)' >> \(folder)/opportunities.csv"], environment: sandbox.environment)
    try app.expect("401 opportunities")
  }
}
