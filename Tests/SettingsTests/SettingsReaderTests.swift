import AlertEngine
import Cells
import Domain
import Ingest
import Testing

@testable import Settings

private func read(_ text: String, _ kind: SettingsKind = .user, over base: Settings = Settings()) -> (
  settings: Settings, issues: [String]
) {
  let (settings, issues) = SettingsReader.read(text: text, file: "f", kind: kind, over: base)
  return (settings, issues.map(\.description))
}

private let everythingThereIs = """
  organisation: Acme
  as_of: 2026-06-30T18:00:00+02:00
  process:
    stages: [Discovery, {name: Demo, optional: true, customer_facing: true}, Proposal]
    jumps: [[Discovery, Proposal]]
    won: Closed Won
    lost: [Closed Lost, Abandoned]
  business:
    tz: Europe/Berlin
    weekdays: Mon-Thu
    open: "08:30"
    close: "17:00"
    holidays: [2026-12-25]
  fiscal: {start: February, pattern: 4-4-5}
  link: {opportunity: "https://crm.example/deals/{id}", lead: "https://crm.example/leads/{id}"}
  response_limits: {default: 5m, partner: 1h}
  theme: paper
  glyphs: block
  period: 90d
  compare: last_year
  mouse: off
  colors: 256
  notify_terminal: osc9
  """

@Suite("Settings in YAML")
struct SettingsReaderTests {
  @Test("one address holds for all kinds of records, in the folder of the data too")
  func oneLink() {
    let (settings, issues) = read("link: https://crm.example/{id}", .folder)
    #expect(issues.isEmpty)
    #expect(settings.links.address(of: "L1", isLead: true) == "https://crm.example/L1")
    #expect(settings.links.address(of: "O1", isLead: false) == "https://crm.example/O1")
  }

  @Test("a kind that another file named keeps its address")
  func linkOverLink() {
    let below = read("link: https://crm.example/{id}").settings
    let links = read("link: {lead: \"https://leads.example/{id}\"}", over: below).settings.links
    #expect(links.address(of: "1", isLead: true) == "https://leads.example/1")
    #expect(links.address(of: "1", isLead: false) == "https://crm.example/1")
  }

  @Test(
    "an address that cannot be is named with its place",
    arguments: [
      ("link: crm.example/{id}", "f:1:7: link must be the address of a page, not \"crm.example/{id}\""),
      ("link: https://crm.example/", "f:1:7: link has no {id} behind the name of the host"),
      ("link: https://crm.example/{key}", "f:1:7: link has an unknown place \"{key}\""),
      ("link: {deal: https://crm.example/1}", "f:1:8: unknown key \"deal\" in link"),
    ])
  func badLink(text: String, issue: String) {
    let (settings, issues) = read(text)
    #expect(issues.count == 1 && issues.first?.hasPrefix(issue) == true, "\(issues)")
    #expect(settings.links == RecordLinks())
  }

  @Test("everything that can be said is taken")
  func everything() {
    let (settings, issues) = read(everythingThereIs)
    #expect(issues.isEmpty)
    #expect(settings.organisation == "Acme")
    #expect(settings.asOf == .at(Instant(1_782_835_200)))
    #expect(settings.process.count == 1)
    #expect(settings.process[0].stages.map(\.name) == ["Discovery", "Demo", "Proposal"])
    #expect(settings.process[0].stages[1] == StageSetting(name: "Demo", optional: true, customerFacing: true))
    #expect(settings.process[0].jumps == [["Discovery", "Proposal"]])
    #expect(settings.process[0].won == ["Closed Won"])
    #expect(settings.process[0].lost == ["Closed Lost", "Abandoned"])
    #expect(settings.hours.timeZone == "Europe/Berlin")
    #expect(settings.hours.weekdays == [1, 2, 3, 4])
    #expect(settings.hours.opensAt == 510 && settings.hours.closesAt == 1020)
    #expect(settings.hours.holidays == [CivilDate(year: 2026, month: 12, day: 25)])
    #expect(settings.fiscal.startMonth == 2 && settings.fiscal.pattern == .weeks445)
    #expect(settings.links.address(of: "7", isLead: false) == "https://crm.example/deals/7")
    #expect(settings.links.address(of: "7", isLead: true) == "https://crm.example/leads/7")
    #expect(settings.responseLimit == 300 && settings.responseLimits == ["partner": 3600])
    #expect(settings.theme == "paper" && settings.glyphs == .block && settings.period == .days(90))
    #expect(settings.comparison == .lastYear && settings.mouse == false && settings.colors == .palette256)
    #expect(settings.terminalNotice == .osc9)
    #expect(settings.rules == DefaultRules.all)
  }

  @Test("the config.json of a canonical set is read as it is; what we do not know in it is no error")
  func canonical() {
    let (settings, issues) = read(
      """
      {"schema": 1, "as_of": "2026-06-30T18:00:00Z", "stages": ["A", "B"],
       "won_stage": "Closed Won", "lost_stage": "Closed Lost", "seed": 7,
       "business": {"tz": "America/New_York", "weekdays": [1, 2, 3, 4, 5], "open": "09:00", "close": "18:00",
       "holidays": ["2024-01-01"]}}
      """, .canonical)
    #expect(settings.asOf == .at(Instant(1_782_842_400)))
    #expect(settings.process[0].stages.map(\.name) == ["A", "B"])
    #expect(settings.process[0].won == ["Closed Won"] && settings.process[0].lost == ["Closed Lost"])
    #expect(settings.hours.timeZone == "America/New_York" && settings.hours.closesAt == 1080)
    #expect(issues.count == 1)
    #expect(issues[0].hasPrefix(#"f:2:58: warning: unknown key "seed" in the settings"#))
  }

  @Test(
    "what is wrong is named with its place and what to write instead",
    arguments: [
      ("them: paper", #"f:1:1: unknown key "them" in the settings (did you mean theme?)"#),
      ("glyphs: brallie", #"f:1:9: unknown glyphs "brallie" (did you mean braille?)"#),
      ("locale: de_ED", #"f:1:9: unknown locale "de_ED" (did you mean de_DE?)"#),
      ("locale: sv", #"f:1:9: unknown locale "sv" (did you mean sv_SE?)"#),
      ("locale: de_DE.UTF-8", ""),
      ("mouse: maybe", #"f:1:8: mouse must be true or false, not "maybe""#),
      ("period: 28", ""),
      ("period: quater", #"f:1:9: period cannot be "quater" (quater is no period: did you mean quarter?)"#),
      ("fiscal: {start: Febuary}", #"f:1:17: unknown month "Febuary" (did you mean February?)"#),
      ("fiscal: {start: 13}", #"f:1:17: unknown month "13" (write February or 2)"#),
      ("fiscal: {pattern: 4-4-4}", #"f:1:19: unknown pattern "4-4-4" (did you mean 4-4-5?)"#),
      ("fiscal: {begin: May}", #"f:1:10: unknown key "begin" in fiscal (known: start, pattern)"#),
      ("fiscal: February", #"f:1:9: fiscal must be a list of keys with values, not "February""#),
      (
        "business:\n  tz: Europe/Berln",
        #"f:2:7: unknown time zone "Europe/Berln" (did you mean Europe/Berlin?)"#
      ),
      (
        "business:\n  open: 9am", #"f:2:9: open must be a time of day, not "9am" (write it as 09:00)"#
      ),
      (
        "business:\n  weekdays: [1, 8]",
        #"f:2:17: unknown weekday "8" (write 1 to 7 with Monday 1, or Mon, or Mon-Fri)"#
      ),
      (
        "business:\n  open: 17:00\n  close: 09:00",
        "f:2:3: business closes at or before it opens (close must be later than open on the same day)"
      ),
      (
        "business: {holidays: [2026-02-30]}",
        #"f:1:23: a holiday must be a day, not "2026-02-30" (write it as 2026-12-24)"#
      ),
      ("stages: Discovery", #"f:1:9: stages must be a list, not "Discovery" (write [Discovery, Demo, Proposal])"#),
      ("stages: [A, B, A]", #"f:1:16: stage "A" is given twice"#),
      (
        "as_of: soon",
        #"f:1:8: as_of must be an instant, not "soon" (write 2026-06-30T18:00:00Z, 2026-06-30 or now)"#
      ),
      (
        "response_limits: {web: quickly}",
        #"f:1:24: the limit of "web" must be a length of time, not "quickly" (write 300s, 5m, 36h, 2d or 4w)"#
      ),
      ("- a", "f:1:1: the settings must be a list of keys with values, not a list"),
      ("a: 1\na: 2", #"f:1:1: "a" given twice in these keys (keep one of them)"#),
      ("", ""), ("# only a comment\n", ""), ("theme:\n", ""),
    ])
  func wrong(text: String, expected: String) {
    #expect(read(text).issues == (expected.isEmpty ? [] : [expected]))
  }

  @Test("broken YAML is one issue with its place")
  func broken() {
    let issues = SettingsReader.read(text: "theme: paper\nmouse: [on\nperiod: 28d\n", file: "f", kind: .user).1
    #expect(issues.count == 1)
    #expect(issues.first?.line == 3)
    #expect(issues.first?.severity == .error)
  }

  @Test("a bad entry never stops the others")
  func goesOn() {
    let (settings, issues) = read("theme: [a]\nmouse: on\nperid: 7d\nglyphs: ascii\n")
    #expect(issues.count == 2)
    #expect(settings.theme == nil && settings.mouse == true && settings.glyphs == .ascii)
  }

  @Test(
    "hostile text is no more than an issue", arguments: ["[", "{", "- ", "? ", "&a [*a, ", "\u{0}", "\u{1B}[2J: 1\n"])
  func hostile(piece: String) {
    let text = String(repeating: piece, count: 20_000)
    for issue in SettingsReader.read(text: text, file: "f", kind: .folder).1 {
      #expect(!issue.description.contains("\u{1B}"))
    }
  }

  @Test("a folder says what belongs to its data, not how the screen looks")
  func folder() {
    let (settings, issues) = read("theme: paper\nas_of: now\n", .folder)
    #expect(settings.theme == nil && settings.asOf == .now)
    #expect(
      issues == ["f:1:8: warning: theme has no effect in the folder of the data (set it in your config.yaml)"])
  }

  @Test("an as_of without offset is read as UTC and says so; a day alone means its end")
  func asOf() {
    let (settings, issues) = read("as_of: 2026-06-30 18:00")
    #expect(settings.asOf == .at(Instant(1_782_842_400)))
    #expect(issues.first?.contains("read as UTC") == true)
    #expect(read("as_of: 2026-06-30").settings.asOf == .at(Instant(1_782_863_999)))
  }
}

@Suite("Layers of settings")
struct SettingsLayerTests {
  @Test("a later file changes what it mentions and nothing else")
  func layers() {
    let user = read("organisation: Acme\ntheme: paper\nbusiness: {tz: Europe/Berlin, open: 08:00}\nstages: [A]")
      .settings
    let (both, issues) = read("business: {open: 09:30}\nwon: Gewonnen\n", .folder, over: user)
    #expect(issues.isEmpty)
    #expect(both.organisation == "Acme" && both.theme == "paper")
    #expect(both.hours.timeZone == "Europe/Berlin" && both.hours.opensAt == 570)
    #expect(both.process[0].stages.map(\.name) == ["A"] && both.process[0].won == ["Gewonnen"])
  }

  @Test("the fiscal year may be said in parts; what nobody said is as usual")
  func fiscal() {
    let user = read("fiscal: {start: feb}").settings
    let both = read("fiscal: {pattern: 5-4-4}", .folder, over: user).settings
    let assumed = Profile(
      process: SalesProcess(stages: [], won: [], lost: [], assumed: true),
      hours: BusinessHours(timeZone: "UTC", assumed: true))
    #expect(user.profile(over: assumed).fiscal == FiscalCalendar(startMonth: 2))
    #expect(both.profile(over: assumed).fiscal == FiscalCalendar(startMonth: 2, pattern: .weeks544))
    #expect(Settings().merging(both).fiscal == both.fiscal)
    #expect(Settings().profile(over: assumed).fiscal == FiscalCalendar())
  }

  @Test("flags win")
  func flags() {
    let file = read("theme: paper\nas_of: 2026-06-30\nmouse: on\nrules: [{id: idle, warn: 7d}]").settings
    var flags = Settings()
    flags.asOf = .now
    flags.theme = "okabe"
    let merged = file.merging(flags)
    #expect(merged.asOf == .now && merged.theme == "okabe" && merged.mouse == true)
    #expect(merged.rules == file.rules)
  }

  @Test("a profile is assumed until somebody says otherwise")
  func profile() {
    let assumed = Profile(
      process: SalesProcess(stages: ["X"], won: ["Won"], lost: ["Lost"], assumed: true),
      hours: BusinessHours(timeZone: "UTC", assumed: true))
    #expect(Settings().profile(over: assumed) == assumed)
    let settings = read("stages: [A, B]\nbusiness: {tz: Europe/Berlin}\nresponse_limits: {web: 1h}").settings
    let profile = settings.profile(over: assumed)
    #expect(profile.process == SalesProcess(stages: ["A", "B"], won: ["Won"], lost: ["Lost"], assumed: false))
    #expect(profile.hours.timeZone == "Europe/Berlin" && profile.hours.assumed)
    #expect(profile.responseLimit == 300 && profile.responseLimits == ["web": 3600])
    let full = read("business: {tz: UTC, open: 08:00, close: 16:00}").settings.profile(over: assumed)
    #expect(!full.hours.assumed && full.hours.opensAt == 480)
  }

  @Test("of several versions of the process the one in force is taken")
  func versions() {
    let settings = read(
      """
      process:
        - stages: [A]
        - {from: 2026-01-01, stages: [A, B]}
        - {from: 2027-01-01, stages: [A, B, C]}
      """
    ).settings
    func count(_ date: CivilDate) -> Int? { settings.processVersion(asOf: date.midnightUTC)?.stages.count }
    #expect(count(CivilDate(year: 2025, month: 12, day: 31)) == 1)
    #expect(count(CivilDate(year: 2026, month: 1, day: 1)) == 2)
    #expect(count(CivilDate(year: 2028, month: 1, day: 1)) == 3)
  }
}

@Suite("Lengths of time")
struct TimeTextTests {
  @Test(
    "are written with units",
    arguments: [
      ("300s", 300), ("5m", 300), ("36h", 129_600), ("2d", 172_800), ("4w", 2_419_200), ("1h30m", 5_400), ("0", 0),
      ("0s", 0), ("", nil), ("5", nil), ("d", nil), ("-5m", nil), ("5 m", nil), ("999999999w", nil),
      ("99999999999999999999d", nil), ("1.5h", nil),
    ] as [(String, Int?)])
  func durations(text: String, seconds: Int?) {
    #expect(TimeText.duration(text) == seconds)
  }

  @Test(
    "instants are ISO 8601",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T01:00:00+01:00", 0), ("1969-12-31 19:00-0500", 0),
      ("1970-01-01T00:00:05.25Z", 5), ("1970-01-01", 86_399), ("1970-1-1", nil), ("1970-01-01T24:00:00Z", nil),
      ("1970-02-30", nil), ("1970-01-01T00:00:00Q", nil), ("1970-01-01T00:00:00+1", nil), ("1970-01-01T", nil),
    ] as [(String, Int64?)])
  func instants(text: String, seconds: Int64?) {
    #expect(TimeText.instant(text)?.instant.seconds == seconds)
  }
}

@Suite("Mapping of columns")
struct MappingReaderTests {
  @Test("says what a file is and which column is which")
  func mapping() {
    var old = FileMapping(pattern: "old.csv", columns: ["Junk": "ignore"], dateOrders: ["*": .monthFirst])
    old.decimalMarks = ["Sum": .comma]
    let (spec, issues) = SettingsReader.readMapping(
      text: """
        "calls*.csv":
          table: activities
          columns: {Date: occurred_at, Deal: opportunity_id}
          dates: {Date: day-first}
          tz: UTC+01:00
        notes.csv: ignore
        old.csv: {dates: month-first, numbers: {Sum: decimal-comma}, columns: {Junk: ignore}}
        """, file: "map.yaml")
    #expect(issues.isEmpty)
    #expect(
      spec.files == [
        FileMapping(
          pattern: "calls*.csv", kind: .activities, columns: ["Date": "occurred_at", "Deal": "opportunity_id"],
          dateOrders: ["Date": .dayFirst], timeZone: "UTC+01:00"),
        FileMapping(pattern: "notes.csv", ignored: true),
        old,
      ])
    let nested = SettingsReader.readMapping(text: "mapping: {a.csv: ignore}", file: "m")
    #expect(nested.0.files == [FileMapping(pattern: "a.csv", ignored: true)])
  }

  @Test("an unknown table or field is named with the nearest; the other columns count")
  func wrong() {
    let (spec, issues) = SettingsReader.readMapping(
      text: "a.csv:\n  table: opportunity\n  columns:\n    X: closed_at\n    Y: ammount\n", file: "m")
    #expect(
      issues.map(\.description) == [
        #"m:2:10: unknown table "opportunity" (did you mean opportunities?)"#,
        #"m:5:8: unknown field "ammount" (did you mean amount?)"#,
      ])
    #expect(spec.files.first?.columns == ["X": "closed_at"])
  }
}
