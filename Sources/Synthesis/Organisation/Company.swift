/// A customer company: all there is to know of it follows from its key and the seed.
struct CompanyKey: Hashable, Sendable {
  var region: Int
  var segment: Int
  var index: Int

  /// `C2100042`: region, segment, number.
  var id: String { "C\(region + 1)\(segment + 1)" + digits(index + 1, width: 5) }
}

/// The invented face of a ``CompanyKey``.
struct Company: Sendable {
  var name: String
  var place: Place

  init(_ key: CompanyKey, seed: UInt64) {
    let number = (UInt64(key.region) << 40) | (UInt64(key.segment) << 32) | UInt64(key.index)
    var chance = Chance(seed: seed &+ 0x0043_4f4d_5041_4e59, stream: number)
    place = chance.pick(Geography.places[key.region])
    let isEastAsian = place.country == "Japan" || place.country == "South Korea"
    name = Naming.company(at: place, isEastAsian: isEastAsian, &chance)
  }
}

/// A number with leading zeros.
func digits(_ number: Int, width: Int) -> String {
  let text = String(number)
  return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
}
