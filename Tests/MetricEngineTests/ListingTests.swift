import Domain
import Testing

@testable import MetricEngine

/// The rows of each list and their order.
struct ListingTests {
  private let query = Query(asOf: SampleProcess.now)

  @Test("off the process: created in the last 90 days, most money first")
  func offProcess() {
    let deals = [
      SampleDeal(created: 9, path: [("Demo", 9)], amount: 1), SampleDeal(created: 9, path: [("Discovery", 9)]),
      SampleDeal(created: 9, path: [("Proposal", 9)], amount: 2), SampleDeal(created: 99, path: [("Demo", 99)]),
    ]
    let engine = Engine.over(deals)
    #expect(engine.rows(.offProcess, query) == [2, 0])
    #expect(engine.rows(.skipped(stage: "Demo"), query) == [2])
    #expect(engine.opportunityRow(2, query, reason: .offProcess).reasons == [.skipped(["Discovery", "Demo"])])
  }

  @Test("in a stage: open deals, longest first, without history by what the source states")
  func inStage() {
    let deals = [
      SampleDeal(created: 9, path: [("Demo", 5)]), SampleDeal(created: 9, stage: "Demo"),
      SampleDeal(created: 9, path: [("Demo", 8)]), SampleDeal(created: 9, path: [("Demo", 8)], lost: 1),
    ]
    let engine = Engine.over(deals)
    #expect(engine.rows(.inStage(stage: "Demo"), query) == [2, 0, 1])
    #expect(
      engine.opportunityRow(2, query, reason: .inStage(stage: "Demo")).reasons == [.staying(stage: "Demo", days: 8)])
  }

  @Test("given up and won: newest first")
  func newestFirst() {
    let deals = [
      SampleDeal(created: 50, touches: [40], lost: 9), SampleDeal(created: 50, lost: 3),
      SampleDeal(created: 50, won: 8),
      SampleDeal(created: 50, touches: [40], won: 2), SampleDeal(created: nil),
    ]
    let engine = Engine.over(deals)
    #expect(engine.rows(.gaveUp, query) == [1, 0])
    #expect(engine.rows(.won, query) == [3, 2])
    #expect(engine.rows(.allOpportunities, query) == [0, 1, 2, 3, 4])
    #expect(engine.opportunityRow(1, query, reason: .gaveUp).reasons == [.lostAfter(touches: 0)])
    #expect(engine.opportunityRow(0, query, reason: .gaveUp).reasons == [.lostAfter(touches: 1)])
  }

  @Test("rows named by a finding keep their order; what is not known yet is hidden")
  func namedRows() {
    let engine = Engine.over([SampleDeal(created: 9), SampleDeal(created: 3), SampleDeal(created: 8)])
    let listing = Listing.opportunities(rows: [2, 1, 0, 7, -1])
    #expect(engine.rows(listing, query) == [2, 1, 0])
    #expect(engine.rows(listing, Query(asOf: .ago(5))) == [2, 0])
  }

  @Test("lists obey the query's filter")
  func listsAreFiltered() {
    let engine = Engine.over([
      SampleDeal(created: 40, rep: "ann"), SampleDeal(created: 40, touches: [20], rep: "bob"),
    ])
    let filter = Filter(clauses: [.dimension(.rep, ["Bob"])])
    #expect(engine.rows(.quiet, Query(asOf: SampleProcess.now, filter: filter)) == [1])
  }

  @Test("a deal as a list shows it: what came later is hidden")
  func aRowAsOfThen() {
    let deal = SampleDeal(
      created: 40, path: [("Discovery", 40), ("Demo", 30), ("Won", 10)], touches: [35, 5], won: 10, amount: 12_300,
      rep: "ann")
    let row = Engine.over([deal]).opportunityRow(0, Query(asOf: .ago(20)), reason: .quiet)
    #expect((row.status, row.closedAt, row.stage) == (.open, .never, "Demo"))
    #expect((row.ageDays, row.idleDays, row.stageDays) == (20, 15, 10))
    #expect(row.touches == 1)
    #expect(row.amount == Money(hundredths: 12_300, currency: "EUR"))
    #expect(row.reasons == [.quiet(days: 15)])
  }

  @Test("late leads are those of the window answered after their limit or not at all, slowest first")
  func lateLeads() {
    let leads = [
      SampleLead(created: .november(20, 10), answered: .november(20, 10, 4)),
      SampleLead(created: .november(20, 10), answered: .november(20, 10, 20)),
      SampleLead(created: .november(20, 9)), SampleLead(created: .november(20, 11, 58)),
    ]
    let engine = Engine(dataset: .leads(leads), profile: .sample())
    let query = Query(asOf: .noon)
    #expect(engine.rows(.lateLeads, query) == [2, 1])
    #expect(engine.rows(.waitingLeads, query) == [2, 3])
    #expect(engine.rows(.allLeads, query) == [3, 0, 1, 2])
    let late = engine.leadRow(2, query, reason: .waitingLeads)
    #expect((late.businessSeconds, late.secondsLeft) == (10_800, -10_500))
    #expect(late.reasons == [.late(seconds: 10_500)])
    #expect(engine.leadRow(3, query, reason: .waitingLeads).reasons == [.due(seconds: 180)])
    #expect(
      engine.leadRow(1, query, reason: .lateLeads).reasons == [
        .waited(.answered, .working(seconds: 1200), isLate: true)
      ])
  }

  @Test("nobody waits for a lead that is over: its clock stops, and it stands below those that wait")
  func endedLeads() {
    let leads = [
      SampleLead(created: .november(19, 9), disqualified: .november(19, 9, 1)),
      SampleLead(created: .november(19, 9), answered: .november(19, 16)),
      SampleLead(created: .november(20, 11)),
      SampleLead(created: .november(19, 9), qualified: .november(19, 10), disqualified: .november(19, 15)),
      SampleLead(created: .november(19, 9), answered: .november(19, 9, 2), disqualified: .november(19, 9, 1)),
    ]
    let engine = Engine(dataset: .leads(leads), profile: .sample())
    let query = Query(asOf: .noon)
    #expect(engine.rows(.lateLeads, query) == [2, 1, 3, 0])
    let over = engine.leadRow(0, query, reason: .lateLeads)
    #expect(over.reasons == [.waited(.disqualified, .working(seconds: 60))])
    #expect((over.wallSeconds, over.businessSeconds, over.secondsLeft) == (60, 60, 240))
    #expect(engine.leadTimeline(0, query).problems.isEmpty)
    #expect(engine.leadRow(3, query, reason: .lateLeads).reasons == [.waited(.qualified, .working(seconds: 3600))])
    #expect(engine.leadRow(4, query, reason: nil).reasons == [.waited(.answered, .working(seconds: 120))])
    #expect(engine.sorted([0, 1, 2, 3], .lateLeads, by: "late", descending: true, query) == [1, 2, 3, 0])
    #expect(engine.sorted([0, 1, 3], .qualifiedLeads, by: "answer", descending: true, query) == [1, 0, 3])
  }

  @Test("an end before the beginning, or nobody knows when, is no wait")
  func endsWithoutLength() {
    let leads = [
      SampleLead(created: .november(19, 9), disqualified: .unknown),
      SampleLead(created: .november(19, 9), disqualified: .november(18, 9)),
    ]
    let engine = Engine(dataset: .leads(leads), profile: .sample())
    for row: Int32 in [0, 1] {
      #expect(engine.leadRow(row, Query(asOf: .noon), reason: nil).businessSeconds == 0)
    }
  }

  @Test("of those waiting, who came in the last four weeks stands first; all are counted")
  func recentLeadsWaitFirst() {
    let leads = [
      SampleLead(created: .november(2, 9)), SampleLead(created: .noon.adding(days: -200)),
      SampleLead(created: .november(20, 9)), SampleLead(created: .noon.adding(days: -28)),
    ]
    let engine = Engine(dataset: .leads(leads), profile: .sample())
    let query = Query(asOf: .noon)
    #expect(engine.rows(.waitingLeads, query) == [0, 2, 1, 3])
    let waiting = engine.readings(query).response.waiting
    #expect(waiting.rows == [1, 3, 0, 2])
    #expect((waiting.late, waiting.lateRecently) == (4, 2))
  }
}

/// Sorting and narrowing lists.
struct ListingOrderTests {
  private let query = Query(asOf: SampleProcess.now)
  private let engine = Engine.over([
    SampleDeal(created: 30, touches: [20, 3], amount: 500, rep: "bob", name: "Orbis"),
    SampleDeal(created: nil, rep: "", name: "Kestrel"),
    SampleDeal(
      created: 50, path: [("Proposal", 40)], touches: [40], lost: 12, amount: 900, rep: "Ann", name: "lumen"),
    SampleDeal(created: 10, path: [("Discovery", 9)], amount: 500, rep: "cid", name: "Acme"),
  ])

  private func sorted(_ column: String, descending: Bool = false) -> [Int32] {
    engine.sorted([0, 1, 2, 3], .allOpportunities, by: column, descending: descending, query)
  }

  @Test("names sort whatever their case, numbers by size, rows without a value last either way")
  func columnsSort() {
    #expect(sorted("name") == [3, 1, 2, 0])
    #expect(sorted("rep") == [2, 0, 3, 1])
    #expect(sorted("rep", descending: true) == [3, 0, 2, 1])
    #expect(sorted("amount") == [0, 3, 2, 1])
    #expect(sorted("age") == [3, 0, 2, 1])
    #expect(sorted("age", descending: true) == [2, 0, 3, 1])
    #expect(sorted("idle", descending: true) == [3, 0, 1, 2])
    #expect(sorted("touches", descending: true) == [0, 2, 1, 3])
  }

  @Test("stages sort in the order of the process")
  func stagesSortByProcess() { #expect(sorted("stage") == [3, 2, 0, 1]) }

  @Test("a column that is none leaves the order alone")
  func unknownColumns() { #expect(sorted("colour") == [0, 1, 2, 3]) }

  @Test("every column that is offered sorts", arguments: [Listing.allOpportunities, .allLeads])
  func everyColumnSorts(_ listing: Listing) {
    let leads = Engine(
      dataset: .leads([SampleLead(created: .november(20, 9)), SampleLead(created: .november(20, 10), source: "ads")]),
      profile: .sample())
    let engine = listing.isLeads ? leads : self.engine
    for column in Engine.sortableColumns(listing) {
      let up = engine.sorted([0, 1], listing, by: column, descending: false, query)
      #expect(up.sorted() == [0, 1], "\(column)")
    }
  }

  @Test("a search keeps the rows that satisfy it, in their order")
  func narrowing() {
    func rows(_ text: String) -> [Int32] {
      engine.narrowed([3, 2, 1, 0], .allOpportunities, by: FilterParser.parse(text).filter, query)
    }
    #expect(rows("amount>=5") == [3, 2, 0])
    #expect(rows("amount>5") == [2])
    #expect(rows("status:open rep:bob,cid") == [3, 0])
    #expect(rows("idle>5d") == [3])
    #expect(rows("stage:proposal") == [2])
    #expect(rows("kest") == [1])
    #expect(rows("ann") == [2], "plain words look at every text that is shown")
    #expect(rows("propos") == [2])
    #expect(rows("") == [3, 2, 1, 0])
  }
}

/// What people type to narrow rows.
struct ListingFilterTests {
  private func clauses(_ text: String) -> [FilterClause] { FilterParser.parse(text).filter.clauses }

  @Test("names, several names, and names with blanks")
  func names() {
    #expect(clauses("rep:rep014") == [.dimension(.rep, ["rep014"])])
    #expect(clauses("Source:web,partner") == [.dimension(.source, ["web", "partner"])])
    #expect(clauses(#"stage:"Offer sent",Won"#) == [.dimension(.stage, ["Offer sent", "Won"])])
    #expect(clauses(#"account:"Smith, Jones""#) == [.dimension(.account, ["Smith, Jones"])])
    #expect(clauses("owner=ann") == [.dimension(.rep, ["ann"])])
  }

  @Test("amounts and days with their units")
  func numbers() {
    #expect(clauses("amount>50k") == [.amount(.above, 5_000_000)])
    #expect(clauses("amount<1.5M") == [.amount(.below, 150_000_000)])
    #expect(clauses("amount>=20,000") == [.amount(.above, 1_999_999)])
    #expect(clauses("idle>14d age<2w") == [.idleDays(.above, 14), .ageDays(.below, 14)])
    #expect(clauses("age<=30") == [.ageDays(.below, 31)])
  }

  @Test("status and plain text")
  func statusAndText() {
    #expect(clauses("status:closed") == [.status([.won, .lost])])
    #expect(clauses(#"nordwind "big deal""#) == [.text("nordwind"), .text("big deal")])
    #expect(clauses(#""a:b""#) == [.text("a:b")])
  }

  @Test("a name that no row has is a problem, with the one that was probably meant")
  func unknownNames() {
    let names: [Dimension: [String]] = [.rep: ["Olga Haddad", "Mia Ono"]]
    func problem(_ text: String) -> FilterProblem? { FilterParser.parse(text, names: names).problems.first }
    #expect(problem("rep:Olag") == .unknownName(column: "rep", name: "Olag", near: "Olga Haddad"))
    #expect(problem("rep:mia,zzz") == .unknownName(column: "rep", name: "zzz", near: nil))
    #expect(problem("rep:olga,none team:any") == nil)
    let many = (0..<FilterParser.namesKept).map { "rep \($0)" }
    #expect(FilterParser.parse("rep:zzz", names: [.rep: many]).problems.isEmpty, "there may be more names than kept")
  }

  @Test("a name is meant whole, else by its beginning or by that of one of its words")
  func partsOfNames() {
    let names = ["Olga Haddad", "Olga", "Noor O'Brien", "Bo", "Bob Olsen"]
    func meant(_ typed: String...) -> [String] {
      zip(names, NameMatch.mask(names, typed: typed)).filter(\.1).map(\.0)
    }
    #expect(meant("olga") == ["Olga"])
    #expect(meant("OLG") == ["Olga Haddad", "Olga"])
    #expect(meant("haddad", "bo") == ["Olga Haddad", "Bo"])
    #expect(meant("brien") == ["Noor O'Brien"])
    #expect(meant("lga") == [])
    #expect(meant("olga h") == ["Olga Haddad"])
  }

  @Test("a column of the data's own")
  func attributes() {
    let parsed = FilterParser.parse("industry:retail", attributes: ["Industry"])
    #expect(parsed.filter.clauses == [.attribute("Industry", ["retail"])])
    #expect(parsed.problems.isEmpty)
  }

  @Test(
    "what cannot be understood is said, and the rest holds",
    arguments: [
      ("reb:ann team:one", FilterProblem.unknownColumn("reb", near: "rep")), ("amount>lots team:one", .amount("lots")),
      ("idle>soon team:one", .days("soon")), ("status:maybe team:one", .status("maybe")),
      ("rep>ann team:one", .name(column: "rep", value: "ann")), ("team:one rep:", .noValue(column: "rep", sign: ":")),
    ])
  func problems(_ text: String, _ problem: FilterProblem) {
    let parsed = FilterParser.parse(text)
    #expect(parsed.filter.clauses == [.dimension(.team, ["one"])])
    #expect(parsed.problems == [problem])
  }

  @Test(
    "no text breaks it",
    arguments: [#"""#, ":", "<>=:", "amount>1e400", "age<99999999999999999999", "a:\"", "rep::x", "\u{202e}:\u{0}"])
  func hostileText(_ text: String) {
    let parsed = FilterParser.parse(text)
    #expect(parsed.filter.clauses.count + parsed.problems.count <= 1)
  }
}
