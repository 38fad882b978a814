/// The names of a data set and those of a change in one vocabulary each: codes there were stay what they are, those of
/// the change are translated.
struct VocabularyMerge {
  private(set) var vocabularies: [Dimension: Vocabulary]
  private var translations: [Dimension: [Code]] = [:]

  init(_ base: Dataset, _ rows: Dataset) {
    vocabularies = base.vocabularies
    for dimension in Dimension.allCases {
      var vocabulary = base.vocabulary(dimension)
      let known = vocabulary.count
      translations[dimension] = vocabulary.adopt(rows.vocabulary(dimension))
      if vocabulary.count > known { vocabularies[dimension] = vocabulary }
    }
  }

  /// Codes of the change as codes of the whole.
  func translated(_ codes: Series<Code>, _ dimension: Dimension) -> Series<Code> {
    codes.translated(by: translations[dimension] ?? [])
  }

  /// What a recorded change of a field holds, where that is a code.
  func translated(_ value: Int64, of field: ChangedField) -> Int64 {
    guard let dimension = field.dimension, let table = translations[dimension],
      let place = Int(exactly: value), table.indices.contains(place)
    else { return value }
    return Int64(table[place])
  }
}

extension Vocabulary {
  /// Takes over the names of another one; gives its codes in this one.
  mutating func adopt(_ other: Vocabulary) -> [Code] {
    other.names.map { name in find(name) ?? code(for: name) }
  }
}

extension Series<Code> {
  func translated(by table: [Code]) -> Series<Code> { Series(map { table[Int($0)] }) }
}
