import Domain

/// Gives out the columns of a mapped file in their order, where they lie.
struct ColumnReader: SeriesVisitor {
  let file: MappedFile
  private var next = 0

  init(_ file: MappedFile) { self.file = file }

  /// True if every column was asked for.
  var isAtEnd: Bool { next == file.sections.count }

  mutating func visit<Value: BitwiseCopyable & Sendable>(_ series: inout Series<Value>) throws(SeriesFault) {
    guard next < file.sections.count, let values = file.values(file.sections[next], as: Value.self) else {
      throw .unusable
    }
    next += 1
    series = Series(values, in: file)
  }
}
