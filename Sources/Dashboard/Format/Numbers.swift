import Domain

/// Numbers as the screens write them, by the conventions in force; the examples are those of ``Conventions/plain``.
enum Numbers {
  /// What stands where there is no number.
  static let nothing = Words.noData
  /// The same in a narrow column.
  static let unknown = "\u{2013}"

  /// "2 412".
  static func whole(_ number: Int) -> String {
    let grouped = Conventions.shown.numbers.grouped(String(number.magnitude))
    return number < 0 ? "\u{2212}\(grouped)" : grouped
  }

  /// A fraction with so many places, two at most: "6.2". Whole numbers beyond 1 000 are grouped.
  static func decimal(_ number: Double, places: Int = 1) -> String {
    guard number.isFinite else { return nothing }
    guard abs(number) < 1000 else { return whole(clamped(number.rounded())) }
    let unit = [1, 10, 100][min(max(places, 0), 2)]
    let units = rounded(abs(number), times: unit)
    var text = String(units / unit)
    if unit > 1 {
      let digits = String(units % unit)
      text += Conventions.shown.numbers.decimalMark + (unit == 100 && digits.utf8.count == 1 ? "0" : "") + digits
    }
    return number < 0 && units > 0 ? "\u{2212}\(text)" : text
  }

  /// The product as the nearest whole number, halves to the even one, as `printf` rounds: what multiplying loses decides
  /// where the product seems to lie half way. Tables write thousands of these.
  private static func rounded(_ number: Double, times unit: Int) -> Int {
    let product = number * Double(unit)
    let lost = (-product).addingProduct(number, Double(unit))
    let below = product.rounded(.down)
    guard product - below == 0.5, lost != 0 else { return clamped(product.rounded(.toNearestOrEven)) }
    return clamped(below) + (lost > 0 ? 1 : 0)
  }

  /// "31 %"; one place under 10 when asked for: "4.6 %".
  static func percent(_ share: Double, fine: Bool = false) -> String { "\(percentNumber(share, fine: fine)) %" }

  /// The number of ``percent(_:fine:)`` alone.
  static func percentNumber(_ share: Double, fine: Bool = false) -> String {
    guard share.isFinite else { return nothing }
    return decimal(share * 100, places: fine && abs(share) < 0.1 ? 1 : 0)
  }

  /// "29–33 %", or "31 %" where both ends read the same.
  static func percentRange(_ low: Double, _ high: Double) -> String {
    let ends = [percentNumber(low), percentNumber(high)]
    return ends[0] == ends[1] ? "\(ends[0]) %" : "\(ends[0])\u{2013}\(ends[1]) %"
  }

  /// "410–459".
  static func range(_ low: Double, _ high: Double, places: Int = 0) -> String {
    let ends = [low, high].map { places == 0 ? whole(clamped($0.rounded())) : decimal($0, places: places) }
    return ends[0] == ends[1] ? ends[0] : "\(ends[0])\u{2013}\(ends[1])"
  }

  /// "9 in 10", "1 in 3": a share as a small fraction.
  static func oneIn(_ share: Double) -> String { Words.inTen(whole(clamped((share * 10).rounded()))) }

  /// A whole number that fits, from a floating one.
  static func clamped(_ number: Double) -> Int {
    guard number.isFinite else { return 0 }
    return Int(min(max(number, -9e15), 9e15))
  }
}

/// Money, short: "1.2 M", "140 k EUR". Several currencies are never added.
enum MoneyText {
  /// One amount.
  static func short(_ money: Money, withCurrency: Bool = true) -> String {
    let units = Double(money.hundredths) / 100
    let text: String
    switch abs(units) {
    case 999_500_000...: text = "\(Numbers.decimal(units / 1e9, places: 2)) bn"
    case 99_950_000...: text = "\(Numbers.decimal(units / 1e6, places: 0)) M"
    case 999_500...: text = "\(Numbers.decimal(units / 1e6)) M"
    case 9_950...: text = "\(Numbers.decimal(units / 1e3, places: 0)) k"
    case 1_000...: text = "\(Numbers.decimal(units / 1e3)) k"
    default: text = Numbers.decimal(units, places: 0)
    }
    return withCurrency ? with(money.currency, text) : text
  }

  /// Every digit: "1 234 567 EUR".
  static func full(_ money: Money) -> String {
    let text = Numbers.whole(Numbers.clamped((Double(money.hundredths) / 100).rounded()))
    return with(money.currency, text)
  }

  private static func with(_ currency: String, _ amount: String) -> String {
    currency.isEmpty ? amount : Conventions.shown.money.text(amount, currency)
  }

  /// Sums by currency: "1.2 M EUR + 0.3 M USD"; at most two, then how many more. Nil without money.
  static func short(_ money: MoneyByCurrency) -> String? {
    guard !money.isEmpty else { return nil }
    let shown = money.amounts.prefix(2).map { short($0) }.joined(separator: " + ")
    let more = money.amounts.count - 2
    return more > 0 ? Words.more(shown, more) : shown
  }
}
