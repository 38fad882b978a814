import Domain

/// Which zone times come from that carry two offsets: one in winter, one in summer.
enum SummerTime {
  /// The zone whose clocks show exactly the two offsets of the data, an hour apart: the local one if it does, else a
  /// well-known one. Nil for any other data.
  static func zone(_ facts: DatasetFacts, localTimeZone: String) -> String? {
    let offsets = facts.offsets.filter { $0.value > 0 }.keys.sorted()
    guard offsets.count == 2, offsets[1] - offsets[0] == 3600 else { return nil }
    let end = facts.newestEvent.isKnown ? facts.newestEvent : Instant(0)
    let local = ZoneOffsets(zone: localTimeZone, from: end.adding(days: -364), through: end)
    if local.distinct == offsets.map(Int64.init) { return localTimeZone }
    return offsets[0] % 3600 == 0 ? zones[offsets[0] / 3600] : nil
  }

  /// By hours east of UTC in winter.
  private static let zones = [
    0: "Europe/Lisbon", 1: "Europe/Berlin", 2: "Europe/Athens", -5: "America/New_York", -6: "America/Chicago",
    -7: "America/Denver", -8: "America/Los_Angeles",
  ]
}
