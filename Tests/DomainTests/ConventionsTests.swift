import Domain
import Testing

/// How numbers are written and read, and which conventions have a name.
@Suite struct ConventionsTests {
  @Test(arguments: [
    ([3], "1234567", "1.234.567"), ([3, 2], "1234567", "12.34.567"), ([3], "123", "123"), ([4], "1234567", "123.4567"),
    ([], "1234567", "1234567"), ([3], "", ""),
  ])
  func digitsAreGrouped(_ groups: [Int], _ digits: String, _ text: String) {
    #expect(NumberStyle(groupMark: ".", groups: groups).grouped(digits) == text)
  }

  @Test(arguments: [
    ("1.234,5", "1234.5"), ("1.234", "1234"), ("1234,5", "1234.5"), ("12", "12"), ("1.5", nil), ("1.23.456", nil),
    ("1,2,3", nil), ("1,", nil), (",5", nil), ("", nil), ("1.234a", nil), ("-1", nil), ("\u{661}", nil),
  ])
  func onlyWhatIsWrittenSoIsRead(_ typed: String, _ plain: String?) {
    #expect(NumberStyle(decimalMark: ",", groupMark: ".").plain(typed) == plain)
  }

  @Test func localesHaveNames() {
    #expect(Conventions(named: "de_DE.UTF-8") == Conventions(named: "de_DE"))
    #expect(Conventions(named: "de-DE@euro") == Conventions(named: "de_DE"))
    #expect(Conventions(named: "C") == .plain)
    #expect(Conventions(named: "tlh_QO") == nil)
    #expect(Set(Conventions.names).count == Conventions.names.count)
  }

  @Test(arguments: Conventions.names)
  func noLocaleIsAmbiguous(_ name: String) throws {
    let conventions = try #require(Conventions(named: name))
    #expect(conventions.numbers.decimalMark != conventions.numbers.groupMark)
    #expect(conventions.dates.week.sorted() == Array(1...7))
    #expect(
      [conventions.inASCII.numbers.groupMark, conventions.inASCII.money.symbol].allSatisfy {
        $0.utf8.allSatisfy { $0 < 0x80 }
      })
  }
}
