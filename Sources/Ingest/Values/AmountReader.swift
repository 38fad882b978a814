/// Reads the cells of one column of amounts, once its decimal mark is known.
public struct AmountReader: Sendable {
  /// Which character separates whole units from fractions.
  public var mark: DecimalMark

  /// A reader for a column that follows one decimal mark.
  public init(mark: DecimalMark) { self.mark = mark }

  /// Hundredths of a cell without surrounding blanks, rounded half away from zero, and where its currency stands.
  public func read(_ bytes: Span<UInt8>) throws(AmountProblem) -> (hundredths: Int64, currency: Range<Int>) {
    guard let written = WrittenAmount(bytes), !written.isPercent else { throw .unreadable }
    return (try hundredths(bytes, written), written.currency)
  }

  /// A plain number of a cell without surrounding blanks; `75%` is 75, exponents are understood.
  public func number(_ bytes: Span<UInt8>) throws(AmountProblem) -> Double {
    guard let written = WrittenAmount(bytes) else {
      guard let value = exponential(bytes) else { throw .unreadable }
      return value
    }
    try checkGroups(bytes, written)
    var value = 0.0
    var scale = 0.0
    for index in written.digits {
      if bytes[index] == decimalByte { scale = 1 }
      guard let digit = bytes[index].digit else { continue }
      value = value * 10 + Double(digit)
      scale *= 10
    }
    let number = scale > 0 ? value / scale : value
    return written.isNegative ? -number : number
  }

  private var decimalByte: UInt8 { mark == .point ? Byte.dot : Byte.comma }

  private func hundredths(_ bytes: Span<UInt8>, _ written: WrittenAmount) throws(AmountProblem) -> Int64 {
    try checkGroups(bytes, written)
    var value: Int64 = 0
    var fractions = -1
    var roundsUp = false
    for index in written.digits {
      if bytes[index] == decimalByte { fractions = 0 }
      guard let digit = bytes[index].digit else { continue }
      if fractions >= 2 {
        if fractions == 2 { roundsUp = digit >= 5 }
        fractions += 1
        continue
      }
      // 15 digits and two more are still far from overflow.
      guard value < 1_000_000_000_000_000 else { throw .tooLarge }
      value = value * 10 + Int64(digit)
      if fractions >= 0 { fractions += 1 }
    }
    for _ in min(max(fractions, 0), 2)..<2 { value *= 10 }
    if roundsUp { value += 1 }
    return written.isNegative ? -value : value
  }

  /// Groups must have three digits (two within Indian numbers) and the decimal mark may stand only once.
  private func checkGroups(_ bytes: Span<UInt8>, _ written: WrittenAmount) throws(AmountProblem) {
    let decimals = mark == .point ? written.points : written.commas
    let groups = mark == .point ? written.commas : written.points
    guard decimals <= 1 else { throw .otherDecimalMark }
    guard groups > 0 else { return }
    let lastGroup = mark == .point ? written.lastComma : written.lastPoint
    let decimal = mark == .point ? written.lastPoint : written.lastComma
    let end = decimal >= 0 ? decimal : written.digits.upperBound
    guard lastGroup + 4 == end, bytes[written.digits.lowerBound].isDigit else { throw .otherDecimalMark }
    var run = 0
    var index = written.digits.lowerBound
    while index < lastGroup {
      run = bytes[index].isDigit ? run + 1 : 0
      guard run <= 3 else { throw .otherDecimalMark }
      index += 1
    }
  }

  /// `1e+06` as programs write large numbers.
  private func exponential(_ bytes: Span<UInt8>) -> Double? {
    guard bytes.count <= 40 else { return nil }
    var kept: [UInt8] = []
    for index in bytes.indices { kept.append(bytes[index]) }
    let isPlain = kept.allSatisfy {
      $0.isDigit || $0 == Byte.dot || $0 == Byte.dash || $0 == Byte.plus || $0 | 0x20 == 0x65
    }
    guard isPlain, let value = Double(String(decoding: kept, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}
