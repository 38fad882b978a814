import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Testing

@testable import Runtime

@Suite("Who answers questions")
struct AnalystTests {
  private let mailbox = Mailbox {}

  private func analyst(present: Instant = noon) -> Analyst {
    Analyst(mailbox: mailbox, rules: [], query: Query(asOf: .never)) { present }
  }

  private func query(_ days: Int) -> Query { Query(asOf: .never, period: .days(days)) }

  @Test("a question asked before there was data is answered when it comes")
  func before() async throws {
    let analyst = analyst()
    await analyst.compute(query(7), request: 1)
    #expect(mailbox.drain().isEmpty)
    await analyst.take(try loaded(threeDeals))
    let messages = mailbox.drain()
    #expect(messages.map(\.request) == [1])
    #expect(messages.first?.snapshot?.readings.query.period == .days(7))
  }

  @Test("new data answers the last question, asked by nobody")
  func newData() async throws {
    let analyst = analyst()
    await analyst.take(try loaded(threeDeals))
    await analyst.compute(query(90), request: 4)
    _ = mailbox.drain()
    await analyst.take(try loaded(threeDeals))
    let messages = mailbox.drain()
    #expect(messages.count == 1 && messages.first?.request == nil)
    #expect(messages.first?.snapshot?.readings.query.period == .days(90))
  }

  @Test("a question that a later one has overtaken is not answered")
  func overtaken() async throws {
    let analyst = analyst()
    await analyst.take(try loaded(threeDeals))
    _ = mailbox.drain()
    analyst.expect(2, .figures)
    await analyst.compute(query(7), request: 1)
    #expect(mailbox.drain().isEmpty)
    await analyst.compute(query(28), request: 2)
    await analyst.compute(query(7), request: 1)
    #expect(mailbox.drain().map(\.request) == [2])
  }

  @Test("rows of a list that have left the view are not made; an export is")
  func overtakenPages() async throws {
    let analyst = analyst()
    await analyst.take(try loaded(threeDeals))
    _ = mailbox.drain()
    let top = PageRequest(listing: .allOpportunities, query: query(7), offset: 0, limit: 1)
    var below = top
    below.offset = 1
    var whole = top
    whole.limit = .max
    analyst.expect(3, .page(.allOpportunities))
    await analyst.page(top, request: 1)
    await analyst.page(whole, request: 2)
    await analyst.page(below, request: 3)
    let answered = mailbox.drain().compactMap { if case .page(_, let request) = $0 { request } else { nil } }
    #expect(answered == [2, 3])
  }

  @Test("the present moves the figures only where nothing fixes them")
  func refresh() async throws {
    let analyst = analyst()
    var loaded = try loaded(threeDeals)
    await analyst.take(loaded)
    _ = mailbox.drain()
    await analyst.refresh()
    #expect(mailbox.drain().count == 1)
    loaded.present = Present(fixed: noon, origin: .dataEnd)
    await analyst.take(loaded)
    _ = mailbox.drain()
    await analyst.refresh()
    #expect(mailbox.drain().isEmpty)
  }

  @Test("new rules are judged with the data that brings them")
  func rules() async throws {
    let analyst = analyst()
    await analyst.take(try loaded(threeDeals), rules: DefaultRules.all)
    #expect(mailbox.drain().first?.snapshot?.findings.isEmpty == false)
    await analyst.take(try loaded(threeDeals), rules: [])
    #expect(mailbox.drain().first?.snapshot?.findings.isEmpty == true)
  }

  @Test("rows that are not there have no timeline", arguments: [Int32(-1), 3, .max, .min])
  func absent(row: Int32) async throws {
    let analyst = analyst()
    #expect(await analyst.opportunity(0, query(28)) == nil)
    await analyst.take(try loaded(threeDeals))
    #expect(await analyst.opportunity(row, query(28)) == nil)
    #expect(await analyst.lead(row, query(28)) == nil)
    #expect(await analyst.opportunity(0, query(28)) != nil)
  }

  @Test("pages and breakdowns carry the number of their question")
  func numbers() async throws {
    let analyst = analyst()
    await analyst.take(try loaded(threeDeals))
    _ = mailbox.drain()
    let request = PageRequest(listing: .allOpportunities, query: query(28), offset: 0, limit: 2)
    await analyst.page(request, request: 8)
    await analyst.breakdown(.activities, by: .rep, query(28), request: 9)
    let messages = mailbox.drain()
    guard case .page(let page, 8)? = messages.first, case .breakdown(_, 9)? = messages.last else {
      Issue.record("expected a page and a breakdown, got \(messages)")
      return
    }
    #expect(page.total == 3 && page.opportunities.count == 2)
  }
}

@Suite("Questions overtaken while they are being answered")
struct OvertakenTests {
  private let mailbox = Mailbox {}

  /// An analyst with data, that does something when it begins to answer: it asks for the present then.
  private func analyst(_ begin: @escaping @Sendable (Analyst) -> Void) async throws -> Analyst {
    let itself = Box<Analyst?>(nil)
    let analyst = Analyst(mailbox: mailbox, rules: DefaultRules.all, query: Query(asOf: .never)) {
      if let analyst = itself.value { begin(analyst) }
      return noon
    }
    await analyst.take(try loaded(threeDeals))
    _ = mailbox.drain()
    itself.value = analyst
    return analyst
  }

  private func query(_ days: Int) -> Query { Query(asOf: .never, period: .days(days)) }

  @Test("figures are abandoned when others are asked for")
  func figures() async throws {
    let analyst = try await analyst { $0.expect(3, .figures) }
    await analyst.compute(query(7), request: 2)
    #expect(mailbox.drain().isEmpty)
    await analyst.compute(query(28), request: 3)
    #expect(mailbox.drain().map(\.request) == [3])
  }

  @Test("new data is not shown for a question that is overtaken, but for the one that overtook it")
  func newData() async throws {
    let analyst = try await analyst { $0.expect(3, .figures) }
    await analyst.take(try loaded(threeDeals))
    #expect(mailbox.drain().isEmpty)
    await analyst.compute(query(28), request: 3)
    #expect(mailbox.drain().map(\.request) == [3])
  }

  @Test("claims and breakdowns let figures go first and are answered after them", arguments: [false, true])
  func putOff(isBreakdown: Bool) async throws {
    let asked = Box(false)
    let analyst = try await analyst { analyst in
      guard !asked.value else { return }
      asked.value = true
      analyst.expect(5, .figures)
      Task { await analyst.compute(Query(asOf: .never, period: .days(7)), request: 5) }
    }
    if isBreakdown {
      await analyst.breakdown(.activities, by: .rep, query(28), request: 4)
    } else {
      await analyst.claims(query(28), request: 4)
    }
    let messages = mailbox.drain()
    #expect(messages.count == 2)
    #expect(messages.first?.request == 5)
    switch messages.last {
    case .claims(let claims, 4)?: #expect(!isBreakdown && !claims.isEmpty)
    case .breakdown(_, 4)?: #expect(isBreakdown)
    default: Issue.record("expected the answer that was put off, got \(messages)")
    }
  }

  @Test("claims asked for anew are answered once")
  func askedAnew() async throws {
    let analyst = try await analyst { $0.expect(5, .claims) }
    await analyst.claims(query(28), request: 4)
    #expect(mailbox.drain().isEmpty)
    await analyst.claims(query(28), request: 5)
    guard case .claims(_, 5)? = mailbox.drain().first else {
      Issue.record("expected the claims asked for last")
      return
    }
  }
}

@Suite("The mailbox")
struct MailboxTests {
  @Test("messages come out once, in the order they went in, and each wakes the reader")
  func order() {
    let woken = Box(0)
    let mailbox = Mailbox { woken.value += 1 }
    mailbox.post(.told("one"))
    mailbox.post(.failed("two"))
    #expect(woken.value == 2)
    #expect(mailbox.drain() == [.told("one"), .failed("two")])
    #expect(mailbox.drain().isEmpty)
  }

  @Test("a reader that is woken finds the message in the box")
  func wakeAfterPost() {
    let box = Box<Mailbox?>(nil)
    let seen = Box<[Message]>([])
    let mailbox = Mailbox { seen.value = box.value?.drain() ?? [] }
    box.value = mailbox
    mailbox.post(.told("here"))
    #expect(seen.value == [.told("here")])
  }
}
