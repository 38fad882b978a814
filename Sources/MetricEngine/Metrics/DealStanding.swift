import Domain

extension OpportunityTable {
  /// How an opportunity stands at an instant: open until its closing has come, whatever became of it later;
  /// what was closed without being won was lost.
  @inline(__always) func standing(_ row: Int, asOf: Instant) -> Outcome {
    closedAt[row] > asOf ? .open : outcome[row] == .won ? .won : .lost
  }

  /// Seconds from creation to closing, or to `asOf` while open; nil where either end is not dated.
  @inline(__always) func lifetime(_ row: Int, standing: Outcome, asOf: Instant) -> Int64? {
    let end = standing == .open ? asOf : closedAt[row]
    guard createdAt[row].isKnown, end.isKnown else { return nil }
    return end.seconds &- createdAt[row].seconds
  }
}

extension Instant {
  /// Days from an earlier instant to this one; nil if either is not dated.
  func days(since earlier: Instant) -> Double? {
    guard isKnown, earlier.isKnown else { return nil }
    return Double(seconds &- earlier.seconds) / Double(Instant.day)
  }
}
