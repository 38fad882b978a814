import Domain
import Testing

@Suite("Columns")
struct ColumnTests {
  @Test("a name gets one code however often it comes, the empty name is 0")
  func vocabulary() {
    var names = Vocabulary()
    let ann = names.code(for: "Ann")
    let bob = names.code(for: "Bob")
    #expect(names.code(for: "Ann") == ann && ann != bob)
    #expect(names.code(for: "") == 0 && names[0].isEmpty)
    #expect(names.find("Bob") == bob && names.find("bob") == nil)
    #expect(names.names == ["", "Ann", "Bob"] && names.count == 3)
  }

  @Test("a vocabulary read back gives the codes it was kept with, short or long", arguments: [10, 5000])
  func restored(count: Int) throws {
    let kept = Vocabulary(names: (1...count).map { "rep\($0)" })
    var restored = Vocabulary(restoring: kept.texts)
    #expect(restored == kept)
    #expect(restored.find("rep\(count)") == Code(count) && restored.find("nobody") == nil)
    #expect(restored.code(for: "rep7") == 7)
    #expect(restored.code(for: "new") == Code(count + 1))
    #expect(restored.find("new") == Code(count + 1))
  }

  @Test("strings come out of a column as they went in")
  func texts() {
    let texts = ["", "Grüße", "a\u{0}b", "日本", "", "👩‍👩‍👧"]
    var column = TextColumn(texts)
    #expect((0..<column.count).map { column[$0] } == texts)
    #expect(column.isEmpty(at: 0) && !column.isEmpty(at: 1) && column.isEmpty(at: 4))
    column.append(utf8: Array("later".utf8))
    Array("last".utf8).withUnsafeBufferPointer { column.append(utf8: $0) }
    #expect(column[6] == "later" && column[7] == "last" && column.count == 8)
    #expect(TextColumn(bytes: column.bytes, ends: column.ends) == column)
  }

  @Test("bytes that are no text are replaced and do not end the program")
  func brokenText() {
    var column = TextColumn()
    column.append(utf8: [0x61, 0xFF, 0x62])
    #expect(column[0] == "a\u{FFFD}b")
  }

  @Test("money comes greatest first, equal sums by code")
  func money() {
    let sums = MoneyByCurrency([
      Money(hundredths: 5, currency: "EUR"), Money(hundredths: 9, currency: "USD"),
      Money(hundredths: 5, currency: "CHF"),
      Money(hundredths: -1, currency: "AUD"),
    ])
    #expect(sums.amounts.map(\.currency) == ["USD", "CHF", "EUR", "AUD"])
    #expect(MoneyByCurrency().isEmpty && !sums.isEmpty)
  }
}
