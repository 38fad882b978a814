extension KeyedDecodingContainer {
  /// A whole number; nil where it is missing or null. Foundation does not say where a number with a fraction stands.
  func wholeIfPresent<Number: FixedWidthInteger & Decodable>(
    _ type: Number.Type, forKey key: Key
  ) throws -> Number? {
    if let number = try? decodeIfPresent(type, forKey: key) { return number }
    if try !contains(key) || decodeNil(forKey: key) { return nil }
    let found = (try? decode(Double.self, forKey: key)).map { ", found \($0)" } ?? ""
    throw DecodingError.dataCorruptedError(
      forKey: key, in: self, debugDescription: "expected a whole number\(found)")
  }

  /// A whole number.
  func whole<Number: FixedWidthInteger & Decodable>(_ type: Number.Type, forKey key: Key) throws -> Number {
    try wholeIfPresent(type, forKey: key) ?? decode(type, forKey: key)
  }
}
