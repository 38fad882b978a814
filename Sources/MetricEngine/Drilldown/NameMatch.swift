import Domain

/// Which names somebody means who types one, whole or in part.
enum NameMatch {
  /// True for each of `names` that one of the typed ones means.
  static func mask(_ names: [String], typed: [String]) -> [Bool] {
    var wanted = [Bool](repeating: false, count: names.count)
    let folded = names.map { $0.lowercased() }
    for value in typed {
      for index in indices(of: value, inLowercase: folded) { wanted[index] = true }
    }
    return wanted
  }

  /// True if a typed name means any of `names`.
  static func isKnown(_ typed: String, among names: [String]) -> Bool {
    !indices(of: typed, inLowercase: names.map { $0.lowercased() }).isEmpty
  }

  /// The name that was probably meant by one that means none: by its whole spelling, else by that of a word in it.
  static func nearest(to typed: String, among names: [String]) -> String? {
    if let name = nearestName(to: typed, in: names) { return name }
    let words = names.flatMap { name in name.split(separator: " ").map { (word: String($0), name: name) } }
    let word = nearestName(to: typed, in: words.map(\.word))
    return words.first { $0.word == word }?.name
  }

  /// The whole name, ignoring case; if there is none such, names that begin with it or have a word that does.
  private static func indices(of typed: String, inLowercase names: [String]) -> [Int] {
    let wanted = typed.lowercased()
    let whole = names.indices.filter { names[$0] == wanted }
    if !whole.isEmpty || wanted.isEmpty { return whole }
    return names.indices.filter { hasWord(names[$0], beginningWith: wanted) }
  }

  private static func hasWord(_ name: String, beginningWith wanted: String) -> Bool {
    if name.hasPrefix(wanted) { return true }
    return name.indices.dropFirst().contains { start in
      let before = name[name.index(before: start)]
      return !before.isLetter && !before.isNumber && name[start...].hasPrefix(wanted)
    }
  }
}
