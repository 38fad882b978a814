/// Invents names of people and companies.
enum Naming {
  /// A person's full name.
  static func person(_ chance: inout Chance) -> String {
    if chance.happens(0.012) { return chance.pick(WordLists.wholeNames) }
    return "\(chance.pick(WordLists.firstNames)) \(chance.pick(WordLists.lastNames))"
  }

  /// A company at a place: `Kestrel Logistics GmbH`, `Rowan & Vogel Ltd`.
  static func company(at place: Place, isEastAsian: Bool, _ chance: inout Chance) -> String {
    if isEastAsian && chance.happens(0.04) { return chance.pick(WordLists.eastAsianCompanies) }
    let stem = chance.pick(WordLists.companyStems)
    let form = chance.pick(place.legalForms)
    switch chance.uniform() {
    case ..<0.12: return "\(stem) & \(chance.pick(WordLists.lastNames)) \(form)"
    case ..<0.20: return "\(stem) \(form)"
    default: return "\(stem) \(chance.pick(WordLists.companyTrades)) \(form)"
    }
  }

  /// An address under the reserved domain `.example`, which nobody can own.
  static func email(person: String, company: String) -> String {
    let user = person.split(separator: " ").map { plain($0) }.filter { !$0.isEmpty }.joined(separator: ".")
    let host = company.split(separator: " ").prefix(2).map { plain($0) }.filter { !$0.isEmpty }.joined(separator: "-")
    return "\(user.isEmpty ? "info" : user)@\(host.isEmpty ? "office" : host).example"
  }

  /// Lower-case ASCII letters of a word; accents are dropped, other scripts vanish.
  private static func plain(_ word: Substring) -> String {
    var text = ""
    for scalar in word.unicodeScalars {
      switch scalar.value {
      case 0x61...0x7a: text.unicodeScalars.append(scalar)
      case 0x41...0x5a: text.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
      default: text += folded[scalar] ?? ""
      }
    }
    return text
  }

  private static let folded: [Unicode.Scalar: String] = [
    "á": "a", "ã": "a", "ä": "ae", "Á": "a", "ą": "a", "ç": "c", "é": "e", "É": "e", "ë": "e", "ễ": "e", "í": "i",
    "ñ": "n", "ó": "o", "ö": "oe", "Ö": "oe", "ø": "o", "ü": "ue", "ú": "u",
  ]
}
