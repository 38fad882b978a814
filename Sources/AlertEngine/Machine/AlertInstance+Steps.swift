import Domain

extension AlertInstance {
  /// Takes one input and says what came of it, in order. Inputs must come in the order of their times: what is older
  /// than the last one changes nothing.
  public mutating func take(_ input: AlertInput, at now: Instant) -> [AlertEvent] {
    guard now.isKnown, lastHeard.map({ now >= $0 }) ?? true else { return [.ignoredOutOfOrder] }
    lastHeard = now
    let ended = endQuiet(at: now)
    switch input {
    case .observation(let observation):
      lastTick = now
      return ended + observe(observation, at: now)
    case .action(let action): return ended + perform(action, at: now)
    case .time: return ended
    }
  }

  /// Goes on under a rule. One that differs from before begins anew: no event of the old one is made up.
  mutating func adopt(_ policy: AlertPolicy) -> [AlertEvent] {
    guard policy != self.policy else { return [] }
    var fresh = AlertInstance(policy)
    fresh.lastHeard = lastHeard
    fresh.lastTick = lastTick
    self = fresh
    return [.ruleChanged]
  }

  /// Ends what was to be quiet only up to now.
  private mutating func endQuiet(at now: Instant) -> [AlertEvent] {
    let isDue = acknowledgement?.due.map { now >= $0 } ?? false
    let isOver = snooze?.until.map { now >= $0 } ?? false
    if isDue { acknowledgement = nil }
    if isOver { snooze = nil }
    guard isDue || isOver, severity > .ok, acknowledgement == nil, snooze == nil else { return [] }
    return [isOver ? .raisedAfterSnooze : .raisedWhenDue]
  }

  private mutating func perform(_ action: AlertAction, at now: Instant) -> [AlertEvent] {
    switch action {
    case .acknowledge(let by, let note, let due):
      guard severity > .ok else { return [] }
      acknowledgement = Acknowledgement(at: now, severity: severity, by: by, note: note, due: due)
      return [.acknowledged]
    case .snooze(let until, let by, let reason):
      // Until it resolves: there must be something to resolve.
      guard until != nil || severity > .ok else { return [] }
      snooze = Snooze(until: until, severity: severity, by: by, reason: reason)
      return [.snoozed]
    case .unsnooze:
      guard snooze != nil else { return [] }
      snooze = nil
      return [.unsnoozed]
    }
  }

  private mutating func observe(_ observation: AlertObservation, at now: Instant) -> [AlertEvent] {
    guard observation.isData(minimum: policy.minimumCount), let measured = observation.measured else {
      return missData(rows: observation.count, at: now)
    }
    let regained = regainData(at: now)
    let calmed = forgetOldRaises(at: now)
    let keep = policy.keep(isFlapping: isFlapping)
    if let level = policy.critical {
      let items = observation.criticalMeasured ?? measured
      critical = stepped(critical, level, recovery: policy.recoverCritical, items, at: now, keep: keep)
    }
    if let level = policy.warn {
      warning = stepped(warning, level, recovery: policy.recoverWarn, measured, at: now, keep: keep)
    }
    lastValue = LastValue(at: now, value: measured.value, count: observation.count)
    return regained + calmed + settleSeverity(at: now)
  }

  private func stepped(
    _ state: LevelState, _ level: Double, recovery: Double?, _ measured: AlertObservation.Measured, at now: Instant,
    keep: Int64
  ) -> LevelState {
    var state = state
    state.step(
      isBreached: policy.isBreached(level, by: measured),
      hasRecovered: policy.hasRecovered(measured.value, from: level, given: recovery), at: now,
      hold: Int64(policy.holdFor), keep: keep)
    return state
  }
}

// MARK: - Without data

extension AlertInstance {
  /// No data never fires; it is said once, and after a week ends what fires as an event of its own.
  private mutating func missData(rows: Int, at now: Instant) -> [AlertEvent] {
    var events: [AlertEvent] = []
    var gap = self.gap ?? Gap(since: now, isTold: false)
    gap.count = rows
    let length = now.since(gap.since)
    if length >= policy.staleAfter, !gap.isTold {
      gap.isTold = true
      events.append(.noData)
    }
    self.gap = gap
    if length >= policy.endWithoutDataAfter, severity > .ok {
      (warning, critical) = (.off, .off)
      end(at: now, isWithoutData: true)
      events.append(.resolvedWithoutData)
    }
    return events
  }

  private mutating func regainData(at now: Instant) -> [AlertEvent] {
    guard let gap else { return [] }
    let length = now.since(gap.since)
    warning.discount(length)
    critical.discount(length)
    self.gap = nil
    return gap.isTold ? [.dataBack] : []
  }
}

// MARK: - Severity

extension AlertInstance {
  private mutating func forgetOldRaises(at now: Instant) -> [AlertEvent] {
    raises.removeAll { now.since($0) >= policy.flapWindow }
    guard isFlapping, raises.count <= 1 else { return [] }
    isFlapping = false
    return [.flappingEnded]
  }

  /// Compares the levels with the severity told last.
  private mutating func settleSeverity(at now: Instant) -> [AlertEvent] {
    let old = severity
    let new: Severity = critical.isRaised ? .critical : warning.isRaised ? .warning : .ok
    severity = new
    worst = max(worst, new)
    switch (old, new) {
    case (.ok, .ok), (.warning, .warning), (.critical, .critical): return []
    case (.ok, _): return fire(at: now)
    case (_, .ok):
      end(at: now, isWithoutData: false)
      return [.resolved]
    case (.warning, _):
      // It got worse: what was said about the warning does not hold for this.
      acknowledgement = nil
      if snooze?.severity == .warning { snooze = nil }
      return [.escalated]
    case (.critical, _): return [.deescalated]
    }
  }

  private mutating func fire(at now: Instant) -> [AlertEvent] {
    firedAt = now
    raises.append(now)
    let fired: AlertEvent = severity == .critical ? .firedCritical : .firedWarning
    guard raises.count >= policy.flapRaises, !isFlapping else { return [fired] }
    isFlapping = true
    return [fired, .flapping]
  }

  /// Clears what was said about an alert that ended.
  private mutating func end(at now: Instant, isWithoutData: Bool) {
    if let firedAt {
      lastEpisode = Episode(firedAt: firedAt, endedAt: now, worst: worst, isWithoutData: isWithoutData)
    }
    (severity, worst, firedAt, acknowledgement) = (.ok, .ok, nil, nil)
    if snooze?.until == nil { snooze = nil }
  }
}
