/// Names of days and months as they are shown, and in lower case as they are typed.
enum CalendarWords {
  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  /// From Monday.
  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  static let unknown = "unknown"

  static let longMonths = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  static let longWeekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  static let today = "today"
  static let tomorrow = "tomorrow"
  static let last = "last"
  static let days: Set = ["d", "day", "days"]
  static let weeks: Set = ["w", "week", "weeks"]
  /// What may stand before a day and says nothing more.
  static let prepositions: Set = ["in", "by", "until", "next"]
}
