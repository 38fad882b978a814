import Ingest
import Testing

private func hundredths(_ text: String, _ mark: DecimalMark = .point) throws -> Int64 {
  let bytes = Array(text.utf8)
  return try AmountReader(mark: mark).read(bytes.span).hundredths
}

private func currency(_ text: String, _ mark: DecimalMark = .point) throws -> String {
  let bytes = Array(text.utf8)
  let read = try AmountReader(mark: mark).read(bytes.span)
  return CurrencyMarks.name(bytes.span, read.currency)
}

@Suite("Amounts as cells spell them")
struct AmountTests {
  @Test(arguments: [
    ("0", 0), ("1054", 105_400), ("125357.10", 12_535_710), ("125357.1", 12_535_710), ("-5", -500), ("5-", -500),
    ("(1,200)", -120_000), ("$12,400.00", 1_240_000), ("-$1,200.50", -120_050), ("$-1,200.50", -120_050),
    ("($99.00)", -9900), ("USD 100", 10_000), ("100 USD", 10_000), ("1 234 567.89", 123_456_789),
    ("1'234.50", 123_450), ("1\u{A0}234.50", 123_450), ("1\u{202F}234", 123_400), ("12,34,567.00", 123_456_700),
    (".5", 50), ("0.005", 1), ("0.004", 0), ("-0.005", -1), ("1.999", 200), ("+7.5", 750), ("\u{2212}3", -300),
    ("0.1234567890123456789012345678", 12),
  ])
  func understandsDecimalPoints(cell: String, expected: Int64) throws {
    #expect(try hundredths(cell) == expected)
  }

  @Test(arguments: [
    ("1.234,56 €", 123_456), ("1.234", 123_400), ("12,5", 1250), ("€ 1.000.000", 100_000_000), ("-7,05", -705),
    ("1 234,56 zł", 123_456),
  ])
  func understandsDecimalCommas(cell: String, expected: Int64) throws {
    #expect(try hundredths(cell, .comma) == expected)
  }

  @Test(arguments: ["", "n/a", "12k", "1.2.3,4,5", "12 apples", "--", "$", "1/2", "75%", "1:30", "(5", "0x1F", "五"])
  func refusesWhatIsNoAmount(cell: String) {
    #expect(throws: AmountProblem.self) { try hundredths(cell) }
  }

  @Test func refusesGroupsThatDoNotFitTheColumn() {
    #expect(throws: AmountProblem.otherDecimalMark) { try hundredths("12,5") }
    #expect(throws: AmountProblem.otherDecimalMark) { try hundredths("1.5", .comma) }
    #expect(throws: AmountProblem.otherDecimalMark) { try hundredths("1.234,56") }
  }

  @Test func refusesWhatNoAccountHolds() {
    #expect(throws: AmountProblem.tooLarge) { try hundredths("99999999999999999999") }
  }

  @Test(arguments: [
    ("€5", "EUR"), ("5 EUR", "EUR"), ("usd 5", "USD"), ("US$5", "USD"), ("£5", "GBP"), ("$5", "$"), ("¥5", "¥"),
    ("5", ""), ("R$ 5", "BRL"), ("5 kr", "kr"),
  ])
  func namesTheCurrency(cell: String, expected: String) throws {
    #expect(try currency(cell) == expected)
  }

  @Test(arguments: [("75%", 75.0), ("0.75", 0.75), ("1e+06", 1_000_000), ("-2.5E-1", -0.25), ("1,000", 1000)])
  func readsNumbers(cell: String, expected: Double) throws {
    let bytes = Array(cell.utf8)
    #expect(try AmountReader(mark: .point).number(bytes.span) == expected)
  }
}

@Suite("What a whole column of amounts tells")
struct AmountColumnTests {
  private func mark(_ cells: [String], semicolons: Bool = false) -> DecimalMark? {
    var survey = AmountColumnSurvey()
    for cell in cells {
      let bytes = Array(cell.utf8)
      survey.add(bytes.span)
    }
    return survey.mark(semicolons: semicolons)
  }

  @Test func cellsWithOneReadingDecide() {
    #expect(mark(["1,234", "1,234.56"]) == .point)
    #expect(mark(["1.234", "1.234,56"]) == .comma)
    #expect(mark(["1.234", "1.234.567"]) == .comma)
    #expect(mark(["1.234", "0.5"]) == .point)
    #expect(mark(["1.234", "1234.500"]) == .point)
    #expect(mark(["100", "200"]) == .point)
  }

  @Test func cellsOfBothKindsLeaveItOpen() {
    #expect(mark(["1,5", "1.5"]) == nil)
  }

  @Test func groupsOfThreeAreThousandsWhereTheDelimiterSaysSo() {
    #expect(mark(["1,234"]) == .point)
    #expect(mark(["1.234"], semicolons: true) == .comma)
    #expect(mark(["1.234"]) == nil)
    #expect(mark(["1,234"], semicolons: true) == nil)
  }
}
