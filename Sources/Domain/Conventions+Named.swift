extension Conventions {
  /// The conventions that a locale's name stands for, such as `de_DE`, whether or not the system has that locale; what
  /// stands behind it, as in `de_DE.UTF-8`, says nothing about them. Nil if the name is not among ``names``.
  public init?(named name: String) {
    let locale = String(name.prefix { $0 != "." && $0 != "@" }.map { $0 == "-" ? "_" : $0 })
    guard let (_, numbers, money, dates) = locales.first(where: { $0.name == locale }) else { return nil }
    self.init(numbers: numbers, money: money, dates: dates)
  }

  /// The names of the locales that are known everywhere.
  public static var names: [String] { locales.map(\.name) }
}

/// What the GNU C library says of these locales, whether it has them or not; `C` is ``Conventions/plain``.
private let locales: [(name: String, numbers: NumberStyle, money: MoneyStyle, dates: DateStyle)] = [
  ("C", NumberStyle(), MoneyStyle(), DateStyle()),
  ("cs_CZ", .blanks, .after("CZK", "Kč"), DateStyle()),
  ("da_DK", .points, .before("DKK", "kr."), DateStyle()),
  ("de_AT", .points, .before("EUR", "€", isSpaced: true), DateStyle(order: .yearMonthDay)),
  ("de_CH", .apostrophes, .before("CHF", "CHF", isSpaced: true), DateStyle()),
  ("de_DE", .points, .after("EUR", "€"), DateStyle()),
  ("en_AU", .commas, .before("AUD", "$"), DateStyle(firstWeekday: 7)),
  ("en_CA", .commas, .before("CAD", "$"), DateStyle(order: .yearMonthDay, firstWeekday: 7)),
  ("en_GB", .commas, .before("GBP", "£"), DateStyle()),
  ("en_IE", .commas, .before("EUR", "€"), DateStyle()),
  ("en_IN", .lakhs, .before("INR", "₹"), DateStyle(firstWeekday: 7)),
  ("en_NZ", .commas, .before("NZD", "$"), DateStyle(firstWeekday: 7)),
  ("en_US", .commas, .before("USD", "$"), DateStyle(order: .monthDayYear, firstWeekday: 7)),
  ("en_ZA", .commas, .before("ZAR", "R"), DateStyle(firstWeekday: 7)),
  ("es_ES", .points, .after("EUR", "€"), DateStyle()),
  ("es_MX", NumberStyle(), .before("MXN", "$", isSpaced: true), DateStyle(firstWeekday: 7)),
  ("fi_FI", .blanks, .after("EUR", "€"), DateStyle()),
  ("fr_BE", .points, .after("EUR", "€"), DateStyle()),
  ("fr_CA", .blanks, .after("CAD", "$"), DateStyle(order: .yearMonthDay, firstWeekday: 7)),
  ("fr_CH", .apostrophes, .before("CHF", "CHF", isSpaced: true), DateStyle()),
  ("fr_FR", .blanks, .after("EUR", "€"), DateStyle()),
  ("hu_HU", .points, .after("HUF", "Ft"), DateStyle(order: .yearMonthDay)),
  ("it_IT", .points, .before("EUR", "€", isSpaced: true), DateStyle()),
  ("ja_JP", .commas, .before("JPY", "￥"), DateStyle(order: .yearMonthDay, firstWeekday: 7)),
  ("ko_KR", .commas, .before("KRW", "₩"), DateStyle(order: .yearMonthDay, firstWeekday: 7)),
  ("nb_NO", .blanks, .before("NOK", "kr"), DateStyle()),
  ("nl_BE", .points, .before("EUR", "€", isSpaced: true), DateStyle()),
  ("nl_NL", .points, .before("EUR", "€", isSpaced: true), DateStyle()),
  ("pl_PL", .blanks, .after("PLN", "zł"), DateStyle()),
  ("pt_BR", .points, .before("BRL", "R$", isSpaced: true), DateStyle(firstWeekday: 7)),
  ("pt_PT", .blanks, .after("EUR", "€"), DateStyle()),
  ("ro_RO", .points, .before("RON", "Lei", isSpaced: true), DateStyle()),
  ("sv_SE", .blanks, .after("SEK", "kr"), DateStyle(order: .yearMonthDay)),
  ("tr_TR", .points, .after("TRY", "₺"), DateStyle()),
  ("zh_CN", .commas, .before("CNY", "￥"), DateStyle(order: .yearMonthDay)),
]

extension NumberStyle {
  /// "1 234 567,8".
  fileprivate static let blanks = NumberStyle(decimalMark: ",")
  /// "1.234.567,8".
  fileprivate static let points = NumberStyle(decimalMark: ",", groupMark: ".")
  /// "1,234,567.8".
  fileprivate static let commas = NumberStyle(groupMark: ",")
  /// "1’234’567.8".
  fileprivate static let apostrophes = NumberStyle(groupMark: "\u{2019}")
  /// "12,34,567.8".
  fileprivate static let lakhs = NumberStyle(groupMark: ",", groups: [3, 2])
}

extension MoneyStyle {
  /// "120 k €".
  fileprivate static func after(_ currency: String, _ symbol: String) -> MoneyStyle {
    MoneyStyle(currency: currency, symbol: symbol)
  }

  /// "$120 k".
  fileprivate static func before(_ currency: String, _ symbol: String, isSpaced: Bool = false) -> MoneyStyle {
    MoneyStyle(currency: currency, symbol: symbol, isBefore: true, isSpaced: isSpaced)
  }
}
