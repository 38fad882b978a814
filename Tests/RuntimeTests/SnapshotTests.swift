import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Synchronization
import Testing

@testable import Runtime

@Suite("Snapshots")
struct SnapshotTests {
  private func snapshot(_ loaded: Loaded, _ query: Query, present: Instant = noon) -> Snapshot {
    SnapshotBuilder.snapshot(of: loaded, query: query, rules: [], present: present)
  }

  @Test("a question without an instant stands at the present, however late it is asked")
  func present() throws {
    let loaded = try loaded(threeDeals)
    #expect(snapshot(loaded, Query(asOf: .never)).readings.query.asOf == noon)
    #expect(snapshot(loaded, Query(asOf: .never), present: noon.adding(60)).readings.query.asOf == noon.adding(60))
    #expect(snapshot(loaded, Query(asOf: .never)).clock == .now)
  }

  @Test("where the data's clock is fixed the present does not move it")
  func fixed() throws {
    var loaded = try loaded(threeDeals)
    loaded.present = Present(fixed: noon.adding(days: -2), origin: .settings)
    let snapshot = snapshot(loaded, Query(asOf: .never), present: noon.adding(days: 5))
    #expect(snapshot.readings.query.asOf == noon.adding(days: -2) && snapshot.clock == .settings)
  }

  @Test("an instant that the user travelled to is kept and named as chosen")
  func travelled() throws {
    let there = noon.adding(days: -20)
    let snapshot = snapshot(try loaded(threeDeals), Query(asOf: there))
    #expect(snapshot.readings.query.asOf == there && snapshot.clock == .chosen)
    #expect(snapshot.readings.counts.opportunities == 3)
  }

  @Test("what changed is said since yesterday until the user has looked before")
  func changes() throws {
    // given: deals opened on the 1st, 5th and 9th, seen on the 9th at noon
    let loaded = try loaded(threeDeals)
    let query = Query(asOf: noon.adding(days: -21))
    // when
    let first = snapshot(loaded, query).changes
    let looked = SnapshotBuilder.snapshot(
      of: loaded, query: query, rules: [], since: ChangesSince(looks: [noon.adding(days: -28)]), present: noon)
    // then
    #expect(first?.beginning.meaning == .yesterday && first?.all.new.count == 1)
    #expect(first?.largest[.new]?.map(\.id) == ["O3"])
    #expect(looked.changes?.beginning.meaning == .lastLook && looked.changes?.all.new.count == 2)
    #expect(looked.changes?.largest[.new]?.map(\.id) == ["O2", "O3"])
    #expect(looked.changes?.all.pushed == nil)
  }

  @Test("rules are judged metric by metric, and ranked as if they had been judged together")
  func ranked() throws {
    let loaded = try loaded(threeDeals)
    let query = Query(asOf: noon)
    let snapshot = SnapshotBuilder.snapshot(of: loaded, query: query, rules: DefaultRules.all, present: noon)
    let together = AlertEngine.findings(DefaultRules.all.filter { $0.each == nil }) { loaded.engine.measure($0, query) }
    #expect(snapshot.findings == together)
    #expect(snapshot.readings == loaded.engine.readings(query))
  }

  @Test("a snapshot that nobody waits for any more ends between two parts", arguments: [0, 1, 4])
  func abandoned(parts: Int) throws {
    let loaded = try loaded(threeDeals)
    let left = Mutex(parts)
    #expect(throws: Enough.self) {
      try SnapshotBuilder.snapshot(
        of: loaded, query: Query(asOf: noon), rules: DefaultRules.all, since: ChangesSince(), present: noon
      ) { () throws(Enough) in
        let isOver = left.withLock { left in
          left -= 1
          return left < 0
        }
        if isOver { throw Enough() }
      }
    }
  }

  private struct Enough: Error {}

  @Test("a list of what changed says of each deal what was and what is")
  func changedPage() throws {
    let loaded = try loaded(threeDeals)
    let request = PageRequest(
      listing: .changed(.new, since: noon.adding(days: -28)), query: Query(asOf: noon), offset: 0, limit: 10)
    var pages = PageBuilder()
    let page = pages.page(request, loaded.engine, request.query, generation: 1)
    #expect(page.total == 2 && page.opportunities.map(\.id) == ["O2", "O3"])
    let opened = CivilDate(year: 2026, month: 6, day: 5).midnightUTC.adding(9 * 3600)
    #expect(page.opportunities.first?.change == ChangeRow(row: 1, new: .date(opened)))
  }

  @Test("data of dates alone stands at whole days and is shown in UTC")
  func datesOnly() throws {
    var loaded = try loaded(threeDeals)
    loaded.engine = {
      var dataset = loaded.engine.dataset
      dataset.facts.leadPrecision = .day
      dataset.facts.opportunityPrecision = .day
      dataset.facts.activityPrecision = .day
      return Engine(dataset: dataset, profile: loaded.engine.profile)
    }()
    #expect(snapshot(loaded, Query(asOf: .never)).readings.query.asOf == noon.utcDate.midnightUTC)
    #expect(
      snapshot(loaded, Query(asOf: noon.adding(days: -1))).readings.query.asOf
        == noon.adding(days: -1).utcDate.midnightUTC)
    #expect(loaded.displayTimeZone == "UTC")
  }

  @Test("only tables with rows say whether there are times")
  func mixed() {
    var dataset = Dataset()
    #expect(!dataset.isDatesOnly)
    dataset.opportunities.createdAt = [noon]
    #expect(!dataset.isDatesOnly)
    dataset.facts.opportunityPrecision = .day
    #expect(dataset.isDatesOnly)
    dataset.leads.createdAt = [noon]
    #expect(!dataset.isDatesOnly)
  }
}

@Suite("Pages of a list")
struct PageTests {
  private let loaded: Loaded
  private let query = Query(asOf: noon)

  init() throws { loaded = try threeDealsLoaded() }

  private func page(
    offset: Int = 0, limit: Int = 10, sort: String? = nil, descending: Bool = false, search: String = ""
  ) -> Page {
    var pages = PageBuilder()
    return pages.page(
      PageRequest(
        listing: .allOpportunities, query: query, sort: sort, descending: descending, search: search, offset: offset,
        limit: limit), loaded.engine, query, generation: 1)
  }

  @Test("scrolling goes through one order; another question or other rows make another")
  func remembered() throws {
    var pages = PageBuilder()
    func ids(_ request: PageRequest, _ query: Query, generation: Int, _ engine: Engine) -> [String] {
      pages.page(request, engine, query, generation: generation).opportunities.map(\.id)
    }
    let top = PageRequest(listing: .allOpportunities, query: query, sort: "amount", offset: 0, limit: 1)
    var next = top
    next.offset = 1
    var reversed = top
    reversed.descending.toggle()
    let all = page(sort: "amount").opportunities.map(\.id)
    #expect(ids(top, query, generation: 1, loaded.engine) == [all[0]])
    #expect(ids(next, query, generation: 1, loaded.engine) == [all[1]])
    #expect(ids(reversed, query, generation: 1, loaded.engine) == [all[2]])
    let emptied = Engine(dataset: Dataset(), profile: loaded.engine.profile)
    #expect(ids(top, query, generation: 2, emptied) == [])
  }

  @Test("marks are counted among the rows of the list, anew for other marks and another search")
  func marked() {
    var pages = PageBuilder()
    func marked(_ marks: Set<String>, search: String = "") -> Int {
      let request = PageRequest(
        listing: .allOpportunities, query: query, search: search, marks: marks, offset: 0, limit: 1)
      return pages.page(request, loaded.engine, query, generation: 1).marked
    }
    #expect(marked(["O1", "O3", "gone"]) == 2)
    #expect(marked(["O1", "O3", "gone"], search: "O3") == 1)
    #expect(marked(["O2"], search: "O3") == 0)
    #expect(marked([]) == 0)
  }

  @Test("rows are named one by one by their whole ids")
  func named() {
    var pages = PageBuilder()
    let request = PageRequest(listing: .allOpportunities, query: query, only: ["O2", "O"], offset: 0, limit: 9)
    #expect(pages.page(request, loaded.engine, query, generation: 1).opportunities.map(\.id) == ["O2"])
  }

  @Test("a window holds its rows only, the totals speak of the whole list")
  func window() {
    let page = page(offset: 1, limit: 1, sort: "amount")
    #expect(page.opportunities.map(\.id) == ["O3"])
    #expect(page.total == 3 && page.money.amounts == [Money(hundredths: 6000, currency: "EUR")])
  }

  @Test("rows are sorted by any column, either way")
  func sorted() {
    #expect(page(sort: "amount").opportunities.map(\.id) == ["O1", "O3", "O2"])
    #expect(page(sort: "amount", descending: true).opportunities.map(\.id) == ["O2", "O3", "O1"])
  }

  @Test("a list turned around without a column is its own order backwards")
  func reversed() {
    #expect(page(descending: true).opportunities.map(\.id) == page().opportunities.map(\.id).reversed())
  }

  @Test("a search narrows rows and totals")
  func searched() {
    #expect(page(search: "O2").opportunities.map(\.id) == ["O2"])
    #expect(page(search: "amount>15").total == 2)
    #expect(page(search: "nobody").total == 0 && page(search: "nobody").money.isEmpty)
  }

  @Test(
    "windows outside the list are empty and do no harm",
    arguments: [
      (100, 10), (-5, 2), (0, -1), (0, 0), (.max, .max), (0, Int.max), (.min, .max),
    ])
  func outside(offset: Int, limit: Int) {
    let page = page(offset: offset, limit: limit)
    #expect(page.total == 3 && page.opportunities.count <= 3)
    #expect((0...3).contains(page.request.offset))
  }
}

/// Under a name of its own, because `loaded` is a property above.
private func threeDealsLoaded() throws -> Loaded { try loaded(threeDeals) }
