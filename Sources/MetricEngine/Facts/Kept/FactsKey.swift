import Domain

extension Engine {
  /// What the prepared facts are made of beside the rows: their own layout, the process in all its versions, hours and
  /// limits, and what the zones of the calendars are on this machine. Equal keys mean equal facts.
  public var factsKey: [UInt64] {
    var digest = FactsDigest()
    digest.add(profile.process)
    digest.add(profile.processVersions.count)
    for version in profile.processVersions { digest.add(version) }
    digest.add(profile.hours)
    for calendar in profile.calendars {
      digest.add(calendar.name)
      digest.add(calendar.hours)
    }
    digest.add(profile.calendarOf.map { "\($0.key)=\($0.value)" }.sorted())
    digest.add(profile.responseLimits.map { "\($0.key)=\($0.value)" }.sorted())
    digest.add(profile.responseLimit)
    for calendar in leadCalendars(asOf: .unknown).all { digest.add(calendar) }
    return [PreparedFacts.layout, digest.value]
  }
}

extension PreparedFacts {
  /// Counts up whenever the facts mean something else or lie in another order.
  static let layout: UInt64 = 4
}

/// FNV-1a over plain values, texts with their length.
private struct FactsDigest {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    for _ in 0..<8 {
      add(byte: UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    for byte in text.utf8 { add(byte: byte) }
  }

  mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }

  mutating func add(_ process: SalesProcess) {
    add(process.stages)
    add(process.won)
    add(process.lost)
  }

  mutating func add(_ version: DatedProcess) {
    add(version.from.map(\.daysSinceEpoch) ?? .min)
    add(version.pipeline.map { [$0] } ?? [])
    add(version.process)
    add(version.optional)
    add(version.customerFacing)
    add(version.jumps.count)
    for jump in version.jumps { add(jump) }
  }

  mutating func add(_ hours: BusinessHours) {
    add(hours.timeZone)
    for weekday in 1...7 {
      let spans = hours.spans(weekday: weekday)
      add(spans.count)
      for span in spans {
        add(span.opensAt)
        add(span.closesAt)
      }
    }
    add(hours.holidays.count)
    for day in hours.holidays { add(day.daysSinceEpoch) }
  }

  /// The rules of a zone may be others on another day.
  mutating func add(_ calendar: BusinessCalendar) {
    add(Int(calendar.from.seconds))
    add(Int(calendar.through.seconds))
    calendar.offsets.forEachChange { start, offset in
      add(Int(start))
      add(Int(offset))
    }
  }

  private mutating func add(byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
