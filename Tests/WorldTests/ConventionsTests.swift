import Domain
import Foundation
import Testing
import World

/// Which conventions an environment asks for.
@Suite struct ConventionsTests {
  private func conventions(_ environment: [String: String]) -> Conventions {
    World(now: { Instant(0) }, random: { 0 }, environment: environment, localTimeZone: "UTC").conventions
  }

  @Test(arguments: [[:], ["LANG": "C.UTF-8"], ["LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"], ["LANG": "xx_XX.UTF-8"]])
  func whoHasNoCountryGetsThePlainOnes(_ environment: [String: String]) {
    #expect(conventions(environment) == .plain)
  }

  @Test func eachPartMayBeOfAnotherCountry() throws {
    let mixed = conventions(["LANG": "en_US.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "LC_TIME": "sv_SE.UTF-8"])
    #expect(mixed.numbers == NumberStyle(decimalMark: ",", groupMark: "."))
    #expect(mixed.money == MoneyStyle(currency: "USD", symbol: "$", isBefore: true, isSpaced: false))
    #expect(mixed.dates == DateStyle(order: .yearMonthDay))
    #expect(conventions(["LANG": "en_US", "LC_ALL": "de_DE.UTF-8"]) == Conventions(named: "de_DE"))
  }

  @Test(arguments: Conventions.names.dropFirst())
  func theCLibrarySaysWhatTheTableSays(_ name: String) throws {
    guard let locale = newlocale(LC_NUMERIC_MASK, "\(name).UTF-8", nil) else { return }
    freelocale(locale)
    #expect(conventions(["LC_ALL": "\(name).UTF-8"]) == Conventions(named: name))
  }

  @Test func numbersOfTheProcessAreWrittenAsBefore() {
    _ = conventions(["LC_ALL": "de_DE.UTF-8"])
    #expect(String(format: "%.1f", 0.5) == "0.5" && strtod("0.5", nil) == 0.5)
  }
}
