import Domain

/// Open opportunities that stand in a stage, those that have stood there longest first, kept up to date.
struct LiveStanding: Sendable {
  struct Deal: Comparable, Sendable {
    var seconds: Int64
    var order: LiveOrder
    var amount: Int64
    var currency: Code

    static func < (left: Deal, right: Deal) -> Bool {
      left.seconds == right.seconds ? left.order < right.order : left.seconds > right.seconds
    }

    static func == (left: Deal, right: Deal) -> Bool { left.seconds == right.seconds && left.order == right.order }
  }

  /// The first so many stand beyond a limit.
  private struct Beyond: Sendable {
    var count = 0
    var money = LiveMoney()
  }

  private(set) var deals = SortedBag<Deal>()
  /// By what the limit is multiplied with.
  private var beyond: [Double: Beyond] = [:]

  mutating func change(_ deal: Deal, _ sign: LiveSign) {
    let place = sign == .comes ? deals.insert(deal) : deals.remove(deal)
    guard let place else { return }
    for (factor, known) in beyond where place < known.count {
      var changed = known
      changed.count += sign.rawValue
      changed.money.change(deal.amount, deal.currency, sign)
      beyond[factor] = changed
    }
  }

  /// How many stand there for longer than a limit.
  func count(beyond days: Double, factor: Double = 1) -> Int {
    deals.count(before: { Self.over($0, days, factor) <= 0 })
  }

  /// The same with their money.
  mutating func stuck(beyond days: Double, factor: Double) -> (count: Int, money: LiveMoney) {
    var known = beyond[factor] ?? Beyond()
    let count = count(beyond: days, factor: factor)
    for place in min(known.count, count)..<max(known.count, count) {
      guard let deal = deals.value(at: place) else { continue }
      known.money.change(deal.amount, deal.currency, place < count ? .comes : .goes)
    }
    known.count = count
    beyond[factor] = known
    return (count, known.money)
  }

  /// Days beyond a limit.
  static func over(_ deal: Deal, _ days: Double, _ factor: Double) -> Double {
    Double(deal.seconds) / Double(Instant.day) - days * factor
  }
}
