import Domain
import Foundation

extension World {
  /// True if the locale of the environment says that text is UTF-8.
  public var isUTF8: Bool {
    let name = locale("LC_CTYPE").lowercased().prefix { $0 != "@" }
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8")
  }

  /// How numbers, money and dates are written where the user lives, as `LC_NUMERIC`, `LC_MONETARY` and `LC_TIME` say.
  /// Locales that the C library does not have are looked up by name; who has none gets ``Conventions/plain``.
  ///
  /// The locale of the process stays as it is: it would change how other code reads and writes numbers.
  public var conventions: Conventions {
    Conventions(
      numbers: SystemLocale.style(locale("LC_NUMERIC"), LC_NUMERIC_MASK, \.numberStyle, else: \.numbers),
      money: SystemLocale.style(locale("LC_MONETARY"), LC_MONETARY_MASK, \.moneyStyle, else: \.money),
      dates: SystemLocale.style(locale("LC_TIME"), LC_TIME_MASK, \.dateStyle, else: \.dates))
  }

  /// The name of the locale for a category.
  private func locale(_ category: String) -> String {
    ["LC_ALL", category, "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
  }
}

/// A locale of the C library.
private struct SystemLocale {
  private let handle: locale_t

  /// What a locale says about one category, else what its name stands for.
  static func style<Style>(
    _ name: String, _ category: Int32, _ style: (SystemLocale) -> Style, else named: (Conventions) -> Style
  ) -> Style {
    // Nobody lives in the locale of machines, which groups no digits and writes months first.
    let isNeutral = ["C", "POSIX"].contains(name.prefix { $0 != "." })
    guard !isNeutral, let handle = newlocale(category, name, nil) else {
      return named(Conventions(named: name) ?? .plain)
    }
    defer { freelocale(handle) }
    return style(SystemLocale(handle: handle))
  }

  var numberStyle: NumberStyle {
    let mark = text(THOUSEP)
    // "3;3" says no more than "3": the last size goes on.
    var groups = bytes(__GROUPING).map(Int.init).filter { (1...9).contains($0) }
    while groups.count > 1, groups.last == groups.dropLast().last { groups.removeLast() }
    return NumberStyle(
      decimalMark: text(RADIXCHAR).isEmpty ? "." : text(RADIXCHAR), groupMark: mark.isEmpty ? " " : mark,
      groups: groups.isEmpty ? [3] : groups)
  }

  var moneyStyle: MoneyStyle {
    let symbol = text(__CURRENCY_SYMBOL)
    let isReadable = symbol.unicodeScalars.allSatisfy { !Self.rightToLeft.contains($0.value) }
    return MoneyStyle(
      currency: text(__INT_CURR_SYMBOL).trimmingCharacters(in: .whitespaces), symbol: isReadable ? symbol : "",
      isBefore: bytes(__P_CS_PRECEDES, count: 1) == [1], isSpaced: bytes(__P_SEP_BY_SPACE, count: 1) == [1])
  }

  /// Letters that would turn the rest of the line around.
  private static let rightToLeft: ClosedRange<UInt32> = 0x590...0x8FF

  var dateStyle: DateStyle {
    let parts = text(D_FMT).filter { "dbmyY".contains($0) }
    let order: DateStyle.Order =
      parts.hasPrefix("d") ? .dayMonthYear : parts.lowercased().hasPrefix("y") ? .yearMonthDay : .monthDayYear
    return DateStyle(order: order, firstWeekday: firstWeekday)
  }

  /// The library counts from the weekday of a certain date, which is a Sunday or, in few locales, a Monday.
  private var firstWeekday: Int {
    let date = UInt32(truncatingIfNeeded: UInt(bitPattern: nl_langinfo_l(nl_item(_NL_TIME_WEEK_1STDAY), handle)))
    let first = bytes(_NL_TIME_FIRST_WEEKDAY, count: 1).first.map(Int.init) ?? 1
    return (first - 1 + (date == 19_971_201 ? 0 : 6)) % 7 + 1
  }

  /// Text of the library, with blanks that every terminal knows.
  private func text(_ item: Int) -> String {
    let text = nl_langinfo_l(nl_item(item), handle).map { String(cString: $0) } ?? ""
    return String(text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
  }

  /// Small numbers of the library: up to a zero, or so many.
  private func bytes(_ item: Int, count: Int? = nil) -> [UInt8] {
    guard let start = nl_langinfo_l(nl_item(item), handle) else { return [] }
    return (0..<(count ?? strlen(start))).map { UInt8(bitPattern: start[$0]) }
  }
}
