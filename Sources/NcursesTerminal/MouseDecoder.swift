import Cells

/// Reports of the mouse. Only the left button and the wheel mean anything here.
enum MouseDecoder {
  /// `CSI < button ; column ; row M`, or `m` on release: no limit on columns.
  static func modern(_ body: ArraySlice<UInt8>, final: UInt8) -> [TerminalEvent] {
    let numbers = body.split(separator: 0x3B, omittingEmptySubsequences: false).map(number)
    guard numbers.count == 3, final == 0x4D || final == 0x6D, numbers[1] > 0, numbers[2] > 0 else { return [] }
    return event(button: numbers[0], isRelease: final == 0x6D, x: numbers[1] - 1, y: numbers[2] - 1)
  }

  /// `CSI M` and three bytes, from terminals that know nothing better.
  static func old(_ report: ArraySlice<UInt8>) -> [TerminalEvent] {
    let numbers = report.map { Int($0) - 32 }
    guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }), numbers[1] > 0, numbers[2] > 0 else { return [] }
    let isRelease = numbers[0] & 0b1100_0011 == 3
    let button = isRelease ? numbers[0] & ~3 : numbers[0]
    return event(button: button, isRelease: isRelease, x: numbers[1] - 1, y: numbers[2] - 1)
  }

  /// A parameter of a sequence; anything odd is 0, anything huge is large enough.
  static func number(_ digits: ArraySlice<UInt8>) -> Int {
    guard digits.count <= 6, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return 0 }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func event(button: Int, isRelease: Bool, x: Int, y: Int) -> [TerminalEvent] {
    // Shift, Alt and Control make no difference.
    let kind: MouseEvent.Kind
    switch button & ~0b1_1100 {
    case 0: kind = isRelease ? .release : .press
    case 32: kind = .drag
    case 64 where !isRelease: kind = .wheelUp
    case 65 where !isRelease: kind = .wheelDown
    default: return []
    }
    return [.mouse(MouseEvent(kind: kind, x: x, y: y))]
  }
}
