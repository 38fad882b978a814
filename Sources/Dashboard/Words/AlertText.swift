import AlertEngine
import Domain

/// What is remembered of an alert, in words.
struct AlertText {
  let entry: AlertEntry
  let snapshot: Snapshot

  init(_ entry: AlertEntry, _ snapshot: Snapshot) {
    self.entry = entry
    self.snapshot = snapshot
  }

  private var instance: AlertInstance? { entry.instance }

  /// "Leads answered in time", of a part of the organisation "rep014: Leads answered in time".
  var title: String {
    part.map { DimensionWords.title(entry.finding.rule.title, of: $0) } ?? entry.finding.rule.title
  }

  /// The same in a few letters: "Answers", "rep014: answers".
  var shortTitle: String {
    let title = snapshot.words(entry).shortTitle
    return shortPart.map { "\($0): \(title.lowercased())" } ?? title
  }

  /// The part of the organisation that it is about; nil for all of it.
  var part: String? { Self.part(entry.key.scope) }

  /// "rep014", "partner leads".
  static func part(_ scope: Scope) -> String? {
    guard case .element(let dimension, let name) = scope else { return nil }
    return DimensionWords.element(dimension, name)
  }

  /// The same where there is little room: "partner".
  var shortPart: String? { if case .element(_, let name) = entry.key.scope, !name.isEmpty { name } else { part } }

  /// "maria has it, due Tue 24 Nov"; nil unless somebody does.
  var owner: String? {
    guard let known = instance?.acknowledgement else { return nil }
    let who = known.by.isEmpty ? "somebody has it" : "\(known.by) has it"
    return [who, known.due.map { "due \(Self.due($0, snapshot))" }].compactMap(\.self).joined(separator: ", ")
  }

  /// "quiet until Tue 24 Nov: the vendor moves house"; nil unless it is snoozed.
  var snooze: String? {
    guard let snooze = instance?.snooze else { return nil }
    let until = snooze.until.map { Self.from($0, snapshot) } ?? "it clears"
    return "quiet until \(until)" + (snooze.reason.isEmpty ? "" : ": \(snooze.reason)")
  }

  /// "announced Mon 23 Nov if it lasts"; nil unless it is pending.
  var announcement: AlertRow.Text? {
    guard let start = pendingStart, let hold = instance?.policy.holdFor else { return nil }
    let day = Dates.weekday(start.adding(Int64(hold)), snapshot)
    return AlertRow.Text("announced \(day) if it lasts", short: "\(day) if it lasts")
  }

  /// Since when it has been pending: "21 Nov, 0 d".
  var pendingSince: AlertRow.Text {
    guard let start = pendingStart else { return AlertRow.Text("") }
    let age = ReasonText.age(start, snapshot)
    return AlertRow.Text("\(Dates.short(start, snapshot)), \(age)", short: age)
  }

  private var pendingStart: Instant? {
    guard let instance, entry.display == .pending else { return nil }
    return [instance.warning, instance.critical].compactMap { level -> Instant? in
      if case .pending(let since) = level { since } else { nil }
    }.min()
  }

  /// "cleared Fri 20 Nov, lasted 6 d".
  func ended(_ episode: AlertInstance.Episode) -> String {
    let when = Dates.moment(episode.endedAt, snapshot)
    return episode.isWithoutData
      ? "ended for want of data \(when), after \(Self.length(episode))"
      : "cleared \(when), lasted \(Self.length(episode))"
  }

  /// "6 d", "5 h".
  static func length(_ episode: AlertInstance.Episode) -> String {
    let seconds = max(0, episode.endedAt.since(episode.firedAt))
    return seconds < 2 * Instant.day
      ? Durations.short(Double(seconds)) : "\(Numbers.whole(Int(seconds / Instant.day))) d"
  }

  /// "quiet until Tue 24 Nov".
  private var shortSnooze: String? {
    instance?.snooze.map { "quiet until \($0.until.map { Self.from($0, snapshot) } ?? "it clears")" }
  }

  /// "warns below 50 %, critical below 25 %; learned from your own history".
  var limits: String {
    let (rule, words) = (entry.finding.rule, snapshot.words(entry))
    let side = rule.isItem && rule.warn <= 0 ? "" : rule.direction == .below ? "below " : "above "
    let (warning, serious) =
      rule.isItem ? (words.longLimit, words.criticalLimit) : (words.exact(rule.warn), rule.critical.map(words.exact))
    // What has no way to be a warning only.
    if serious == warning { return "critical beyond \(warning)" }
    let critical = serious.map { ", critical \(rule.isItem ? "" : side)\($0)" } ?? ""
    return ["warns \(side)\(warning)\(critical)", origin].compactMap(\.self).joined(separator: "; ")
  }

  /// Where its limit comes from; nil where somebody set it.
  var origin: String? {
    switch entry.limit {
    case .set: nil
    case .learned: "learned from your own history"
    case .learning(let start): "learning, alarms from \(Dates.weekday(start, snapshot))"
    }
  }

  /// "7 more by Fri 27 Nov", "expected to cross Thu 26 Nov"; nil where nothing is to be expected.
  var forecast: AlertRow.Text? {
    switch entry.forecast {
    case .items(let count, let by) where count > 0:
      let day = Dates.weekday(by, snapshot)
      return AlertRow.Text(
        "\(Numbers.whole(count)) more by \(day)", short: "\(Numbers.whole(count)) more by \(day.prefix(3))")
    case .crossing(let severity, let at):
      let day = Dates.weekday(at, snapshot)
      return severity == .critical
        ? AlertRow.Text("expected to turn critical \(day)", short: "critical \(day)")
        : AlertRow.Text("expected to cross \(day)", short: "crosses \(day)")
    case .items, nil: return nil
    }
  }

  /// What keeps it from being told one by one; nil if nothing does.
  var flapping: String? {
    guard let instance, instance.isFlapping else { return nil }
    return "comes and goes: \(Numbers.whole(instance.raises.count)) times in 7 d"
  }

  /// Why nothing is to be done now, or who does it; nil of what nobody took note of, and of limits that hold.
  var next: AlertRow.Text? {
    switch snapshot.standing(entry) {
    case .firing: nil
    case .pending: announcement
    case .seen: owner.map { AlertRow.Text($0, short: shortOwner) }
    case .snoozed: snooze.map { AlertRow.Text($0, short: shortSnooze) }
    case .cleared(let episode): AlertRow.Text(ended(episode), short: "lasted \(Self.length(episode))")
    case .within: entry.finding.asksToCleanUp ? AlertRow.Text("so many that it is no alarm: clean up") : nil
    case .unproven where entry.finding.rule.isItem: AlertRow.Text("no more money than usual")
    case .unproven:
      AlertRow.Text(
        ["within what chance does", snapshot.words(entry).likely].compactMap(\.self).joined(separator: ": "),
        short: snapshot.words(entry).likely ?? "chance")
    case .learning: origin.map { AlertRow.Text($0) }
    case .tooFew(let have, let need): AlertRow.Text("\(Numbers.whole(have)) of the \(Numbers.whole(need)) it takes")
    case .noData: AlertRow.Text("no data in this period and filter", short: "nothing to count")
    }
  }

  /// "maria, due Tue 24 Nov".
  private var shortOwner: String? {
    guard let known = instance?.acknowledgement, !known.by.isEmpty else { return nil }
    return [known.by, known.due.map { "due \(Self.due($0, snapshot))" }].compactMap(\.self).joined(separator: ", ")
  }
}

extension AlertText {
  /// The end of something as people name it: midnight ends the day before it.
  static func due(_ instant: Instant, _ snapshot: Snapshot) -> String {
    isMidnight(instant, snapshot)
      ? Dates.weekday(instant.adding(-1), snapshot) : Dates.moment(instant, snapshot)
  }

  /// The beginning of something: midnight begins its day.
  static func from(_ instant: Instant, _ snapshot: Snapshot) -> String {
    isMidnight(instant, snapshot) ? Dates.weekday(instant, snapshot) : Dates.moment(instant, snapshot)
  }

  private static func isMidnight(_ instant: Instant, _ snapshot: Snapshot) -> Bool {
    Dates.time(instant, snapshot) == "00:00"
  }

  /// What it said or what was done about it: "maria has it".
  static func event(_ line: AlertLogLine, _ snapshot: Snapshot) -> String {
    let who = line.actor.flatMap { $0.isEmpty ? nil : $0 } ?? "somebody"
    switch AlertEvent(rawValue: line.event) {
    case .firedWarning: return "announced as a warning"
    case .firedCritical: return "announced as critical"
    case .escalated: return "got worse: critical"
    case .deescalated: return "better: a warning again"
    case .resolved: return "cleared"
    case .noData: return "no data"
    case .dataBack: return "data again"
    case .resolvedWithoutData: return "ended for want of data"
    case .raisedAfterSnooze: return "announced again: the snooze is over"
    case .raisedWhenDue: return "announced again: it was due"
    case .flapping: return "comes and goes: told once from now on"
    case .flappingEnded: return "steady again"
    case .acknowledged: return "\(who) has it" + (line.until.map { ", due \(due($0, snapshot))" } ?? "")
    case .snoozed: return "\(who) snoozed it" + (line.until.map { " until \(from($0, snapshot))" } ?? "")
    case .unsnoozed: return "\(who) ended the snooze"
    case .noted: return "\(who) remarked"
    case .undone: return "\(who) took it back"
    case .ruleChanged: return "its limit was changed: begun anew"
    case .definitionChanged: return "a definition was changed"
    case .ignoredOutOfOrder, nil:
      return [line.actor, line.event.replacing("_", with: " ")].compactMap(\.self).joined(separator: ": ")
    }
  }
}
