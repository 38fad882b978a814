import Domain

/// Why a cell is no instant.
public enum TimeProblem: Error, Equatable, Sendable {
  case unreadable
  /// The calendar has no such date, or not in the order of day and month that the column follows.
  case noSuchDate
  /// Before 1900 or after 2200.
  case absurdYear
}

/// Reads the cells of one date column, once its order of day and month and its precision are known.
public struct TimeReader {
  /// Which of two numbers is the day.
  public var order: DateOrder
  /// True if no cell of the column has a time: dates stay dates, midnight UTC, whatever their zone.
  public var wholeDays: Bool
  private var local: LocalTime

  /// A reader for a column; `local` is the zone of times without offset.
  public init(order: DateOrder, wholeDays: Bool, local: LocalTime) {
    self.order = order
    self.wholeDays = wholeDays
    self.local = local
  }

  /// The instant that a cell without surrounding blanks names, floored to whole seconds, and the offset it
  /// carries (nil if none, or only `Z`).
  public mutating func read(_ bytes: Span<UInt8>) throws(TimeProblem) -> (instant: Instant, offset: Int?) {
    guard let written = WrittenTime(bytes) else { throw .unreadable }
    guard written.year >= 1900, written.year <= 2200 else { throw .absurdYear }
    guard let date = written.date(order) else { throw .noSuchDate }
    let offset = written.isZulu ? nil : written.offset
    guard let secondOfDay = written.secondOfDay, !wholeDays else { return (date.midnightUTC, offset) }
    let localSeconds = date.midnightUTC.seconds + Int64(secondOfDay)
    if let east = written.offset { return (Instant(localSeconds - Int64(east)), offset) }
    return (local.instant(localSeconds: localSeconds), nil)
  }
}
