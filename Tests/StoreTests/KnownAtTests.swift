import Domain
import Ingest
import Testing

@testable import Store

@Suite("What was known at an instant")
struct KnownAtTests {
  /// When the n-th batch of ``Store/holding(_:)`` came.
  private func imported(_ batch: Int) -> Instant { monday.adding(Int64(batch) * 3600) }

  private func known(_ store: Store, _ batch: Int) throws -> Dataset {
    try store.dataset(AssemblyOptions(knownAt: imported(batch)))
  }

  @Test("rows imported later are left out")
  func laterRows() throws {
    let store = try Store.holding(
      batch(.leads, [["lead_id": "L1"]]), batch(.leads, [["lead_id": "L2"]]),
      batch(.opportunities, [["opportunity_id": "O1", "amount": "5"]]))
    #expect(try known(store, 0).leads.count == 1)
    #expect(try known(store, 1).leads.count == 2)
    #expect(try known(store, 1).opportunities.count == 0)
    #expect(try !known(store, 1).facts.has("opportunities.amount"))
    #expect(try known(store, 2) == store.dataset())
    #expect(try store.dataset(AssemblyOptions(knownAt: .unknown)).leads.count == 0)
  }

  @Test("fields hold what was known then, whatever the source says since when it is so")
  func fields() throws {
    let versions = [
      ["opportunity_id": "O1", "amount": "10", "stage": "Demo", "Product": "A", "updated_at": "2026-01-01"],
      ["opportunity_id": "O1", "amount": "20", "stage": "Demo", "Product": "B", "updated_at": "2026-01-02"],
      ["opportunity_id": "O1", "amount": "20", "stage": "Won", "Product": "", "updated_at": "2026-01-03"],
    ]
    let store = try Store.holding(
      batch(.opportunities, [versions[0]]), batch(.opportunities, [versions[1]]), batch(.opportunities, [versions[2]]))
    for (index, product) in ["A", "B", ""].enumerated() {
      let then = try known(store, index)
      #expect(then.opportunities.amount[0] == (index == 0 ? 1000 : 2000))
      #expect(then.vocabulary(.stage)[then.opportunities.stage[0]] == (index == 2 ? "Won" : "Demo"))
      #expect(then.opportunities.outcome[0] == (index == 2 ? .won : .open))
      let column = then.opportunityAttributes["Product"]
      #expect((column.map { $0.names[$0.codes[0]] } ?? "") == product)
    }
  }

  @Test("rows deleted later are there, rows deleted before are not")
  func deleted() throws {
    let store = try Store.holding(
      batch(.leads, [["lead_id": "L1", "deleted": "0"]]), batch(.leads, [["lead_id": "L1", "deleted": "1"]]))
    #expect(try known(store, 0).leads.count == 1)
    #expect(try known(store, 1).leads.count == 0)
  }

  @Test("it equals a store that has imported no more")
  func equalsEarlierStore() throws {
    var random = SplitMix64(state: 5)
    let batches = (0..<12).map { step in
      batch(
        .opportunities,
        (0..<6).map { _ in
          [
            "opportunity_id": "O\(Int.random(in: 0..<8, using: &random))",
            "amount": "\(Int.random(in: 0..<4, using: &random))", "rep": "r\(Int.random(in: 0..<3, using: &random))",
            "created_at": "2026-01-0\(Int.random(in: 1..<9, using: &random))",
            "updated_at": "2026-02-0\(1 + step / 2)",
          ]
        })
    }
    let whole = try Store.inMemory()
    for (index, batch) in batches.enumerated() { try whole.apply(batch, source: csv, at: imported(index)) }
    let part = try Store.inMemory()
    for (index, batch) in batches.enumerated() {
      try part.apply(batch, source: csv, at: imported(index))
      let (then, now) = (try known(whole, index), try part.dataset())
      #expect(facts(of: then) == facts(of: now), "after \(index + 1) batches")
    }
  }

  private func facts(of dataset: Dataset) -> [String] {
    let deals = dataset.opportunities
    return (0..<deals.count).map { row in
      "\(deals.ids[row]) \(deals.amount[row]) \(dataset.name(.rep, deals.rep, row)) \(deals.createdAt[row].seconds)"
    }
  }

  @Test("it is kept apart from all that is known, and from the column file")
  func apart() throws {
    let store = try Store.holding(batch(.leads, [["lead_id": "L1"]]), batch(.leads, [["lead_id": "L2"]]))
    let now = try store.dataset()
    #expect(try known(store, 0).leads.count == 1)
    #expect(try store.dataset() == now)
    #expect(try known(store, 0).leads.count == 1)
  }
}

@Suite("Changes of opportunities")
struct ChangeTableTests {
  /// A deal that changed twice, and one that never did.
  private func twoVersions() throws -> Store {
    try Store.holding(
      batch(
        .users,
        [
          ["user_id": "u1", "name": "Ann", "team": "north", "manager_id": "Mia"],
          ["user_id": "u2", "name": "Bob", "team": "south", "manager_id": "Mia"],
        ]),
      batch(
        .opportunities,
        [
          [
            "opportunity_id": "O2", "rep": "u1", "amount": "10", "updated_at": "2026-01-01", "created_at": "2026-01-05",
          ],
          ["opportunity_id": "O1", "rep": "u1", "amount": "7", "updated_at": "2026-01-01", "created_at": "2026-01-01"],
        ]),
      batch(
        .opportunities, [["opportunity_id": "O2", "rep": "u2", "amount": "20", "updated_at": "2026-02-01"]]),
      batch(
        .opportunities,
        [["opportunity_id": "O2", "amount": "30", "expected_close_on": "2026-06-30", "updated_at": "2026-03-01"]]))
  }

  @Test("recorded changes tell what a field held at an instant")
  func values() throws {
    let dataset = try twoVersions().dataset()
    let row = 1
    let (deals, changes) = (dataset.opportunities, dataset.changes)
    #expect(deals.ids[row] == "O2")
    #expect(changes.rows(of: 0).isEmpty)
    func amount(_ date: String) -> Int64 {
      changes.value(of: .amount, row: row, at: at(date), now: deals.amount[row])
    }
    #expect(["2026-01-15", "2026-02-01", "2026-03-02"].map(amount) == [1000, 2000, 3000])
    func name(_ field: ChangedField, _ dimension: Dimension, _ now: Code, _ date: String) -> String {
      let code = changes.value(of: field, row: row, at: at(date), now: Int64(now))
      return dataset.vocabulary(dimension)[Code(code)]
    }
    #expect(name(.rep, .rep, deals.rep[row], "2026-01-15") == "Ann")
    #expect(name(.rep, .rep, deals.rep[row], "2026-02-15") == "Bob")
    #expect(name(.team, .team, deals.team[row], "2026-01-15") == "north")
    #expect(!changes.field.contains(.manager), "both have one manager")
    let expected = changes.rows(of: row).filter { changes.field[$0] == .expectedCloseOn }
    #expect(expected.map { changes.old[$0] } == [Instant.never.seconds])
    #expect(expected.map { changes.new[$0] } == [at("2026-06-30").seconds])
  }

  @Test("who owned a lead before is known, with the team and region that owning it means")
  func leads() throws {
    let store = try Store.holding(
      batch(
        .users,
        [["user_id": "u1", "name": "Ann", "team": "north"], ["user_id": "u2", "name": "Bob", "team": "south"]]),
      batch(.leads, [["lead_id": "L1", "rep": "u1", "name": "x", "updated_at": "2026-01-01"]]),
      batch(.leads, [["lead_id": "L1", "rep": "u2", "name": "y", "updated_at": "2026-02-01"]]))
    let dataset = try store.dataset()
    let changes = dataset.leadChanges
    #expect(changes.row == [0, 0] && changes.field == [.rep, .team] && dataset.changes.count == 0)
    #expect(changes.at == [at("2026-02-01"), at("2026-02-01")])
    #expect(
      dataset.vocabulary(.rep)[Code(changes.old[0])] == "Ann" && dataset.vocabulary(.rep)[Code(changes.new[0])] == "Bob"
    )
    #expect(dataset.vocabulary(.team)[Code(changes.old[1])] == "north")
  }

  @Test("without a second version of any row there are none")
  func empty() throws {
    let store = try Store.holding(batch(.opportunities, [["opportunity_id": "O1", "amount": "1"]]))
    #expect(try store.dataset().changes == ChangeTable())
  }
}

@Suite("Order of rows")
struct RowOrderTests {
  @Test("leads and opportunities ascend by creation: unknown first, those alike as they came")
  func byCreation() throws {
    let dates = ["2026-02-01", "", "2026-01-01", "2026-02-01", "1900-01-01", ""]
    let store = try Store.holding(
      batch(.leads, dates.enumerated().map { ["lead_id": "\($0)", "created_at": $1] }),
      batch(
        .opportunities,
        dates.enumerated().map { ["opportunity_id": "\($0)", "created_at": $1, "name": "n\($0)", "color": "c\($0)"] }),
      batch(.activities, [["activity_id": "A", "opportunity_id": "4", "occurred_at": "2026-01-01"]]))
    let dataset = try store.dataset()
    let expected = ["1", "5", "4", "2", "0", "3"]
    #expect((0..<6).map { dataset.leads.ids[$0] } == expected)
    #expect((0..<6).map { dataset.opportunities.ids[$0] } == expected)
    #expect((0..<6).map { dataset.opportunities.names[$0] } == expected.map { "n" + $0 })
    let colors = try #require(dataset.opportunityAttributes["color"])
    #expect((0..<6).map { colors.names[colors.codes[$0]] } == expected.map { "c" + $0 })
    #expect(dataset.activities.opportunity == [2])
  }

  @Test("the order is that of a stable sort for any dates", arguments: 0..<20)
  func stable(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let extremes: [Int64] = [.min, .min + 1, -5, 0, 7, .max - 1]
    let created = Series(
      (0..<200).map { _ in
        Instant(
          Bool.random(using: &random)
            ? extremes[Int.random(in: 0..<6, using: &random)] : Int64.random(in: -40...40, using: &random))
      })
    let sorted = created.indices.sorted { (created[$0], $0) < (created[$1], $1) }.map { Int32($0) }
    #expect(CreationOrder.of(created).map(Array.init) == sorted)
  }
}
