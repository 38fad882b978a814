import Cells
import Domain
import MetricEngine

/// What changed, in words.
enum ChangeWords {
  static func name(_ kind: ChangeKind) -> String {
    switch kind {
    case .won: "won"
    case .lost: "lost"
    case .new: "new"
    case .pushed: "pushed out"
    case .pulledIn: "pulled in"
    case .amountChanged: "amount changed"
    case .movedBack: "moved back"
    case .goneQuiet: "gone quiet"
    }
  }

  /// What it takes to tell.
  static func missing(_ kind: ChangeKind) -> String {
    switch kind {
    case .pushed, .pulledIn: "needs a history of expected close dates"
    case .amountChanged: "needs a history of amounts"
    case .movedBack: "needs stage history"
    case .goneQuiet: "needs activities"
    case .won, .lost, .new: "needs opportunities"
    }
  }

  /// What the column of old and new values says.
  static func columnTitle(_ kind: ChangeKind) -> String {
    switch kind {
    case .won: "won on"
    case .lost: "lost on"
    case .new: "opened on"
    case .pushed, .pulledIn: "expected close: was \u{2192} is"
    case .amountChanged: "amount: was \u{2192} is"
    case .movedBack: "stage: was \u{2192} is"
    case .goneQuiet: "last activity \u{2192} quiet since"
    }
  }

  /// "Proposal → Demo", "Thu 19 Nov".
  static func change(_ change: ChangeRow, _ kind: ChangeKind, _ snapshot: Snapshot) -> String {
    if let new = change.new, change.old == nil, kind != .amountChanged {
      return text(new, kind, snapshot, withWeekday: true)
    }
    return [change.old, change.new].map { $0.map { text($0, kind, snapshot) } ?? "none" }
      .joined(separator: " \u{2192} ")
  }

  /// "amount 50 k → 30 k", "owner Ann → Bob".
  static func change(_ change: FieldEvent, _ snapshot: Snapshot) -> String {
    let values = [change.old, change.new].map { value in
      switch value {
      case .date(let day): Dates.short(day, snapshot, precision: Dates.precision(of: day))
      case .amount(let money): MoneyText.short(money)
      case .name(let name): name
      case nil: "none"
      }
    }
    return "\(name(change.field)) \(values.joined(separator: " \u{2192} "))"
  }

  private static func name(_ field: ChangedField) -> String {
    switch field {
    case .amount: "amount"
    case .expectedCloseOn: "expected close"
    case .nextStepAt: "next step"
    case .rep: "owner"
    case .team, .manager, .region, .segment, .stage: "\(field)"
    }
  }

  private static func text(
    _ value: ChangeValue, _ kind: ChangeKind, _ snapshot: Snapshot, withWeekday: Bool = false
  ) -> String {
    switch value {
    case .amount(let money): return MoneyText.short(money)
    case .name(let name): return name
    case .date(let instant):
      let precision = precision(instant, kind, snapshot)
      return withWeekday
        ? Dates.weekday(instant, snapshot, precision: precision) : Dates.short(instant, snapshot, precision: precision)
    }
  }

  private static func precision(_ instant: Instant, _ kind: ChangeKind, _ snapshot: Snapshot) -> TimePrecision {
    switch kind {
    case .goneQuiet: snapshot.facts.activityPrecision
    case .pushed, .pulledIn: Dates.precision(of: instant)
    default: snapshot.facts.opportunityPrecision
    }
  }

  // MARK: - Since

  /// "since Thu 19 Nov 17:40, when you last looked".
  static func since(_ changes: WhatChanged, _ snapshot: Snapshot) -> String {
    let begin = changes.beginning
    let day = Dates.weekday(begin.shown, snapshot)
    guard changes.all.from < changes.all.to else { return "since \(day), which is later than what is shown" }
    switch begin.meaning {
    case .lastLook: return "since \(moment(begin.shown, snapshot)), when you last looked"
    case .yesterday: return "since yesterday, \(day)"
    case .lastMonday: return "since last Monday, \(Dates.short(begin.shown, snapshot))"
    case .day: return "since \(day)"
    case .at: return "since \(moment(begin.shown, snapshot))"
    }
  }

  /// "Thu 17:40" within a week, "5 Nov" further back, "yesterday", "Monday".
  static func shortDay(_ changes: WhatChanged, _ snapshot: Snapshot) -> String {
    let begin = changes.beginning
    switch begin.meaning {
    case .yesterday: return "yesterday"
    case .lastMonday: return "Monday"
    case .day: return Dates.short(begin.shown, snapshot)
    case .lastLook, .at:
      let isRecent = changes.all.to.since(begin.shown) < 6 * Instant.day
      let weekday = Dates.weekday(begin.shown, snapshot).prefix(3)
      guard isRecent else { return Dates.short(begin.shown, snapshot) }
      return snapshot.eventPrecision == .day ? String(weekday) : "\(weekday) \(Dates.time(begin.shown, snapshot))"
    }
  }

  private static func moment(_ instant: Instant, _ snapshot: Snapshot) -> String {
    Dates.moment(instant, snapshot, precision: snapshot.eventPrecision)
  }

  // MARK: - Money

  /// "+610 k EUR": what came has a plus, what went a minus, what only moved neither. Empty without money.
  static func money(_ kind: ChangeKind, _ money: MoneyByCurrency, withCurrency: Bool = true) -> String {
    let shown = money.amounts.filter { $0.hundredths != 0 }.prefix(2).map {
      sign(kind, $0) + MoneyText.short($0, withCurrency: withCurrency)
    }
    let more = money.amounts.count - 2
    return shown.joined(separator: " ") + (more > 0 ? " + \(more) more" : "")
  }

  private static func sign(_ kind: ChangeKind, _ money: Money) -> String {
    guard money.hundredths > 0 else { return "" }
    switch kind {
    case .won, .new, .pulledIn, .amountChanged: return "+"
    case .lost, .pushed: return "\u{2212}"
    case .movedBack, .goneQuiet: return ""
    }
  }

  // MARK: - One line

  /// "Since Thu 17:40: won 14 +610 k, lost 9 −330 k, 5 pushed out −700 k": as many kinds as fit, what asks for action
  /// first.
  static func line(_ changes: WhatChanged, _ snapshot: Snapshot, width: Int) -> String {
    let start = "Since \(shortDay(changes, snapshot)): "
    let pieces = pieces(changes)
    guard !pieces.isEmpty else { return start + "nothing changed" }
    var line = start
    for (index, piece) in pieces.enumerated() {
      let longer = line + (index == 0 ? "" : ", ") + piece
      guard index == 0 || TextWidth.of(longer) <= width else { continue }
      line = longer
    }
    return line
  }

  private static func pieces(_ changes: WhatChanged) -> [String] {
    let order: [ChangeKind] = [.won, .lost, .pushed, .amountChanged, .goneQuiet, .movedBack, .new, .pulledIn]
    let hasOneCurrency = changes.currencies.count < 2
    return order.compactMap { kind in
      guard let group = changes.all[kind], group.count > 0 else { return nil }
      let count = Numbers.whole(group.count)
      let money = money(kind, group.money, withCurrency: !hasOneCurrency)
      let words = kind == .won || kind == .lost ? "\(name(kind)) \(count)" : "\(count) \(name(kind))"
      return money.isEmpty ? words : "\(words) \(money)"
    }
  }

  /// "212 came, 198 answered, 31 qualified"; the first two where there is less room.
  static func leads(_ changes: Changes, isShort: Bool = false) -> String {
    let parts = [
      "\(Numbers.whole(changes.leadsCreated)) came", changes.leadsAnswered.map { "\(Numbers.whole($0)) answered" },
      changes.leadsQualified.map { "\(Numbers.whole($0)) qualified" },
    ]
    return parts.compactMap(\.self).prefix(isShort ? 2 : 3).joined(separator: ", ")
  }
}

extension WhatChanged {
  /// Currencies that anything changed in.
  var currencies: Set<String> {
    Set(ChangeKind.allCases.flatMap { all[$0]?.money.amounts.map(\.currency) ?? [] })
  }

  /// "20 deals need a look"; nil if none does.
  var looks: String? {
    let count = all.deservingLook
    return count > 0 ? "\(Counted.deals(count)) need\(count == 1 ? "s" : "") a look" : nil
  }
}

/// The screen of what changed, and its panel.
extension ChangeWords {
  static let since = "since"
  static let yesterday = "yesterday"
  static let lastMonday = "last Monday"
  static let money = "money"
  static let largest = "largest"
  static var otherChoices: String { KeyWords.lead(.left, .right, to: "others") }
  static let enterShows = "Enter shows what changed since then"
  static let leadsLabel = "leads"
  static let alertsLabel = "alerts"
  static let movedOnLabel = "moved on"
  static let toLaterStage = "to a later stage"
  static let movedOn = "\(movedOnLabel) \(toLaterStage)"

  static func anyDay(key: String) -> String { "\(key) any day" }
  static func lastLook(isThere: Bool) -> String { isThere ? "last look" : "last look (none yet)" }
  static func title(_ kind: ChangeKind, since day: String) -> String { "\(name(kind)) since \(day)" }
  static func upTo(_ moment: String) -> String { "up to \(moment)" }
  static func enterLists(_ count: String) -> String { KeyWords.does(.open, "lists all \(count)") }
  static func none(since changes: WhatChanged, _ snapshot: Snapshot) -> String {
    "none since \(shortDay(changes, snapshot))"
  }

  static func missingBefore(_ kind: ChangeKind) -> String {
    "\(missing(kind)): the data says what they are, not what they were"
  }
}
