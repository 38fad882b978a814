import Domain

/// One question about response times: whose leads, as of when.
struct ResponseQuestion {
  let query: Query
  let facts: ResponseFacts
  let leads: LeadTable
  /// Whose leads.
  let set: RowSet
  let limits: ResponseLimits
  /// What questions about the same leads share.
  let parts: ResponseParts
  private let calendars: LeadCalendars
  /// Open seconds of each calendar now.
  let openNow: [Int64]

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    self.query = query
    facts = engine.responseFacts
    leads = engine.dataset.leads
    set = selection.leadSet
    parts = selection.parts.response
    limits = ResponseLimits(engine)
    calendars = engine.leadCalendars(asOf: query.asOf)
    openNow = calendars.all.map { $0.openSeconds(query.asOf) }
  }

  // MARK: - Stretches of creation

  /// The leads created in a window.
  func span(_ window: TimeWindow) -> ResponseSpan {
    ResponseSpan(
      places: place(after: window.after)..<max(place(after: window.after), place(after: window.through)),
      open: openPlace(after: window.after)..<max(openPlace(after: window.after), openPlace(after: window.through)))
  }

  /// All leads.
  var everything: ResponseSpan { ResponseSpan(places: facts.rows.indices, open: facts.open.rows.indices) }

  /// The first place created later.
  func place(after instant: Instant) -> Int {
    facts.rows.partitioningIndex { leads.createdAt[Int($0)] > instant }
  }

  private func openPlace(after instant: Instant) -> Int {
    facts.open.created.partitioningIndex { $0 > instant.seconds }
  }

  /// Calls `body` with the place and row of each lead at some places that belongs to the question.
  @inline(__always)
  func forEach(_ places: Range<Int>, _ body: (Int, Int) -> Void) {
    if facts.isTableOrder {
      set.forEach(in: places) { body($0, $0) }
    } else {
      facts.rows.withUnsafeBufferPointer { rows in
        for place in places where set.contains(rows[place]) { body(place, Int(rows[place])) }
      }
    }
  }

  /// Where the unanswered leads of a stretch that belong to the question are among all such leads.
  func open(_ span: ResponseSpan) -> ArraySlice<Int32> {
    let open = parts.open.get { RowSet.places(of: facts.open.rows, in: set) }
    let first = open.partitioningIndex { $0 >= span.open.lowerBound }
    return open[first..<max(first, open.partitioningIndex { $0 >= span.open.upperBound })]
  }

  // MARK: - Ages

  /// Seconds since an unanswered lead came.
  @inline(__always) func age(open place: Int, _ clock: ClockKind) -> Int64 {
    switch clock {
    case .wall: query.asOf.since(Instant(facts.open.created[place]))
    case .business: openNow[Int(facts.open.calendar[place])] - facts.open.opened[place]
    }
  }

  /// Seconds since a lead came.
  func age(row: Int32, _ clock: ClockKind) -> Int64 {
    let created = leads.createdAt[Int(row)]
    if clock == .wall { return query.asOf.since(created) }
    let place = calendars.place(lead: Int(row))
    return openNow[place] - calendars.all[place].openSeconds(created)
  }

  /// The first place of which a lead may be younger than so many seconds; those before it are all that old.
  func firstYoung(_ seconds: Int64, _ clock: ClockKind) -> Int {
    if clock == .wall { return place(after: query.asOf.adding(-seconds)) }
    return calendars.all.indices.map { calendar in
      facts.rows.partitioningIndex { row in
        openNow[calendar] - calendars.all[calendar].openSeconds(leads.createdAt[Int(row)]) < seconds
      }
    }.min() ?? 0
  }

  /// Calls `body` with each answered or waiting lead of a stretch that is younger than so many seconds: its row, and how
  /// long its answer took, nil without one.
  func forEachYoung(_ seconds: Int64, _ clock: ClockKind, in span: ResponseSpan, _ body: (Int32, Int32?) -> Void) {
    let first = max(span.places.lowerBound, firstYoung(seconds, clock))
    forEach(first..<max(first, span.places.upperBound)) { place, index in
      let row = Int32(truncatingIfNeeded: index)
      guard !facts.marks[place].isDisjoint(with: .counted), age(row: row, clock) < seconds else { return }
      let waited = clock == .wall ? facts.wall[place] : facts.business[place]
      body(row, facts.marks[place].contains(.answered) ? waited : nil)
    }
  }

  /// Calls `body` with each lead of a stretch that has a response time: its row, how long it has waited, and whether it
  /// was answered.
  func forEachWait(_ span: ResponseSpan, _ clock: ClockKind, _ body: (Int, Int32, Bool) -> Void) {
    let waits = clock == .wall ? facts.wall : facts.business
    forEach(span.places) { place, row in
      if facts.marks[place].contains(.answered) { body(row, waits[place], true) }
    }
    for place in open(span) {
      body(Int(facts.open.rows[Int(place)]), Int32(clamping: max(0, age(open: Int(place), clock))), false)
    }
  }

  /// True if every lead keeps the same hours, so that who came first is oldest in either clock.
  var hasOneCalendar: Bool { calendars.isSingle }
}

/// Leads created one after another: their places among all leads and among the unanswered.
struct ResponseSpan: Equatable {
  let places: Range<Int>
  let open: Range<Int>
}
