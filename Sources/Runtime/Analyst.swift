import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Synchronization

/// Answers the dashboard's questions from the latest data set, one after another, off the main thread.
public actor Analyst {
  private let mailbox: Mailbox
  private let present: @Sendable () -> Instant
  private var loaded: Loaded?
  private var rules: [AlertRule]
  /// What the dashboard last asked for, so that new data answers the same question.
  private var lastQuery: Query
  private var lastSince: ChangesSince
  /// False until the first figures.
  private var hasAnswered = false
  private var lastRequest = 0
  /// A question asked before there was any data.
  private var waiting: Int?
  /// The latest question on its way here.
  private let expected = Mutex(0)

  /// An analyst without data, to be asked `query`, and what changed `since` then, until the user asks something else.
  public init(
    mailbox: Mailbox, rules: [AlertRule], query: Query, since: ChangesSince = ChangesSince(),
    present: @escaping @Sendable () -> Instant
  ) {
    lastSince = since
    self.mailbox = mailbox
    self.rules = rules
    self.present = present
    lastQuery = query
  }

  /// Takes new data, with the rules that go with it, and shows it.
  public func take(_ new: Loaded, rules newRules: [AlertRule]? = nil) {
    loaded = new
    rules = newRules ?? rules
    publish(request: waiting)
    waiting = nil
  }

  /// Shows the same question at a later present, where the present moves.
  public func refresh() {
    guard let loaded, loaded.present.fixed == nil, lastQuery.asOf == .never else { return }
    publish(request: nil)
  }

  /// Says that a question is on its way, so that none before it need be answered.
  public nonisolated func expect(_ request: Int) {
    expected.withLock { $0 = max($0, request) }
  }

  /// Computes figures; a question that a later one has overtaken is dropped.
  public func compute(_ query: Query, since: ChangesSince = ChangesSince(), request: Int) {
    guard request > lastRequest, expected.withLock({ $0 <= request }) else { return }
    lastRequest = request
    lastQuery = query
    lastSince = since
    guard loaded != nil else {
      waiting = request
      return
    }
    publish(request: request)
  }

  private func publish(request: Int?) {
    guard let loaded else { return }
    let present = present()
    if !hasAnswered { lastSince.settle(at: loaded.resolve(lastQuery, present: present).asOf) }
    hasAnswered = true
    let snapshot = SnapshotBuilder.snapshot(
      of: loaded, query: lastQuery, rules: rules, since: lastSince, present: present)
    mailbox.post(.snapshot(snapshot, request: request))
  }

  /// Makes the visible rows of a list.
  public func page(_ request: PageRequest, request number: Int) {
    guard let loaded else { return }
    let query = loaded.resolve(request.query, present: present())
    mailbox.post(.page(PageBuilder.page(request, loaded.engine, query), request: number))
  }

  /// Figures of one metric by the elements of a dimension.
  public func breakdown(_ metric: MetricID, by dimension: Dimension, _ query: Query, request: Int) {
    guard let loaded else { return }
    let rows = loaded.engine.breakdown(metric, by: dimension, loaded.resolve(query, present: present()))
    mailbox.post(.breakdown(rows, request: request))
  }

  /// Published figures beside the own ones.
  public func claims(_ query: Query, request: Int) {
    guard let loaded else { return }
    let claims = loaded.engine.claims(loaded.resolve(query, present: present()))
    mailbox.post(.claims(claims, request: request))
  }

  /// The timeline of an opportunity, nil before there is data or if there is no such row.
  public func opportunity(_ row: Int32, _ query: Query) -> OpportunityTimeline? {
    guard let loaded, Int(row) < loaded.engine.dataset.opportunities.count, row >= 0 else { return nil }
    return loaded.engine.opportunityTimeline(row, loaded.resolve(query, present: present()))
  }

  /// The timeline of a lead, nil before there is data or if there is no such row.
  public func lead(_ row: Int32, _ query: Query) -> LeadTimeline? {
    guard let loaded, Int(row) < loaded.engine.dataset.leads.count, row >= 0 else { return nil }
    return loaded.engine.leadTimeline(row, loaded.resolve(query, present: present()))
  }
}
