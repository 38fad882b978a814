import Foundation
import Reporting
import Testing

@Suite("JSON")
struct JSONValueTests {
  /// What a reader of JSON makes of a text.
  private func read(_ value: JSONValue) throws -> String {
    let document = JSONValue.object([("text", value)]).text()
    let object = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: String]
    return try #require(object?["text"])
  }

  @Test(
    "every text comes out of a reader as it went in",
    arguments: [
      "", "plain", "quote \" backslash \\ slash /", "line\nbreak\r\ttab", "\u{0}\u{1}\u{1F}\u{7F}\u{85}\u{9B}",
      "Grüße 日本 👩‍👩‍👧",
      "\u{1B}[31mred\u{1B}]0;title\u{7}", "\u{202E}turned\u{2066}", "\u{2028}\u{2029}\u{FEFF}", "\u{E0041}",
    ])
  func texts(text: String) throws {
    #expect(try read(.string(text)) == text)
  }

  @Test("nothing that could steer a terminal is written as it is")
  func harmless() {
    let text = JSONValue.string("\u{1B}[31m\u{9B}\u{7F}\u{202E}\u{2066}\u{200F}\u{E0041}\n").text()
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F })
  }

  @Test("keys keep their order and are quoted")
  func order() {
    let value = JSONValue.object([("b", .int(1)), ("a", .bool(true)), ("\"", .null)])
    #expect(value.text() == "{\n  \"b\": 1,\n  \"a\": true,\n  \"\\\"\": null\n}")
  }

  @Test("no data is null, never 0 and never a word that JSON does not know")
  func numbers() {
    #expect(JSONValue.number(nil).text() == "null")
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(JSONValue.number(value).text() == "null")
      #expect(JSONValue.double(value).text() == "null")
    }
    #expect(JSONValue.number(0).text() == "0.0")
  }

  @Test(
    "numbers keep every digit", arguments: [0.1, 1.0 / 3, 1e-300, 1.7976931348623157e308, -2.5e16, 123_456_789.123])
  func digits(value: Double) throws {
    let text = JSONValue.array([.double(value)]).text()
    let list = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Double]
    #expect(list == [value])
  }

  @Test("empty lists and objects are short")
  func empty() {
    #expect(JSONValue.array([]).text() == "[]" && JSONValue.object([]).text() == "{}")
  }
}
