import Domain

/// What became different between two instants. A deal may be in several kinds: new and won, pushed and cut.
public struct Changes: Sendable, Equatable {
  /// Not in it any more.
  public var from: Instant
  /// The last instant in it.
  public var to: Instant
  /// Closed as won within it; the new value is the day of it.
  public var won = ChangeGroup()
  /// Closed as lost within it; the new value is the day of it.
  public var lost = ChangeGroup()
  /// Created within it; the new value is the day of it.
  public var new = ChangeGroup()
  /// Open at both ends and expected to close later than before; nil where nobody recorded such changes.
  public var pushed: ChangeGroup?
  /// Open at both ends and expected to close earlier than before; nil where nobody recorded such changes.
  public var pulledIn: ChangeGroup?
  /// Open at both ends with another amount than before; the money is the sum of what was added and taken away. Nil
  /// where nobody recorded such changes.
  public var amountChanged: ChangeGroup?
  /// Open at both ends and in an earlier stage of the process than before; nil without a history of stages.
  public var movedBack: ChangeGroup?
  /// Open at both ends and in a later stage than before: how many; nil without a history of stages.
  public var movedForward: Int?
  /// Quiet at the end and not at the start: the old value is the last activity (or the creation), the new one when the
  /// limit was passed. Nil without activities.
  public var goneQuiet: ChangeGroup?
  /// Leads that came in.
  public var leadsCreated = 0
  /// Leads answered for the first time; nil where the data cannot say.
  public var leadsAnswered: Int?
  /// Leads that qualified; nil where the data cannot say.
  public var leadsQualified: Int?

  /// Nothing changed.
  public init(from: Instant, to: Instant) {
    self.from = from
    self.to = to
  }
}

/// Opportunities that changed in one way.
public struct ChangeGroup: Sendable, Equatable {
  /// How many.
  public var count: Int { rows.count }
  /// Their money, by currency.
  public var money: MoneyByCurrency
  /// Each of them, most money first.
  public var rows: [ChangeRow]

  /// A group of these.
  public init(money: MoneyByCurrency = MoneyByCurrency(), rows: [ChangeRow] = []) {
    self.money = money
    self.rows = rows
  }
}

/// One opportunity that changed.
public struct ChangeRow: Sendable, Equatable {
  /// Row of the opportunity.
  public var row: Int32
  /// What it was before; nil where there was nothing.
  public var old: ChangeValue?
  /// What it is at the end; nil where there is nothing.
  public var new: ChangeValue?

  /// One change.
  public init(row: Int32, old: ChangeValue? = nil, new: ChangeValue? = nil) {
    self.row = row
    self.old = old
    self.new = new
  }
}

/// A value that changed.
public enum ChangeValue: Sendable, Equatable {
  case date(Instant)
  case amount(Money)
  /// The name of a stage or a person as the source has it.
  case name(String)
}
