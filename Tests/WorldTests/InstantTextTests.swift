import Domain
import Foundation
import Testing
import World

@Suite("Instants as people write them")
struct InstantTextTests {
  @Test(
    "with an offset the zone does not matter",
    arguments: [
      "2026-06-30T18:00:00Z", "2026-06-30T18:00Z", "2026-06-30 18:00:00z", "2026-06-30T20:00:00+02:00",
      "2026-06-30T12:30:00-05:30",
    ])
  func offsets(text: String) {
    #expect(InstantText.parse(text, timeZone: "Asia/Tokyo")?.isoText == "2026-06-30T18:00:00Z")
  }

  @Test(
    "without one it is read in the zone",
    arguments: [
      ("2026-01-15T12:00:00", "Europe/Berlin", "2026-01-15T11:00:00Z"),
      ("2026-07-15T12:00:00", "Europe/Berlin", "2026-07-15T10:00:00Z"),
      ("2026-07-15T12:00", "UTC+05:30", "2026-07-15T06:30:00Z"),
      ("2026-07-15 12:00", "UTC-03:00", "2026-07-15T15:00:00Z"),
      ("2026-07-15T12:00:00", "UTC", "2026-07-15T12:00:00Z"),
    ])
  func zones(text: String, zone: String, expected: String) {
    #expect(InstantText.parse(text, timeZone: zone)?.isoText == expected)
  }

  @Test(
    "a date alone is the last second of that day there",
    arguments: [
      ("2026-06-30", "UTC", "2026-06-30T23:59:59Z"),
      ("2026-03-29", "Europe/Berlin", "2026-03-29T21:59:59Z"),
      ("2026-03-28", "Europe/Berlin", "2026-03-28T22:59:59Z"),
      ("2026-10-25", "Europe/Berlin", "2026-10-25T22:59:59Z"),
      ("2024-02-29", "America/New_York", "2024-03-01T04:59:59Z"),
      ("2026-12-31", "Pacific/Auckland", "2026-12-31T10:59:59Z"),
    ])
  func dates(text: String, zone: String, expected: String) {
    #expect(InstantText.parse(text, timeZone: zone)?.isoText == expected)
  }

  @Test("an hour that comes twice is the first, one that is left out counts as if clocks had not been set")
  func changeOfClocks() {
    #expect(InstantText.parse("2026-10-25T02:30:00", timeZone: "Europe/Berlin")?.isoText == "2026-10-25T00:30:00Z")
    #expect(InstantText.parse("2026-03-29T02:30:00", timeZone: "Europe/Berlin")?.isoText == "2026-03-29T01:30:00Z")
  }

  @Test(
    "anything else is nothing",
    arguments: [
      "", "junk", "now", "2026-13-01", "2026-02-29", "2026-00-10", "2026-06-31", "26-06-30", "2026-6-30", "2026-06-30T",
      "2026-06-30T25:00:00", "2026-06-30T18:60:00", "2026-06-30T18", "2026-06-30T18:00:00Zjunk", "2026-06-30X18:00",
      "2026-06-30T18:00:00+99:00", "２０２６-06-30", "2026-06-30T18:00:00+0200", "-026-06-30", "2026-06-30T-1:00:00",
    ])
  func junk(text: String) {
    #expect(InstantText.parse(text, timeZone: "UTC") == nil)
  }

  @Test("in a zone that does not exist nothing can be read")
  func unknownZone() {
    #expect(InstantText.parse("2026-06-30", timeZone: "Mars/Olympus") == nil)
    #expect(InstantText.parse("2026-06-30T18:00:00Z", timeZone: "Mars/Olympus") == nil)
  }
}

@Suite("Names of time zones")
struct TimeZoneNameTests {
  @Test(
    "names of the database and fixed offsets are known",
    arguments: [
      ("UTC", 0), ("GMT", 0), ("Asia/Tokyo", 32_400), ("UTC+01:00", 3600), ("UTC-09:30", -34_200), ("UTC+00:00", 0),
      ("UTC+14:00", 50_400), ("Etc/GMT+5", -18_000),
    ])
  func known(name: String, offset: Int) {
    #expect(TimeZone(dealtopName: name)?.secondsFromGMT() == offset)
  }

  @Test(
    "what looks like a zone but is none is refused",
    arguments: [
      "", "UTC+1:30", "UTC+ab:cd", "UTC01:00", "UTC*01:00", "UTC+01:60", "UTC+-1:30", "UTC+99:99", "UTC+01:00:00",
      "UTC+0130", "GMT+1", "Mars/Olympus", "../../etc/passwd", "UTC+０１:００",
    ])
  func unknown(name: String) {
    #expect(TimeZone(dealtopName: name) == nil)
  }

  @Test("the name of any zone is understood again")
  func ownName() throws {
    for zone in [
      TimeZone.current, try #require(TimeZone(secondsFromGMT: -12_600)), try #require(TimeZone(secondsFromGMT: 0)),
    ] {
      #expect(TimeZone(dealtopName: zone.dealtopName)?.secondsFromGMT() == zone.secondsFromGMT())
    }
  }

  @Test(
    "the locale says whether text is UTF-8",
    arguments: [
      (["LC_ALL": "C", "LANG": "de_DE.UTF-8"], false), (["LANG": "de_DE.utf8"], true), ([:], false),
      (["LC_ALL": "", "LC_CTYPE": "C.UTF-8"], true), (["LANG": "de_DE.UTF-8@euro"], true), (["LANG": "POSIX"], false),
    ])
  func locale(environment: [String: String], isUTF8: Bool) {
    let world = World(now: { Instant(0) }, random: { 0 }, environment: environment, localTimeZone: "UTC")
    #expect(world.isUTF8 == isUTF8)
  }
}
