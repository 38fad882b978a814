import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// Answers the dashboard's questions from the latest data set, one after another, off the main thread.
public actor Analyst {
  private let mailbox: Mailbox
  private let present: @Sendable () -> Instant
  private let alerts: AlertDesk?
  private let rest: @Sendable () -> Void
  /// What is on screen.
  private var shown: Snapshot?
  /// What was last said about how alerts are kept.
  private var toldNotice: String?
  private var loaded: Loaded?
  /// As they were set.
  private var rules: [AlertRule]
  /// With the levels that the figures on screen were judged by.
  private var shownRules: [AlertRule] = []
  /// What the dashboard last asked for, so that new data answers the same question.
  private var lastQuery: Query
  private var lastSince: ChangesSince
  /// False until the first figures.
  private var hasAnswered = false
  private var lastRequest = 0
  /// The figures on screen, kept up to date while rows arrive; nil until they are ready.
  private var live: LiveFigures?
  /// What came since the data was taken.
  private var news: DatasetDelta?
  /// False where nothing has come for so long that figures need not be ready for it.
  private var expectsNews = true
  /// Makes them ready.
  private(set) var readying: Task<Void, Never>?
  /// A question asked before there was any data.
  private var waiting: Int?
  private var pages = PageBuilder()
  /// The latest questions on their way here.
  private let agenda = Agenda()
  /// Answers that were put off until the figures on screen are those that were last asked for.
  private var putOff: [CheckedContinuation<Void, Never>] = []

  /// An analyst without data and, unless given, without memory of alerts, to be asked `query`, and what changed `since`
  /// then, until the user asks something else.
  /// - Parameter rest: called between two looks along all columns, to let go of memory that can be had back.
  public init(
    mailbox: Mailbox, rules: [AlertRule], query: Query, since: ChangesSince = ChangesSince(),
    alerts: AlertDesk? = nil, rest: @escaping @Sendable () -> Void = {}, present: @escaping @Sendable () -> Instant
  ) {
    lastSince = since
    self.alerts = alerts
    self.rest = rest
    self.mailbox = mailbox
    self.rules = rules
    self.present = present
    lastQuery = query
  }

  /// Lets go of what is kept up to date while rows arrive: other data is about to take its place, and there need not be
  /// memory for both.
  func letGo() {
    readying?.cancel()
    (readying, live) = (nil, nil)
  }

  /// Takes new data, with the rules that go with it, and shows it.
  public func take(_ new: Loaded, rules newRules: [AlertRule]? = nil) {
    (loaded, news, expectsNews) = (new, nil, true)
    rules = newRules ?? rules
    publish(request: waiting)
    waiting = nil
  }

  /// Shows the same question at a later present, where the present moves.
  public func refresh() {
    guard let loaded, loaded.present.fixed == nil, lastQuery.asOf == .never else { return }
    publish(request: nil)
  }

  /// Says that nothing has come for a while: figures are readied again when something does.
  public func stopFollowing() {
    letGo()
    expectsNews = false
  }

  /// Says that a question is on its way: one of the same kind before it need not be answered, and work on it ends
  /// soon. Figures go before all else. The question must follow.
  public nonisolated func expect(_ request: Int, _ kind: Agenda.Kind) { agenda.expect(request, kind) }

  /// Computes figures; a question that a later one has overtaken is dropped.
  public func compute(_ query: Query, since: ChangesSince = ChangesSince(), request: Int) {
    defer { resumePutOff() }
    guard request > lastRequest, !agenda.isOvertaken(request, .figures) else { return }
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
    let present = present(of: loaded)
    if !hasAnswered { lastSince.settle(at: loaded.resolve(lastQuery, present: present).asOf) }
    let (agenda, last, levelled) = (agenda, lastRequest, rulesInForce(loaded, present))
    let snapshot = try? SnapshotBuilder.snapshot(
      of: loaded, query: lastQuery, rules: levelled, since: lastSince, present: present,
      between: { () throws(Overtaken) in try agenda.check(last, .figures) })
    guard var snapshot else { return }
    hasAnswered = true
    shownRules = levelled
    snapshot.alerts = board(snapshot, loaded, present) ?? snapshot.alerts
    shown = snapshot
    mailbox.post(.snapshot(snapshot, request: request))
    follow(snapshot, loaded)
    // Nobody is told anything because of rows that are not read yet.
    guard !loaded.isBehind else { return }
    // What was missed is made up for behind the figures, and gives way when others are asked for.
    alerts?.take(AlertJob(loaded, rules: rules, now: self.present())) {
      try agenda.check(last, .figures)
    } done: {
      Task { await self.showAlerts() }
    }
  }

  /// Shows the same figures with alerts as they stand now.
  func showAlerts() {
    if let notice = alerts?.memory.notice, notice != toldNotice {
      toldNotice = notice
      mailbox.post(.refused(notice))
    }
    if let loaded, shown != nil, shownRules != rulesInForce(loaded, present()) { return publish(request: nil) }
    guard let loaded, var snapshot = shown, let board = board(snapshot, loaded, present()) else { return }
    guard board != snapshot.alerts else { return }
    snapshot.alerts = board
    shown = snapshot
    mailbox.post(.snapshot(snapshot, request: nil))
  }

  /// Shows what other programs have done about alerts.
  func lookAtAlerts() { if alerts?.memory.reload() == true { showAlerts() } }

  /// The rules with the levels that were learned in the place of those that nobody set.
  private func rulesInForce(_ loaded: Loaded, _ present: Instant) -> [AlertRule] {
    alerts?.memory.learner.rules(rules, at: loaded.present.fixed ?? present) ?? rules
  }

  /// What is remembered speaks of the whole organisation at its present only.
  private func board(_ snapshot: Snapshot, _ loaded: Loaded, _ present: Instant) -> AlertBoard? {
    guard lastQuery.asOf == .never, lastQuery.filter.isEmpty, snapshot.readings.query.filter.isEmpty else { return nil }
    return alerts?.board(snapshot, rules: rules, at: loaded.present.fixed ?? present)
  }

  // MARK: - While rows arrive

  /// Where figures stand: where rows keep arriving a little ahead, so that what comes next is in time, and further where
  /// there are many.
  private func present(of loaded: Loaded) -> Instant {
    isFollowing(loaded) ? present().end(ofSeconds: loaded.isLarge ? 60 : 10) : present()
  }

  private func isFollowing(_ loaded: Loaded) -> Bool { loaded.isFollowing && expectsNews }

  /// Readies the figures of a snapshot for what arrives before the next.
  private func follow(_ snapshot: Snapshot, _ loaded: Loaded) {
    shown = snapshot
    letGo()
    guard isFollowing(loaded), lastQuery.asOf == .never else { return }
    let (engine, query, requests, rest) = (loaded.engine, snapshot.readings.query, snapshot.requests, rest)
    readying = Task.detached(priority: .utility) { [weak self] in
      rest()
      let ready = try? LiveFigures(engine, query, answering: requests) {
        try Task.checkCancellation()
        rest()
      }
      guard var figures = ready else { return }
      // Looked at once, curves are made; nothing is left for the first event to make.
      _ = figures.answers()
      rest()
      guard !Task.isCancelled else { return }
      await self?.keep(figures, of: snapshot.generation)
    }
  }

  /// Takes figures that are ready, unless others are on screen by now.
  private func keep(_ figures: LiveFigures, of generation: Int) {
    guard let shown, shown.generation == generation, shown.readings.query == figures.query else { return }
    live = figures
    if let news { tell(news) }
  }

  /// Shows at once what a change makes of the figures on screen, and of what rules measure. What changed, new rows of
  /// lists and why rules are broken follow with the data.
  /// - Parameter delta: all that changed since the data that was taken last.
  /// - Returns: false if only the data can tell.
  public func show(_ delta: DatasetDelta) async -> Bool {
    guard let asOf = shown?.readings.query.asOf, isInTime(delta, asOf) else { return false }
    if live == nil { await readying?.value }
    guard let live, live.canApply(delta), isInTime(delta, live.query.asOf) else { return false }
    news = delta
    tell(delta)
    return true
  }

  /// False if figures as of an instant are not what is asked for any more: what is dated later would stay hidden.
  private func isInTime(_ delta: DatasetDelta, _ asOf: Instant) -> Bool {
    guard let loaded else { return false }
    // Later rows move the end of data that is long over.
    if loaded.present.origin == .dataEnd, delta.rows.facts.newestEvent > asOf { return false }
    return loaded.resolve(lastQuery, present: present()).asOf <= asOf
  }

  private func tell(_ delta: DatasetDelta) {
    guard let loaded, var snapshot = shown, var figures = live else { return }
    // Nobody else may hold them while they change.
    live = nil
    figures.apply(delta)
    snapshot.take(news: &figures)
    snapshot.alerts = board(snapshot, loaded, present()) ?? snapshot.alerts
    (live, shown) = (figures, snapshot)
    mailbox.post(.snapshot(snapshot, request: nil))
  }

  // MARK: - Other questions

  /// Makes the visible rows of a list; those that have left the view meanwhile nobody waits for.
  public func page(_ request: PageRequest, request number: Int) {
    guard let loaded, request.isWhole || !agenda.isOvertaken(number, .page(request.listing)) else { return }
    let query = loaded.resolve(request.query, present: present(of: loaded))
    let page = pages.page(request, loaded.engine, query, generation: loaded.generation)
    mailbox.post(.page(page, request: number))
  }

  /// Figures of one metric by the elements of a dimension.
  public func breakdown(_ metric: MetricID, by dimension: Dimension, _ query: Query, request: Int) async {
    await answer(request, .breakdown, query) { engine, query, pause throws(Overtaken) in
      .breakdown(try engine.breakdown(metric, by: dimension, query, between: pause), request: request)
    }
  }

  /// The five headlines by the elements of a dimension.
  public func people(by dimension: Dimension, _ query: Query, request: Int) async {
    await answer(request, .people, query) { engine, query, pause throws(Overtaken) in
      .people(try engine.people(by: dimension, query, between: pause), request: request)
    }
  }

  /// Published figures beside the own ones.
  public func claims(_ query: Query, request: Int) async {
    await answer(request, .claims, query) { engine, query, pause throws(Overtaken) in
      .claims(try engine.claims(query, between: pause), request: request)
    }
  }

  /// What a rule measured on the days of the last year.
  public func ruleHistory(_ rule: AlertRule, request: Int) async {
    guard let loaded else { return }
    let present = loaded.resolve(lastQuery, present: present()).asOf
    // Long with many rows; nothing else need wait for it.
    let series = await Task.detached { RulePast(loaded.engine, [rule], through: present).series(rule) }.value
    mailbox.post(.ruleHistory(series, request: request))
  }

  /// Answers what is asked beside the figures. Figures that are asked for meanwhile go first: the work is abandoned and
  /// begun again after them, unless the same is asked anew.
  private func answer(
    _ request: Int, _ kind: Agenda.Kind, _ query: Query,
    _ work: (Engine, Query, @Sendable () throws(Overtaken) -> Void) throws(Overtaken) -> Message
  ) async {
    while let loaded, !agenda.isOvertaken(request, kind) {
      let (agenda, last) = (agenda, lastRequest)
      do throws(Overtaken) {
        let message = try work(loaded.engine, loaded.resolve(query, present: present(of: loaded))) {
          () throws(Overtaken) in
          try agenda.check(last, .figures)
          try agenda.check(request, kind)
        }
        return mailbox.post(message)
      } catch {
        guard agenda.isOvertaken(last, .figures) else { return }
        await withCheckedContinuation { putOff.append($0) }
      }
    }
  }

  private func resumePutOff() {
    let waiting = putOff
    putOff = []
    for answer in waiting { answer.resume() }
  }

  /// The timeline of an opportunity, nil before there is data or if there is no such row.
  public func opportunity(_ row: Int32, _ query: Query) -> OpportunityTimeline? {
    guard let loaded, Int(row) < loaded.engine.dataset.opportunities.count, row >= 0 else { return nil }
    return loaded.engine.opportunityTimeline(row, loaded.resolve(query, present: present(of: loaded)))
  }

  /// The timeline of a lead, nil before there is data or if there is no such row.
  public func lead(_ row: Int32, _ query: Query) -> LeadTimeline? {
    guard let loaded, Int(row) < loaded.engine.dataset.leads.count, row >= 0 else { return nil }
    return loaded.engine.leadTimeline(row, loaded.resolve(query, present: present(of: loaded)))
  }
}
