/// How the people of a country write numbers, money and dates. For what people read: what machines read is written the
/// same everywhere.
public struct Conventions: Sendable, Hashable {
  /// How numbers are written.
  public var numbers: NumberStyle
  /// How amounts of money are written.
  public var money: MoneyStyle
  /// How dates are written.
  public var dates: DateStyle

  /// Some conventions; each part may come from another country.
  public init(numbers: NumberStyle, money: MoneyStyle, dates: DateStyle) {
    self.numbers = numbers
    self.money = money
    self.dates = dates
  }

  /// Those of no country: "1 234.5", "120 k EUR", "Sat 21 Nov 2026", weeks from Monday.
  public static let plain = Conventions(numbers: NumberStyle(), money: MoneyStyle(), dates: DateStyle())

  /// The same with signs that every terminal shows.
  public var inASCII: Conventions {
    var result = self
    if !numbers.decimalMark.isASCII { result.numbers.decimalMark = NumberStyle().decimalMark }
    if !numbers.groupMark.isASCII { result.numbers.groupMark = numbers.groupMark == "\u{2019}" ? "'" : " " }
    // Another symbol might be taken for that of another currency; the code cannot.
    if !money.symbol.isASCII { result.money.symbol = "" }
    return result
  }
}

extension String {
  fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

/// How numbers are written.
public struct NumberStyle: Sendable, Hashable {
  /// What stands before fractions.
  public var decimalMark: String
  /// What stands between groups of digits; empty where there are none.
  public var groupMark: String
  /// How many digits a group has, from the right; the last holds for all further ones.
  public var groups: [Int]

  /// A style; by itself "1 234 567.8".
  public init(decimalMark: String = ".", groupMark: String = " ", groups: [Int] = [3]) {
    self.decimalMark = decimalMark
    self.groupMark = groupMark
    self.groups = groups
  }

  /// Digits alone with marks between their groups.
  public func grouped(_ digits: String) -> String {
    var rest = Substring(digits)
    var sizes = groups[...]
    var parts: [Substring] = []
    while let size = sizes.first, size > 0, rest.count > size {
      parts.append(rest.suffix(size))
      rest = rest.dropLast(size)
      if sizes.count > 1 { sizes.removeFirst() }
    }
    return ([rest] + parts.reversed()).joined(separator: groupMark)
  }

  /// A number that is typed as this style writes it, as "1234.5"; nil if it is not typed so.
  public func plain(_ typed: String) -> String? {
    let parts = decimalMark.isEmpty ? [typed] : typed.split(on: decimalMark)
    guard let whole = parts.first, parts.count <= 2 else { return nil }
    let digits = groupMark.isEmpty ? whole : whole.split(on: groupMark).joined()
    guard !digits.isEmpty, digits.allSatisfy(\.isDigit), whole == digits || whole == grouped(digits) else { return nil }
    guard parts.count == 2 else { return digits }
    return !parts[1].isEmpty && parts[1].allSatisfy(\.isDigit) ? "\(digits).\(parts[1])" : nil
  }
}

extension String {
  fileprivate func split(on mark: String) -> [String] {
    split(separator: mark, omittingEmptySubsequences: false).map(String.init)
  }

  /// True of "kr." and of "EUR", which are no signs beside a number.
  fileprivate var endsInWord: Bool { last.map { $0.isLetter || $0 == "." } ?? false }
}

extension Character {
  fileprivate var isDigit: Bool { isASCII && isNumber }
}

/// How amounts of money are written.
public struct MoneyStyle: Sendable, Hashable {
  /// ISO 4217 code of the currency that has a symbol: the country's own. All others are named by their codes.
  public var currency: String
  /// The symbol; empty where there is none.
  public var symbol: String
  /// True if the currency stands before the amount.
  public var isBefore: Bool
  /// True if a blank stands between symbol and amount; codes, and symbols of letters, always have one.
  public var isSpaced: Bool

  /// A style; by itself "120 k EUR".
  public init(currency: String = "", symbol: String = "", isBefore: Bool = false, isSpaced: Bool = true) {
    self.currency = currency
    self.symbol = symbol
    self.isBefore = isBefore
    self.isSpaced = isSpaced
  }

  /// An amount that is written already, with its currency.
  public func text(_ amount: String, _ code: String) -> String {
    let hasSymbol = code == currency && !symbol.isEmpty
    let name = hasSymbol ? symbol : code
    let gap = hasSymbol && !isSpaced && !symbol.endsInWord ? "" : " "
    guard isBefore else { return amount + gap + name }
    let sign = amount.prefix { $0 == "\u{2212}" }
    return sign + name + gap + amount.dropFirst(sign.count)
  }
}

/// How dates are written.
public struct DateStyle: Sendable, Hashable {
  /// What comes first.
  public enum Order: Sendable, Hashable, CaseIterable {
    /// "21 Nov 2026".
    case dayMonthYear
    /// "Nov 21, 2026".
    case monthDayYear
    /// "2026 Nov 21".
    case yearMonthDay
  }
  /// What comes first.
  public var order: Order
  /// The ISO weekday that weeks begin with, 1 is Monday.
  public var firstWeekday: Int

  /// A style; by itself "21 Nov 2026", weeks from Monday.
  public init(order: Order = .dayMonthYear, firstWeekday: Int = 1) {
    self.order = order
    self.firstWeekday = firstWeekday
  }

  /// The ISO weekdays in the order of a week.
  public var week: [Int] { (0..<7).map { ($0 + firstWeekday - 1) % 7 + 1 } }

  /// A day and a month: "21 Nov".
  public func text(day: String, month: String) -> String {
    order == .dayMonthYear ? "\(day) \(month)" : "\(month) \(day)"
  }

  /// The same with its year.
  public func text(day: String, month: String, year: String) -> String {
    switch order {
    case .dayMonthYear: "\(day) \(month) \(year)"
    case .monthDayYear: "\(month) \(day), \(year)"
    case .yearMonthDay: "\(year) \(month) \(day)"
    }
  }
}
