/// What the footer, the help screen and the palette call commands.
enum CommandWords {
  /// A word or two for the footer, and one line for help and palette.
  typealias Entry = (short: String, help: String)

  /// The two commands that go a day back and a day on, as one.
  static let dayBackAndOn = "day back/on"

  static func short(_ command: Command) -> String { all[command]?.short ?? "" }
  static func help(_ command: Command) -> String { all[command]?.help ?? "" }

  /// Where the help screen lists commands.
  static func title(_ section: Binding.Section) -> String {
    switch section {
    case .move: "Move"
    case .find: "Find"
    case .time: "Time"
    case .screens: "Screens"
    case .act: "Do"
    case .program: "Program"
    }
  }

  private static let all = [moving, finding, time, screens, acting, program].reduce(into: [Command: Entry]()) {
    $0.merge($1) { $1 }
  }

  private static let moving: [Command: Entry] = [
    .up: ("up", "Move up"),
    .down: ("down", "Move down"),
    .left: ("left", "Move left"),
    .right: ("right", "Move right"),
    .first: ("first", "Go to the first"),
    .last: ("last", "Go to the last"),
    .pageUp: ("page up", "One page up"),
    .pageDown: ("page down", "One page down"),
    .open: ("open", "Open what is selected"),
    .back: ("back", "Go back; a filter is dropped first; on the overview, come back to now"),
    .quitOrBack: ("quit", "Leave the screen; on the overview, quit"),
    .nextPart: ("next part", "Next part of the screen"),
    .previousPart: ("previous part", "Previous part of the screen"),
    .panel1: ("panel", "Select Lead response; again opens it"),
    .panel2: ("panel", "Select Qualified leads; again opens it"),
    .panel3: ("panel", "Select Process steps; again opens it"),
    .panel4: ("panel", "Select Activities per opportunity; again opens it"),
    .panel5: ("panel", "Select Time to close; again opens it"),
  ]

  private static let finding: [Command: Entry] = [
    .filter: ("filter", "Filter: words, rep:NAME, amount>50k, idle>14d, late>1h, closed:this-quarter"),
    .nextMatch: ("next match", "Next row that matches the filter"),
    .previousMatch: ("previous match", "Previous row that matches"),
    .sort: ("sort", "Sort by the next column (left and right too)"),
    .reverse: ("reverse", "Reverse the order"),
  ]

  private static let time: [Command: Entry] = [
    .period: ("period", "Next period: 7, 28, 90, 364 days, quarter, year"),
    .dates: ("dates", "A period of your own: 60, quarter, 2026-Q1, 2026-01-15..2026-03-31"),
    .comparison: ("compare", "Compare with the period before, or with a year ago"),
    .fewerWeeks: ("fewer weeks", "Charts show the last 13 weeks, then 8"),
    .moreWeeks: ("more weeks", "Charts show more weeks again, at most 26"),
    .dayBack: ("day back", "Stand one day earlier"),
    .dayOn: ("day on", "Stand one day later"),
    .weekBack: ("week back", "Stand one week earlier"),
    .weekOn: ("week on", "Stand one week later"),
    .present: ("now", "Come back from a past day"),
    .pause: ("pause", "Hold the figures still, and let them go on"),
    .replay: ("replay", "Play the history, a day a second; again a week, four weeks, then stop"),
  ]

  private static let screens: [Command: Entry] = [
    .alerts: ("alerts", "All alerts: wrong, pending, seen, snoozed, cleared, and limits that hold"),
    .waiting: ("waiting", "Leads that wait for an answer"),
    .changes: ("changed", "What changed since you last looked, or since any day"),
    .changesSince: ("since", "Since which day it is said what changed"),
    .whose: ("whose", "Regions, managers, teams and reps; again shows the dashboard of the selected one"),
    .opportunities: ("deals", "All opportunities"),
    .explain: ("explain", "How a figure came about"),
    .claims: ("published", "Published figures beside your own"),
    .sources: ("sources", "Where the data comes from, and rows set aside"),
    .themes: ("theme", "Choose a theme"),
    .limits: ("limits", "Move the levels of a rule and see when it would have fired"),
    .views: ("views", "Views of deals: closing this quarter, quiet, off process, your own"),
    .columns: ("columns", "Choose the columns of a list and their order"),
    .layout: ("layout", "Layout of the overview: all panels, the selected one large, those chosen"),
    .leaveOut: ("leave out", "Leave the selected panel out of the chosen layout, or take it back"),
    .fullScreen: ("full screen", "The selected panel on the whole screen; there, its figure and chart alone"),
    .help: ("all keys", "All keys"),
    .palette: ("command", "Any command by its name"),
  ]

  private static let acting: [Command: Entry] = [
    .copy: ("copy", "Copy what is selected"),
    .mark: ("mark", "Mark a row: copy and export take marked rows alone"),
    .export: ("export", "Write what is shown to a file: CSV, JSON or Markdown"),
    .link: ("link", "Show the link to the record in the CRM"),
    .note: ("note", "Write a note"),
    .acknowledge: ("acknowledge", "Say who has an alert, and until when it may stay quiet"),
    .snooze: ("snooze", "Keep an alert quiet until a day or until it clears; wake a snoozed one"),
    .undo: ("undo", "Take back what was just done about an alert (10 s)"),
    .save: ("save", "Write the levels to the settings file; keep a list of deals as a view"),
    .suggestion: ("suggested", "Take the suggested levels"),
  ]

  private static let program: [Command: Entry] = [
    .refresh: ("refresh", "Read the sources again"),
    .mouse: ("mouse", "Mouse on or off (off: the terminal selects text)"),
    .redraw: ("redraw", "Draw the screen anew"),
    .reloadSettings: ("reload", "Read the settings again"),
    .suspend: ("suspend", "Stop for now (fg comes back)"),
    .quit: ("quit", "Quit"),
  ]
}
