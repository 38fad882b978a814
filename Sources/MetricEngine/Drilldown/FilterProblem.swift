/// What cannot be understood in a word of a filter. Its words are found where it is shown.
public enum FilterProblem: Error, Sendable, Hashable {
  /// Nothing stands behind the sign of a column.
  case noValue(column: String, sign: String)
  /// No row has this name, perhaps another one was meant.
  case unknownName(column: String, name: String, near: String?)
  /// There is no such column, perhaps another one was meant.
  case unknownColumn(String, near: String?)
  /// A column of names cannot be compared with a limit.
  case name(column: String, value: String)
  /// Not how a deal may stand.
  case status(String)
  /// Not an amount of money.
  case amount(String)
  /// Not a date or a stretch of time.
  case date(String)
  /// Not a whole number.
  case count(column: String, value: String)
  /// Not a length of working time.
  case workingTime(String)
  /// Not a number of days.
  case days(String)
}
