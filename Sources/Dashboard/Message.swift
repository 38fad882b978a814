import AlertEngine
import Cells
import Domain
import MetricEngine

/// What can happen to the dashboard. ``update(_:_:)`` is the only place where one changes the model.
public enum Message: Sendable, Equatable {
  case event(TerminalEvent)
  /// The present, about once a second, and on every deadline asked for.
  case tick(Instant)
  /// Rows are being read: 0 to 1, and what to say.
  case loading(Double, String)
  /// Fresh figures; `request` is the generation of the ``Effect/compute(_:request:)`` it answers, or nil for new data.
  case snapshot(Snapshot, request: Int?)
  case page(Page, request: Int)
  case breakdown([BreakdownRow], request: Int)
  case claims([Claim], request: Int)
  /// The elements of a dimension beside each other.
  case people(People, request: Int)
  /// What was remarked about something, oldest first.
  case notes([String], about: NoteSubject)
  /// What a rule measured on the days of the last year.
  case ruleHistory(AlertSeries, request: Int)
  case opportunity(OpportunityTimeline, details: [[String]], notes: [String])
  case lead(LeadTimeline, details: [[String]], notes: [String])
  /// Addresses of records in the CRM, by id.
  case recordLinks([String: String], request: Int)
  case themes([Theme])
  /// The settings give other keys to commands.
  case keys(KeyMap)
  /// Figures cannot be brought up to date: one line for the screen; the last good snapshot stays, and is called old.
  case failed(String)
  /// Something was not done, and why, such as a file that cannot be read or written; figures are as good as before.
  case refused(String)
  /// Something worked: one line for the screen.
  case told(String)
}

/// What the dashboard wants done outside. Values, so that tests can compare them; one interpreter in Runtime.
public enum Effect: Sendable, Equatable {
  /// Compute a snapshot. Answers with an older `request` are dropped. `asOf` is ``Instant/never`` unless the user
  /// travelled in time: then the interpreter stands at the data's own clock (now, the end of the data, a setting).
  /// What changed is said since `since`.
  case compute(Query, since: ChangesSince = ChangesSince(), request: Int)
  case page(PageRequest, request: Int)
  case breakdown(MetricID, Dimension, Query, request: Int)
  /// The five headlines for each element of a dimension.
  case people(Dimension, Query, request: Int)
  /// Test the published figures on the rows of a query.
  case claims(Query, request: Int)
  case openOpportunity(row: Int32, Query)
  case openLead(row: Int32, Query)
  case note(NoteSubject, text: String)
  /// Look up what was remarked.
  case notes(NoteSubject)
  case copy(String)
  /// Look up where records stand in the CRM.
  case recordLinks(isLead: Bool, ids: [String], request: Int)
  /// Let the terminal say that something became wrong, as the settings want it.
  case announce(String)
  /// Write a file: name, text, and how many rows that are.
  case export(name: String, text: String, rows: Int? = nil)
  /// Measure what a rule would have measured on the days of the last year.
  case ruleHistory(AlertRule, request: Int)
  /// Write these levels of a rule to the settings file.
  case saveLevels(AlertRule, RuleLevels)
  case loadThemes
  /// Do something about an alert.
  case alert(AlertKey, AlertAction)
  /// Remark something about an alert.
  case alertNote(AlertKey, String)
  /// Take back what was last done about an alert.
  case undoAlert(AlertKey)
  /// Keep the screen's state for the next start.
  case saveState(ScreenState)
  /// Take over what the user corrected on the sources screen.
  case correctProfile(Profile)
  case refreshSources
  case reloadSettings
  case setMouse(Bool)
  case redraw
  case suspend
  case quit
}

/// What a note is about.
public enum NoteSubject: Sendable, Hashable {
  case lead(id: String)
  case opportunity(id: String)
  /// A rep by name.
  case rep(String)
}

/// A window of a list.
public struct PageRequest: Sendable, Equatable {
  /// Which list.
  public var listing: Listing
  /// The question that the list answers.
  public var query: Query
  /// Column to sort by, as the list screen names it; nil keeps the listing's own order.
  public var sort: String?
  /// Greatest first.
  public var descending: Bool
  /// Keep only rows that hold this text or satisfy these clauses.
  public var search: String
  /// Keep only rows with these ids; none keeps all.
  public var only: Set<String>
  /// Ids of rows that are to be counted.
  public var marks: Set<String>
  /// Rows before the window.
  public var offset: Int
  /// Rows of the window.
  public var limit: Int

  /// True if all rows are asked for, as an export does: it is waited for however the view moves.
  public var isWhole: Bool { limit == .max }

  /// A window of a list.
  public init(
    listing: Listing, query: Query, sort: String? = nil, descending: Bool = false, search: String = "",
    only: Set<String> = [], marks: Set<String> = [], offset: Int, limit: Int
  ) {
    self.only = only
    self.marks = marks
    self.listing = listing
    self.query = query
    self.sort = sort
    self.descending = descending
    self.search = search
    self.offset = offset
    self.limit = limit
  }
}

/// The rows of a window of a list; only what is visible is made.
public struct Page: Sendable, Equatable {
  /// The question answered.
  public var request: PageRequest
  /// Rows of the whole list.
  public var total: Int
  /// How many rows of the whole list are among the request's marks.
  public var marked: Int
  /// Sums over the whole list.
  public var money: MoneyByCurrency
  /// The rows, if they are opportunities.
  public var opportunities: [OpportunityRow]
  /// The rows, if they are leads.
  public var leads: [LeadRow]

  /// An answer.
  public init(
    request: PageRequest, total: Int, marked: Int = 0, money: MoneyByCurrency, opportunities: [OpportunityRow],
    leads: [LeadRow]
  ) {
    self.marked = marked
    self.request = request
    self.total = total
    self.money = money
    self.opportunities = opportunities
    self.leads = leads
  }

  /// What the source calls its rows.
  var ids: [String] { opportunities.map(\.id) + leads.map(\.id) }
}

/// What is remembered between runs.
public struct ScreenState: Sendable, Equatable, Codable {
  /// Name of the theme chosen.
  public var theme: String?
  /// The period.
  public var period: Period?
  /// 1 to 5.
  public var selectedPanel: Int?
  /// The filter as typed.
  public var filterText: String?
  /// Which panels the overview shows, and how large.
  public var layout: OverviewState.Layout?
  /// Numbers of the panels left out of the chosen layout, 1 to 5; 6 is what changed.
  public var leftOut: [Int]?
  /// Where the figures stood when the user last looked.
  public var lastLooked: Instant?
  /// The same of the look before that.
  public var lookedBefore: Instant?
  /// The part of the organisation.
  public var scope: OrganisationScope?
  /// Views that the user has named.
  public var views: [SavedView]?
  /// Columns chosen for each kind of list.
  public var columns: [String: [String]]?
  /// The screens that are open above the overview.
  public var screens: [KeptScreen]?
  /// Orders that were chosen, by the titles of lists.
  public var orders: [String: KeptOrder]?
  /// Ids of marked rows, by the titles of lists.
  public var marks: [String: [String]]?
  /// Weeks that charts show.
  public var weeks: Int?

  /// What is kept; nil where nothing was chosen.
  public init(
    theme: String? = nil, period: Period? = nil, selectedPanel: Int? = nil, filterText: String? = nil,
    layout: OverviewState.Layout? = nil, leftOut: [Int]? = nil, lastLooked: Instant? = nil,
    lookedBefore: Instant? = nil, scope: OrganisationScope? = nil, views: [SavedView]? = nil,
    columns: [String: [String]]? = nil, screens: [KeptScreen]? = nil, orders: [String: KeptOrder]? = nil,
    marks: [String: [String]]? = nil, weeks: Int? = nil
  ) {
    self.weeks = weeks
    self.screens = screens
    self.orders = orders
    self.marks = marks
    self.layout = layout
    self.leftOut = leftOut
    self.scope = scope
    self.views = views
    self.columns = columns
    self.lastLooked = lastLooked
    self.lookedBefore = lookedBefore
    self.theme = theme
    self.period = period
    self.selectedPanel = selectedPanel
    self.filterText = filterText
  }
}
