/// Logarithm and exponential from the four operations alone.
///
/// A system's own `log` and `exp` may differ in their last bit from machine to machine, and one bit is enough to
/// move an event by a second. These give the same bits wherever IEEE arithmetic does.
enum PortableMath {
  private static let ln2High = 0x1.62e42fefa3800p-1
  private static let ln2Low = 0x1.ef35793c76730p-45

  /// Natural logarithm of a positive, finite number, to about one unit in the last place.
  static func log(_ x: Double) -> Double {
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.414_213_562_373_095 {
      mantissa /= 2
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    var power = s
    var sum = 0.0
    var odd = 1.0
    for _ in 0..<13 {
      sum += power / odd
      power *= square
      odd += 2
    }
    return 2 * sum + exponent * ln2Low + exponent * ln2High
  }

  /// e to the power of x, for x between -700 and 700.
  static func exp(_ x: Double) -> Double {
    let halvings = (x / (ln2High + ln2Low)).rounded()
    let rest = (x - halvings * ln2High) - halvings * ln2Low
    var sum = 1.0
    for index in stride(from: 16.0, through: 1.0, by: -1.0) { sum = 1 + rest * sum / index }
    return Double(sign: .plus, exponent: Int(halvings), significand: sum)
  }

  /// A positive number to any power.
  static func pow(_ base: Double, _ exponent: Double) -> Double { exp(exponent * log(base)) }

  /// The logistic function: log odds to probability.
  static func probability(logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
}
