/// What of a lead or an opportunity the store has seen change.
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

extension ChangedField {
  /// The field that holds codes of a dimension; nil where no change of one is recorded.
  public init?(of dimension: Dimension) {
    guard let field = Self.allCases.first(where: { $0.dimension == dimension }) else { return nil }
    self = field
  }

  /// The dimension whose codes the field holds; nil for amounts and instants.
  public var dimension: Dimension? {
    switch self {
    case .amount, .expectedCloseOn, .nextStepAt: nil
    case .rep: .rep
    case .team: .team
    case .manager: .manager
    case .region: .region
    case .segment: .segment
    case .stage: .stage
    }
  }
}

/// Changes of fields of leads or of opportunities, by row and within each by time. Empty where every row came once.
///
/// The value of a field at an instant is the `old` of its first change after it, else what the row holds now.
public struct ChangeTable: Sendable, Equatable {
  /// Row of the lead or opportunity.
  public var row: Series<Int32> = []
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
  public var count: Int { row.count }

  /// Adds a change behind all others.
  public mutating func append(row: Int32, _ field: ChangedField, at: Instant, old: Int64, new: Int64) {
    self.row.append(row)
    self.field.append(field)
    self.at.append(at)
    self.old.append(old)
    self.new.append(new)
  }

  /// Rows that tell of one lead or opportunity, in order of time.
  public func rows(of row: Int) -> Range<Int> { rows(of: row..<row + 1) }

  /// Rows that tell of a run of them.
  func rows(of rows: Range<Int>) -> Range<Int> {
    let start = row.firstRow { Int($0) >= rows.lowerBound }
    return start..<row.firstRow(from: start) { Int($0) >= rows.upperBound }
  }

  /// What a field of a row held at a moment.
  /// - Parameters:
  ///   - isLater: true for instants after that moment.
  ///   - now: what it holds after all changes.
  public func value(of wanted: ChangedField, row: Int, before isLater: (Instant) -> Bool, now: Int64) -> Int64 {
    rows(of: row).first { field[$0] == wanted && isLater(at[$0]) }.map { old[$0] } ?? now
  }

  /// What a field of a row held at an instant.
  /// - Parameter now: what it holds after all changes.
  public func value(of wanted: ChangedField, row: Int, at instant: Instant, now: Int64) -> Int64 {
    value(of: wanted, row: row, before: { $0 > instant }, now: now)
  }
}
