import Domain

/// Wording that several screens share. Plain words: no statistical terms.
enum Words {
  static let program = "dealtop"
  static let allOpportunities = "All opportunities"
  static let waiting = "Waiting"
  static let explain = "Explain"
  static let whatChanged = "What changed"
  static let alerts = "Alerts"
  static let limits = "Limits"
  static let sources = "Sources"
  static let claims = "Published vs yours"
  static let themes = "Themes"
  static let whose = "Whose"
  static let views = "Views"
  static let columns = "Columns"
  static let namesNobody = "the data tells no regions, managers, teams or reps apart"
  static let help = "All keys"

  static let noFiguresYet = "no figures yet"
  static let alreadyAtPresent = "already at the latest day"
  static let beforeAllData = "the data begins later than that day"
  static let mouseOn = "mouse on"
  static let mouseOff = "mouse off: the terminal selects text"
  static let filterLabel = "filter"
  static let filterExample =
    "words, rep:NAME, rep:none, team:NAME, amount>50k, idle>14d, closed:this-quarter   Enter keeps, Esc leaves"
  static let noteLabel = "note"
  static let noteKept = "note kept"
  static let noAlertSelected = "no alert is selected: ! lists them"
  static let alertsElsewhere = "alerts are kept for everybody at the present: drop the filter, come back with ="
  static let nothingToAcknowledge = "nothing to acknowledge: it is not announced"
  static let nothingToUndo = "nothing to take back"

  static let noPanelSelected = "select a panel first: 1 to 5"
  static let lastPanel = "one panel must stay"

  static func leftOut(key: String) -> String { "left out; \(key) shows all panels again" }

  static func takenBack(isLast: Bool, key: String) -> String {
    isLast ? "taken back: no panel is left out" : "taken back; \(key) shows the chosen panels"
  }

  /// What a layout of the overview is called.
  static func layout(_ layout: OverviewState.Layout) -> String {
    switch layout {
    case .all: "all panels"
    case .large: "the selected panel large"
    case .chosen: "the chosen panels"
    }
  }

  /// The title of a panel.
  static func title(_ metric: MetricID) -> String {
    switch metric {
    case .leadResponse: "Lead response"
    case .qualifiedLeads: "Qualified leads"
    case .processSteps: "Process steps"
    case .activities: "Activities per opportunity"
    case .timeToClose: "Time to close"
    }
  }

  /// Its title where there is little room.
  static func shortTitle(_ metric: MetricID) -> String {
    switch metric {
    case .leadResponse: "Response"
    case .qualifiedLeads: "Qualified"
    case .processSteps: "Process"
    case .activities: "Activities"
    case .timeToClose: "Close"
    }
  }
}

extension Words {
  /// The first line of what is to be copied, and how many more there are. Whether the terminal takes it nobody tells.
  static func copied(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let first = lines.first else { return "nothing to copy" }
    return lines.count > 1 ? "sent \(lines.count) lines to the terminal: \(first)" : "sent to the terminal: \(first)"
  }
  static func noSuchKey(_ key: String, help: String) -> String { "\(key) does nothing here   \(help) shows all keys" }
  static func notHere(_ key: String, _ word: String) -> String { "\(named(key, word)) does nothing on this screen" }
  static func noEffect(_ key: String, _ word: String) -> String { "\(named(key, word)) changes nothing here" }
  /// "L (layout)"; a key that says it all has no word behind it.
  private static func named(_ key: String, _ word: String) -> String {
    key.lowercased() == word ? key : "\(key) (\(word))"
  }
  static let alreadyHere = "this is that screen already"
  static func nothingBehind(quit key: String) -> String { "nothing to go back to   \(key) quits" }
  static func filterDropped(back key: String) -> String { "filter dropped   \(key) again goes back" }
  static func noSearch(filter key: String) -> String { "no filter to go through: \(key) sets one" }
}

extension Words {
  static let all = "all"
  static let none = "none"
  static let dashboard = "dashboard"
  static let search = "search"
  static let noData = "no data"
  static let noOwner = "no owner"
  static let find = "find"
  static let nothingToJudge = "nothing to judge"
  static let sentToTerminal = "sent to the terminal"
  static let noneYet = "none yet"
  static let ageUnknown = "age unknown"
  static let now = "now"
  static let nothingOfThatName = "nothing of that name"

  static func inTen(_ count: String) -> String { "\(count) in 10" }
  /// Sums of two currencies, and how many more there are.
  static func more(_ sums: String, _ count: Int) -> String { "\(sums) + \(count) more" }
  static func ago(_ age: String) -> String { "\(age) ago" }
  /// "2 s" of "2 s ago", where there is no room for more.
  static func withoutAgo(_ text: String) -> String { text.replacing(ago(""), with: "") }
  static func only(_ text: String) -> String { "only \(text)" }
  static func marked(_ count: Int) -> String { "\(Numbers.whole(count)) marked" }
  static func nothingMatches(_ text: String) -> String { "nothing matches \(text)" }
  static func judged(_ judged: Int, of all: Int) -> String { "\(judged) of \(all) judged, ok" }
  static func dueSoon(_ count: Int) -> String { "\(Numbers.whole(count)) due in 30 min" }
}

extension Words {
  static let tooSmall = "dealtop needs 40 columns by 10 rows"
  static let commands = "Commands"
  static let noCommand = "no command of that name"
}

extension Words {
  static func weeks(_ count: Int) -> String { "charts show \(count) weeks" }
  static func zoomEnd(_ isShortest: Bool) -> String {
    isShortest ? "charts show no fewer weeks" : "charts show all the weeks there are"
  }
}

extension Words {
  static let goals = "Goals"
  /// How to get goals, in fewer and fewer words.
  static let noGoals = [
    "none yet: a file of targets (owner or team, period, measure, value) beside your data, or --map FILE=targets",
    "none yet: put a file of targets (owner or team, period, measure, value) beside your data",
    "none yet: put a file of targets beside your data",
  ]
  static func targets(_ count: Int) -> String { "\(Counted.of(count, "target", "targets")) in the data" }
}

extension Words {
  static let reading = "reading ..."
  static let readingAgain = "reading the sources again"
  static let nothingListed = "nothing here"
  static let inThisPeriod = "in this period"
}
