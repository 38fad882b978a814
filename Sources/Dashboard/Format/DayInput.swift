import Domain
import Foundation

/// Reads a day as a person types it: "yesterday", "Monday", "3 Nov", "Nov 3, 2026", "2026-11-03", "14 d"; numbers alone,
/// as in "3.11.2026", in the order of the conventions in force.
enum DayInput {
  /// Why a text is no day.
  struct Problem: Error, Equatable {
    var text: String
  }

  /// Which way an unfinished date is meant: "Tue" is the last one or the next one.
  enum Side { case past, future }

  static let example = InputWords.dayExample

  static func parse(_ text: String, today: CivilDate) -> Result<ChangesSince.Choice, Problem> {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init)
    let plain = words.joined(separator: " ")
    switch plain {
    case let typed where InputWords.lastLook.contains(typed): return .success(.lastLook)
    case InputWords.yesterday: return .success(.yesterday)
    case let typed where InputWords.lastMonday.contains(typed): return .success(.lastMonday)
    default: break
    }
    guard let day = date(words, plain, today, .past) else {
      return .failure(Problem(text: InputWords.noDay(text)))
    }
    guard day <= today else { return .failure(Problem(text: InputWords.toCome(day.iso))) }
    return .success(.day(day))
  }

  /// A day that is still to come, or today: "tomorrow", "Tue", "Tue 24 Nov", "2026-11-24", "3 d"; nil for anything
  /// else.
  static func comingDay(_ text: String, today: CivilDate) -> CivilDate? {
    var words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init)
    if let first = words.first, CalendarWords.prepositions.contains(first) { words.removeFirst() }
    if words == [CalendarWords.tomorrow] { return today.adding(days: 1) }
    let named = words.count > 2 ? weekday(Array(words.prefix(1))) : nil
    if named != nil { words.removeFirst() }
    guard let day = date(words, words.joined(separator: " "), today, .future), day >= today else { return nil }
    // A weekday that is not the date's own is a slip of one of them.
    return named.map { $0 == day.isoWeekday } ?? true ? day : nil
  }

  /// True if a text names days or months, or begins with a number, whether or not there is such a day.
  static func looksLikeDay(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard let first = words.first else { return false }
    let isNumber = first.allSatisfy { $0.isASCII && $0.isNumber }
    return isNumber || words == [CalendarWords.tomorrow] || words.count > 1 && (weekday([first]) ?? month(first)) != nil
  }

  private static func date(_ words: [String], _ plain: String, _ today: CivilDate, _ side: Side) -> CivilDate? {
    if plain == CalendarWords.today { return today }
    if let weekday = weekday(words) {
      return side == .past
        ? today.adding(days: -((today.isoWeekday - weekday + 6) % 7 + 1))
        : today.adding(days: (weekday - today.isoWeekday + 6) % 7 + 1)
    }
    if let days = days(plain) { return today.adding(days: side == .past ? -days : days) }
    let parts = plain.split(separator: "-").compactMap { Int($0) }
    if parts.count == 3, words.count == 1 { return real(parts[0], parts[1], parts[2]) }
    return numbered(words) ?? named(words, today, side)
  }

  /// "tue", "last tuesday".
  private static func weekday(_ words: [String]) -> Int? {
    guard let word = words.last, word.count >= 3, words.dropLast() == [] || words.dropLast() == [CalendarWords.last]
    else {
      return nil
    }
    return CalendarWords.longWeekdays.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }

  /// "14 d", "14d", "2 weeks".
  private static func days(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), (0...36_500).contains(number) else { return nil }
    switch text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces) {
    case let unit where CalendarWords.days.contains(unit): return number
    case let unit where CalendarWords.weeks.contains(unit): return number * 7
    default: return nil
    }
  }

  /// "3.11.2026", "11/3/2026".
  private static func numbered(_ words: [String]) -> CivilDate? {
    let numbers = words.compactMap { Int($0) }
    guard numbers.count == 3, words.count == 3 else { return nil }
    switch Conventions.shown.dates.order {
    case .dayMonthYear: return real(numbers[2], numbers[1], numbers[0])
    case .monthDayYear: return real(numbers[2], numbers[0], numbers[1])
    case .yearMonthDay: return real(numbers[0], numbers[1], numbers[2])
    }
  }

  /// "3 nov", "nov 3", "3 november 2026", "2026 nov 3"; without a year the latest that is not to come, or the next.
  private static func named(_ words: [String], _ today: CivilDate, _ side: Side) -> CivilDate? {
    if words.count == 3, words[0].count == 4, Int(words[0]) != nil {
      return named(Array(words.dropFirst() + words.prefix(1)), today, side)
    }
    guard (2...3).contains(words.count), let place = words.prefix(2).firstIndex(where: { month($0) != nil }),
      let month = month(words[place]), let day = Int(words[1 - place])
    else { return nil }
    if words.count == 3 { return Int(words[2]).flatMap { real($0, month, day) } }
    let thisYear = real(today.year, month, day)
    switch side {
    case .past: return thisYear.flatMap { $0 <= today ? $0 : nil } ?? real(today.year - 1, month, day)
    case .future: return thisYear.flatMap { $0 >= today ? $0 : nil } ?? real(today.year + 1, month, day)
    }
  }

  private static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    return CalendarWords.longMonths.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }

  /// The date, if there is such a day.
  private static func real(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    return date.adding(days: 0) == date ? date : nil
  }
}
