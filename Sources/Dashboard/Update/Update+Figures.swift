import Domain

extension Model {
  /// Takes fresh figures: the answer to the last question, or new data for the same question.
  mutating func take(_ new: Snapshot, request: Int?) -> [Effect] {
    if let request {
      guard request == requests.compute else { return [] }
      requests.compute = nil
    } else {
      guard requests.compute == nil || query.matches(new.readings.query) else { return [] }
      if isPaused {
        heldSnapshot = new
        return []
      }
    }
    loading = nil
    failure = nil
    return present(new)
  }

  /// Shows figures and tells what is new in them.
  private mutating func present(_ new: Snapshot) -> [Effect] {
    show(new)
    openKeptScreens()
    return appear() + announceNews(new.alerts)
  }

  private mutating func show(_ new: Snapshot) {
    if let old = snapshot, new.generation < old.generation { return }
    if snapshot == nil {
      changesSince.settle(at: new.readings.query.asOf)
      overview.begin(with: new.readings)
    }
    snapshot = new
    if query.travelledTo == nil {
      query.home = new.readings.query.asOf
      if !new.readings.query.period.isDates { query.present = query.home }
    }
    keepOverviewSelection()
  }

  /// Asks for figures that answer the present question.
  mutating func recompute() -> [Effect] {
    let request = requests.next()
    requests.compute = request
    return [.compute(query.query, since: changesSince, request: request)]
  }

  mutating func cyclePeriod() -> [Effect] {
    let presets = Period.presets
    let index = presets.firstIndex(of: query.period).map { $0 + 1 } ?? 0
    return setPeriod(presets[index % presets.count])
  }

  /// Shows another stretch of time.
  mutating func setPeriod(_ period: Period) -> [Effect] {
    guard period != query.period else { return [] }
    query.period = period
    return recompute() + [.saveState(screenState)]
  }

  mutating func toggleComparison() -> [Effect] {
    query.comparison = query.comparison == .previous ? .lastYear : .previous
    return recompute()
  }

  mutating func togglePause() -> [Effect] {
    // The day that a replay has come to stays.
    if replay != nil {
      replay = nil
      return []
    }
    isPaused.toggle()
    guard !isPaused, let held = heldSnapshot else { return [] }
    heldSnapshot = nil
    guard query.matches(held.readings.query) else { return [] }
    return present(held)
  }

  // MARK: - Time travel

  static let alreadyAtPresent: @Sendable (Model) -> String? = {
    $0.query.travelledTo == nil ? Words.alreadyAtPresent : nil
  }

  mutating func travel(days: Int) -> [Effect] {
    replay = nil
    return move(days: days)
  }

  /// Stands at a day that is so many later, at the present if that is none.
  mutating func move(days: Int) -> [Effect] {
    guard let home = query.home ?? snapshot?.readings.query.asOf, home.isKnown else { return [] }
    let target = (query.travelledTo ?? home).adding(days: days)
    guard target < home else { return travelHome() }
    if let oldest = snapshot?.facts.oldestEvent, oldest.isKnown, target < oldest {
      tell(Words.beforeAllData)
      return []
    }
    query.travelledTo = target
    return recompute()
  }

  mutating func travelHome() -> [Effect] {
    replay = nil
    query.travelledTo = nil
    return recompute()
  }
}
