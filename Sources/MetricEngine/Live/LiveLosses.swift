import Domain

/// Where and why opportunities were lost in the window, kept up to date.
struct LiveLosses: Sendable {
  private struct Place: Hashable, Comparable {
    /// The last stage; below 0 for none.
    var stage: Int
    var reason: Code

    static func < (left: Place, right: Place) -> Bool { (left.stage, left.reason) < (right.stage, right.reason) }
  }

  private var places: [Place: (count: Int, money: LiveMoney)] = [:]

  mutating func change(_ losses: ProcessLosses, _ sign: LiveSign) {
    losses.forEach { stage, reason, currency, sum in
      let place = Place(stage: stage, reason: reason)
      var lost = places[place] ?? (0, LiveMoney())
      lost.count += sign.rawValue * Int(sum.count)
      lost.money.change(sum.amount, amounts: Int(sum.priced), currency, sign)
      places[place] = lost.count > 0 ? lost : nil
    }
  }

  /// Those with most losses first, ties in the order of stages and reasons.
  func readings(_ stages: [String], _ reasons: Vocabulary, _ currencies: Vocabulary) -> [LossReading] {
    places.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { place, lost in
      LossReading(
        stage: place.stage < 0 ? nil : stages[place.stage], reason: reasons[place.reason], count: lost.count,
        money: lost.money.total(currencies))
    }
  }
}
