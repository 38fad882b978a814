import Domain

/// What stands behind most of a breach: the element of a dimension that holds more of the items, or of the change, than
/// its size explains (statistics.md section 4).
public struct Cause: Sendable, Equatable, Codable {
  /// What `part` is a part of.
  public enum Kind: String, Sendable, Codable {
    /// Of a change since the window before.
    case change
    /// Of the items that a rule about single leads or opportunities found.
    case items
  }

  /// A part of the change, or of the items.
  public var kind: Kind
  /// What the rows are told apart by.
  public var dimension: Dimension
  /// Its name; empty for rows without one.
  public var element: String
  /// Which part of the change or of the items it holds, 0 to 1 (more where others moved the other way).
  public var part: Double
  /// Rows or items of the element now.
  public var count: Int
  /// All items; of a change all rows now.
  public var total: Int
  /// The element's own figure before and now, where it has one.
  public var before: Double?
  /// The element's own figure now.
  public var now: Double?
  /// The element of another dimension that holds most of it in turn, one level deeper.
  public var within: Deeper?

  /// One level deeper.
  public struct Deeper: Sendable, Equatable, Codable {
    /// What the rows are told apart by.
    public var dimension: Dimension
    /// Its name.
    public var element: String
    /// Which part of the element's own change or items it holds.
    public var part: Double
  }
}
