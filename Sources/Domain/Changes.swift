/// What of an opportunity the store has seen change.
public enum ChangedField: UInt8, Sendable, Codable, CaseIterable, BitwiseCopyable {
  /// Hundredths, or ``Money/none``.
  case amount
  /// Seconds of an ``Instant``; ``Instant/never`` if there was none.
  case expectedCloseOn
  /// Seconds of an ``Instant``; ``Instant/never`` if there was none.
  case nextStepAt
  /// A ``Code`` of the dimension.
  case rep
  /// A ``Code`` of the dimension: that of the row, else that of its rep.
  case team
  /// A ``Code`` of the dimension: that of the rep.
  case manager
  /// A ``Code`` of the dimension: that of the row, else that of its rep.
  case region
  /// A ``Code`` of the dimension: that of the row itself; 0 where the row said none.
  case segment
  /// A ``Code`` of the stages.
  case stage
}

/// Changes of fields of opportunities, by row and within each by time. Empty where every row came once.
///
/// The value of a field at an instant is the `old` of its first change after it, else what the opportunity holds now.
public struct ChangeTable: Sendable, Equatable {
  /// Row of the opportunity.
  public var opportunity: Series<Int32> = []
  /// What changed.
  public var field: Series<ChangedField> = []
  /// When, as the source dates its new version; where it does not, when the store learned of it.
  public var at: Series<Instant> = []
  /// Before; what the number means depends on the field.
  public var old: Series<Int64> = []
  /// After.
  public var new: Series<Int64> = []

  /// No rows.
  public init() {}
  /// Rows.
  public var count: Int { opportunity.count }

  /// Rows that tell of an opportunity, in order of time.
  public func rows(of row: Int) -> Range<Int> { rows(of: row..<row + 1) }

  /// Rows that tell of a run of opportunities.
  func rows(of rows: Range<Int>) -> Range<Int> {
    let start = opportunity.firstRow { Int($0) >= rows.lowerBound }
    return start..<opportunity.firstRow(from: start) { Int($0) >= rows.upperBound }
  }

  /// What a field of an opportunity held at an instant.
  /// - Parameter now: what it holds after all changes.
  public func value(of wanted: ChangedField, opportunity row: Int, at instant: Instant, now: Int64) -> Int64 {
    rows(of: row).first { field[$0] == wanted && at[$0] > instant }.map { old[$0] } ?? now
  }
}
