import Domain
import Foundation
import MetricEngine

/// Filters as a person types them: numbers as the screen shows them.
enum FilterInput {
  /// The filter with its numbers as ``FilterParser`` and what is kept for the next start have them:
  /// `amount>1.234,5k` of somebody who writes so is `amount>1234.5k`. What is no number stays as it is.
  static func plain(_ text: String) -> String {
    var result = ""
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character.isWhitespace, !isQuoted {
        result += plain(word: word) + String(character)
        word = ""
      } else {
        word.append(character)
      }
    }
    return result + plain(word: word)
  }

  private static func plain(word: String) -> String {
    guard let sign = word.lastIndex(where: { ":=<>".contains($0) }) else { return word }
    let column = word.prefix { !":=<>".contains($0) }.lowercased()
    guard FilterParser.numberColumns.contains(column) else { return word }
    let value = word[word.index(after: sign)...]
    let number = value.filter { $0 != "\"" }.prefix { !$0.isLetter }.trimmingCharacters(in: .whitespaces)
    guard let plain = Conventions.shown.numbers.plain(number) else { return word }
    return word[...sign] + plain + value.filter(\.isLetter)
  }
}
