import AlertEngine
import Dashboard
import Domain
import Ingest
import MetricEngine
import Synchronization
import Testing

@testable import Runtime

@Suite("What arrives while somebody looks")
struct NewsTests {
  /// A workspace whose source was read once and has more to come.
  private struct Stage {
    let workspace: Workspace
    private let source: FakeSource

    init(_ batches: [Batch], isLive: Bool = true, asOf: AsOfChoice = .now) throws {
      source = FakeSource(isLive: isLive, batches)
      workspace = try RuntimeTests.workspace([source], asOf: asOf)
      try workspace.readSources()
    }

    /// Another deal arrives.
    func news(_ deal: (id: String, amount: Int64, day: Int) = ("O4", 40, 20)) throws -> DatasetDelta {
      source.add(deals([deal], in: "\(deal.id).csv"))
      try workspace.readSources()
      return try #require(try workspace.news())
    }
  }

  private let mailbox = Mailbox {}

  private func analyst() -> Analyst { Analyst(mailbox: mailbox, rules: [], query: Query(asOf: .never)) { noon } }

  private func counts() -> [Int] { mailbox.drain().compactMap(\.snapshot).map(\.readings.counts.opportunities) }

  @Test("where rows keep arriving, news is in the figures before it is in the data")
  func news() async throws {
    let stage = try Stage([threeDeals])
    let analyst = analyst()
    await analyst.take(try stage.workspace.load())
    await analyst.readying?.value
    #expect(counts() == [3])
    #expect(await analyst.show(try stage.news()))
    #expect(counts() == [4])
    await analyst.take(try stage.workspace.load())
    #expect(counts() == [4])
  }

  @Test("news told twice counts once")
  func again() async throws {
    let stage = try Stage([threeDeals])
    let analyst = analyst()
    await analyst.take(try stage.workspace.load())
    await analyst.readying?.value
    let news = try stage.news()
    #expect(await analyst.show(news))
    #expect(await analyst.show(news))
    #expect(counts() == [3, 4, 4])
  }

  @Test("where figures stand still, news waits for the data")
  func standsStill() async throws {
    let stage = try Stage([threeDeals], isLive: false, asOf: .automatic)
    let analyst = analyst()
    await analyst.take(try stage.workspace.load())
    await analyst.readying?.value
    #expect(await analyst.show(try stage.news()) == false)
  }

  /// An analyst that shows files which have grown once while it looked, and where they grow.
  private func following(
    asOf: AsOfChoice, present: @escaping @Sendable () -> Instant = { noon }
  ) async throws -> (analyst: Analyst, stage: Stage) {
    let stage = try Stage([threeDeals], isLive: false, asOf: asOf)
    let analyst = Analyst(mailbox: mailbox, rules: [], query: Query(asOf: .never), present: present)
    await analyst.take(try stage.workspace.load())
    #expect(await analyst.readying == nil)
    _ = try stage.news(("O4", 40, 3))
    await analyst.take(try stage.workspace.load())
    await analyst.readying?.value
    #expect(counts() == [3, 4])
    return (analyst, stage)
  }

  @Test("files that have grown once while somebody looks are followed")
  func grownFiles() async throws {
    let (analyst, stage) = try await following(asOf: .now)
    #expect(await analyst.show(try stage.news(("O5", 40, 20))))
    #expect(counts() == [5])
  }

  @Test("figures at a chosen instant take news up to it, however late it comes")
  func chosenInstant() async throws {
    let (analyst, stage) = try await following(asOf: .at(noon)) { noon.adding(days: 3) }
    #expect(await analyst.show(try stage.news(("O5", 40, 20))))
    #expect(counts() == [5])
  }

  @Test("figures at the end of data that is long over take no news that moves the end")
  func movedEnd() async throws {
    let (analyst, stage) = try await following(asOf: .automatic) { noon.adding(days: 300) }
    #expect(await analyst.show(try stage.news(("O5", 40, 25))) == false)
  }

  @Test("figures at the end of data that is long over take news from before it")
  func beforeTheEnd() async throws {
    let (analyst, stage) = try await following(asOf: .automatic) { noon.adding(days: 300) }
    #expect(await analyst.show(try stage.news(("O5", 40, 2))))
    #expect(counts() == [5])
  }

  @Test("where nothing has come for long, figures are not kept ready")
  func stopped() async throws {
    let (analyst, stage) = try await following(asOf: .now)
    await analyst.stopFollowing()
    #expect(await analyst.show(try stage.news(("O5", 40, 20))) == false)
  }

  @Test("where time has passed the instant that figures stand at, news waits for the data")
  func later() async throws {
    let clock = Mutex(noon)
    let stage = try Stage([threeDeals])
    let analyst = Analyst(mailbox: mailbox, rules: [], query: Query(asOf: .never)) { clock.withLock { $0 } }
    await analyst.take(try stage.workspace.load())
    let news = try stage.news()
    clock.withLock { $0 = noon.adding(60) }
    #expect(await analyst.show(news) == false)
  }

  @Test("another question is answered with the news too")
  func otherQuestion() async throws {
    let stage = try Stage([threeDeals])
    let analyst = analyst()
    await analyst.take(try stage.workspace.load())
    #expect(await analyst.show(try stage.news()))
    _ = counts()
    await analyst.compute(Query(asOf: .never, period: .days(7)), request: 1)
    await analyst.readying?.value
    #expect(counts().last == 4)
  }

  @Test("rules are judged by the news")
  func rules() async throws {
    // given twenty deals won within a day, and one that has been open since the first of June
    let stage = try Stage([wins(20), deals([("O1", 10, 1)])])
    let rules = DefaultRules.all.filter { $0.id == "close-old" }
    let analyst = Analyst(mailbox: mailbox, rules: rules, query: Query(asOf: .never)) { noon }
    await analyst.take(try stage.workspace.load())
    // when another one comes as old as that
    #expect(await analyst.show(try stage.news(("O2", 30, 2))))
    await analyst.take(try stage.workspace.load())
    // then the rule is judged by both at once, as it is when they are loaded, and the figures are explained
    let told = mailbox.drain().compactMap(\.snapshot)
    let findings = told.map { $0.findings.first }
    #expect(told.map { $0.readings.explanation(of: .timeToClose)?.rowsIn } == [21, 21, 22])
    #expect(findings.map { $0?.reading.value } == [1, 2, 2])
    #expect(findings[1]?.verdict == findings[2]?.verdict)
  }

  private func wins(_ count: Int) -> Batch {
    let created = (0..<count).map { noon.adding(days: -20).adding(Int64($0)) }
    return Batch(
      kind: .opportunities, count: count,
      columns: [
        "opportunity_id": .text(TextColumn((0..<count).map { "W\($0)" })), "created_at": .instants(created),
        "closed_at": .instants(created.map { $0.adding(3600) }),
        "outcome": .text(TextColumn((0..<count).map { _ in "won" })),
      ],
      origin: "wins.csv")
  }

  @Test("the present lies at the end of the ten seconds that run")
  func ahead() {
    #expect(Instant(1_000_001).end(ofSeconds: 10) == Instant(1_000_010))
    #expect(Instant(1_000_010).end(ofSeconds: 10) == Instant(1_000_020))
    #expect(Instant(-3).end(ofSeconds: 10) == Instant(0))
    #expect(Instant.never.end(ofSeconds: 10) == .never)
  }
}
