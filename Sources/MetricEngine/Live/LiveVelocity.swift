import Domain

/// What ended within a window, as sales velocity is made of it, kept up to date.
struct LiveEnds: Sendable {
  private var ended = 0
  /// Seconds of the wins.
  private var won = SortedBag<Int64>()
  private var money = LiveMoney()
  private var amounts = 0

  mutating func change(_ seconds: Int64, isWon: Bool, _ amount: Int64, _ currency: Code, _ sign: LiveSign) {
    ended += sign.rawValue
    guard isWon else { return }
    won.change(seconds, sign)
    money.change(amount, currency, sign)
    if amount != Money.none { amounts += sign.rawValue }
  }

  var winRate: Share { Wilson.share(won.count, of: ended) }

  /// Median days from creation to winning.
  var daysToWin: Double? { Quantile.days(count: won.count, 0.5) { won.value(at: $0) ?? 0 } }

  /// - Parameter open: open at the end of the window.
  func factors(open: Int, _ currencies: Vocabulary) -> VelocityFactors {
    VelocityFactors(
      openDeals: open, winRate: winRate, money: money.total(currencies), amounts: amounts, daysToWin: daysToWin)
  }
}

/// Sales velocity of the window and of the one before, kept up to date.
struct LiveVelocity: Sendable {
  private var now = LiveEnds()
  private var before = LiveEnds()
  private var openBefore = 0
  /// By code: what ended in the window.
  private var segments: [LiveEnds] = []

  mutating func change(_ part: LivePart, _ run: CloseRun, _ windows: CloseWindows, _ sign: LiveSign) {
    let (table, names) = (part.engine.dataset.opportunities, part.engine.dataset.vocabulary(.segment))
    while segments.count < names.count { segments.append(LiveEnds()) }
    func change(_ ends: inout LiveEnds, _ place: Int) {
      let (tag, row) = (run.ended.tags[place], Int(run.ended.tags[place] >> 1))
      ends.change(run.ended.seconds[place], isWon: tag & 1 == 1, table.amount[row], table.currency[row], sign)
    }
    windows.now.forEach { place in
      change(&now, place)
      change(&segments[Int(run.ended.segment[place])], place)
    }
    windows.before.forEach { change(&before, $0) }
    openBefore += sign.rawValue * windows.aliveThen.rows.count
  }

  /// - Parameters:
  ///   - open: open now.
  ///   - shown: the segments to tell apart, with how many are open of each.
  func reading(open: Int, _ shown: [(code: Code, open: Int)], _ names: Vocabulary, _ currencies: Vocabulary)
    -> VelocityReading
  {
    var reading = VelocityReading(
      now: now.factors(open: open, currencies), before: before.factors(open: openBefore, currencies))
    reading.compare()
    let parts = shown.map { segments[Int($0.code)] }
    if VelocityReading.differTwofold(parts.map { ($0.winRate, $0.daysToWin) }) {
      reading.bySegment = zip(shown, parts).map { one, ends in
        SegmentVelocity(name: names[one.code], factors: ends.factors(open: one.open, currencies))
      }
    }
    return reading
  }
}
