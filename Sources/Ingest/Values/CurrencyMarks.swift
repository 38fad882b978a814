/// Signs and codes that stand beside amounts.
public enum CurrencyMarks {
  /// Signs that name one currency, by its ISO 4217 code. `$`, `¥` and `kr` name several and stay what they are.
  static let codes: [String: String] = [
    "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₩": "KRW", "₫": "VND",
    "₱": "PHP", "₦": "NGN", "₸": "KZT", "฿": "THB", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Fr.": "CHF", "SFr.": "CHF",
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "R$": "BRL", "MX$": "MXN", "NT$": "TWD", "CN¥": "CNY", "JP¥": "JPY", "Rs.": "INR", "Rs": "INR",
  ]
  private static let shared: Set<String> = ["$", "¥", "kr", "kr.", "R", "лв"]

  /// True if these bytes are a known sign or look like a three-letter code.
  static func isCurrency(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.count == 1 {
      return bytes[range.lowerBound] == UInt8(ascii: "$") || bytes[range.lowerBound] == UInt8(ascii: "R")
    }
    if range.count == 3, range.allSatisfy({ bytes[$0].isLetter }) { return true }
    let text = text(bytes, range)
    return codes[text] != nil || shared.contains(text)
  }

  /// The ISO code where the sign names exactly one currency, else the sign itself; empty for an empty range.
  public static func name(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    if range.isEmpty { return "" }
    let text = text(bytes, range)
    if let code = codes[text] { return code }
    return range.count == 3 && range.allSatisfy { bytes[$0].isLetter } ? text.uppercased() : text
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: range.map { bytes[$0] }, as: UTF8.self)
  }
}
