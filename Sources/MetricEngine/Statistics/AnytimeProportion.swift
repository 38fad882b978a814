import Foundation

/// One share against a target, however often it is looked at (statistics.md section 5).
public enum AnytimeProportion {
  /// ln B(k+1, n-k+1) - k·ln p0 - (n-k)·ln(1-p0): evidence against a true share of `target`, valid at every n.
  /// Nil without trials and for targets outside 0...1 (both excluded).
  public static func logE(_ successes: Int, of trials: Int, target: Double) -> Double? {
    guard trials > 0, (0...trials).contains(successes), target > 0, target < 1 else { return nil }
    let (k, rest) = (Double(successes), Double(trials - successes))
    let mixture = Special.logGamma(k + 1) + Special.logGamma(rest + 1) - Special.logGamma(Double(trials) + 2)
    return mixture - k * log(target) - rest * log1p(-target)
  }

  /// Does the evidence reach 20 to 1?
  public static func differs(_ successes: Int, of trials: Int, target: Double) -> Bool {
    (logE(successes, of: trials, target: target) ?? 0) >= log(20)
  }
}
