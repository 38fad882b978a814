/// Column headers reduced to what they say, so that `Deal - Title`, `deal_title` and `DealTitle` are one name.
public enum HeaderName {
  /// Letters and digits in lower case, nothing else.
  public static func key(_ header: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in header.unicodeScalars {
      if scalar.value < 128 {
        let byte = UInt8(scalar.value)
        if byte.isLetter || byte.isDigit { key.append(Unicode.Scalar(byte.lowercase)) }
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        key.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(key)
  }

  /// The key, then the keys without leading nouns that only say which table it is: `Deal - Deal created` gives
  /// `dealdealcreated`, `dealcreated`, `created`.
  static func keys(_ header: String, nouns: Set<String>) -> [String] {
    var words = words(header)
    var keys = [key(header)]
    while words.count > 1, nouns.contains(words[0]) {
      words.removeFirst()
      keys.append(words.joined())
    }
    return keys
  }

  /// The words of a header in lower case; a capital after a small letter begins a word.
  static func words(_ header: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previous: Character = " "
    for character in header {
      let begins = character.isUppercase && previous.isLowercase
      if begins || !(character.isLetter || character.isNumber), !word.isEmpty {
        words.append(word)
        word = ""
      }
      if character.isLetter || character.isNumber { word += character.lowercased() }
      previous = character
    }
    return word.isEmpty ? words : words + [word]
  }
}
