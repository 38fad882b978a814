/// Sees the columns of a value one after another, to keep them somewhere or to fill them from there: one description
/// of a value serves both ways, so that they cannot differ.
public protocol SeriesVisitor {
  /// Keeps a column, or replaces it by the one kept.
  /// - Throws: ``SeriesFault`` if there is none such, or it cannot be kept.
  mutating func visit<Value: BitwiseCopyable & Sendable>(_ series: inout Series<Value>) throws(SeriesFault)
}

/// A value made of columns, which can be kept beside the rows it was made of and need not be made again.
public protocol SeriesVisitable {
  /// Shows all columns in a fixed order. Called on a value to be kept and on an empty one to be filled.
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault)
}

/// Columns that are not what they should be, or cannot be kept: they are made anew.
public enum SeriesFault: Error, Sendable { case unusable }

extension SeriesVisitor {
  /// A short list of plain values. A long one is better kept as a series, which is not copied.
  public mutating func visit<Value: BitwiseCopyable & Sendable>(_ values: inout [Value]) throws(SeriesFault) {
    var series = Series(values)
    try visit(&series)
    values = series.array
  }

  /// A single plain value.
  public mutating func visit<Value: BitwiseCopyable & Sendable>(_ value: inout Value) throws(SeriesFault) {
    var values = [value]
    try visit(&values)
    guard values.count == 1 else { throw .unusable }
    value = values[0]
  }

  /// Both parts of a text column, which must fit each other.
  public mutating func visit(_ column: inout TextColumn) throws(SeriesFault) {
    var (bytes, ends) = (column.bytes, column.ends)
    try visit(&bytes)
    try visit(&ends)
    guard Int(ends.last ?? 0) == bytes.count else { throw .unusable }
    column = TextColumn(bytes: bytes, ends: ends)
  }

  /// A short list of texts. These are taken apart at once, so every end is checked.
  public mutating func visit(_ texts: inout [String]) throws(SeriesFault) {
    var column = TextColumn(texts)
    try visit(&column)
    guard column.isWellFormed else { throw .unusable }
    texts = (0..<column.count).map { column[$0] }
  }

  /// The names of a vocabulary; a long list stays as it lies until somebody asks for it.
  public mutating func visit(_ vocabulary: inout Vocabulary) throws(SeriesFault) {
    var texts = vocabulary.texts
    try visit(&texts)
    guard texts.isWellFormed else { throw .unusable }
    vocabulary = Vocabulary(restoring: texts)
  }
}
