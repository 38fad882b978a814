import Domain
import Foundation

/// Columns in a file beside the store, so that starting need not read SQLite row by row: flat arrays at the start of
/// pages, mapped into memory where they are used, and a table of contents with a checksum of each. Safe to lose: a
/// file that is stale, cut, damaged or of another store is ignored.
enum ColumnFile {
  /// Where the columns of a store lie.
  static func path(ofStore path: String) -> String { path + ".columns" }

  /// Where something made of the columns of a store lies.
  static func path(ofStore path: String, sidecar name: String) -> String { self.path(ofStore: path) + "-" + name }

  /// The data set of the file, if it is whole and was made of exactly this.
  static func read(_ path: String, key: DatasetKey) -> (rows: KeptRows, file: MappedFile)? {
    MappedFile.open(path, key: key.words).flatMap(rows)
  }

  /// The data set of the file if it is whole and was made in the same way of the same store, of these rows or earlier
  /// ones; with the key of those that it was made of.
  static func readEarlier(_ path: String, key: DatasetKey) -> (rows: KeptRows, file: MappedFile, key: DatasetKey)? {
    var found: DatasetKey?
    let file = MappedFile.open(path) { words in
      found = key.earlier(words)
      return found != nil
    }
    guard let found, let (rows, file) = file.flatMap(rows) else { return nil }
    return (rows, file, found)
  }

  private static func rows(of file: MappedFile) -> (rows: KeptRows, file: MappedFile)? {
    var rows = KeptRows()
    return fill(&rows, from: file) && fits(rows.dataset) ? (rows, file) : nil
  }

  /// Fills a value with the columns of a file.
  /// - Returns: false if they are other columns.
  static func fill(_ value: inout some SeriesVisitable, from file: MappedFile) -> Bool {
    var reader = ColumnReader(file)
    do { try value.visitSeries(with: &reader) } catch { return false }
    return reader.isAtEnd
  }

  /// Writes the file under another name and puts it in place at once. Failing is no harm: the next start makes it.
  /// - Returns: true if the file is in place.
  @discardableResult
  static func write(_ value: some SeriesVisitable, to path: String, key: [UInt64]) -> Bool {
    guard let writer = ColumnWriter(path: path) else { return false }
    return finish(writer, value, to: path, key: key)
  }

  /// Writes what is not written yet of a value and puts the file in place.
  static func finish(_ writer: ColumnWriter, _ value: some SeriesVisitable, to path: String, key: [UInt64]) -> Bool {
    var (writer, value) = (writer, value)
    do {
      try value.visitSeries(with: &writer)
      try writer.finish(path: path, key: key)
      return true
    } catch {
      writer.abandon()
      return false
    }
  }

  /// True if columns of one table have one length and starts end where their tables do.
  private static func fits(_ dataset: Dataset) -> Bool {
    let leads = dataset.leads
    let opportunities = dataset.opportunities
    return leads.ids.count == leads.count && leads.names.count == leads.count
      && opportunities.ids.count == opportunities.count && opportunities.names.count == opportunities.count
      && opportunities.visitStarts.count == opportunities.count + 1
      && opportunities.activityStarts.count == opportunities.count + 1
      && Int(opportunities.visitStarts.last ?? 0) == dataset.visits.count
      && Int(opportunities.activityStarts.last ?? 0) <= dataset.activities.count
      && dataset.changes.new.count == dataset.changes.count
      && dataset.leadChanges.new.count == dataset.leadChanges.count
  }
}

/// A data set and what its rows point to that is not in it.
struct KeptRows: SeriesVisitable {
  var dataset = Dataset()
  var looseEnds = LooseEnds()

  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try dataset.visitSeries(with: &visitor)
    try looseEnds.visitSeries(with: &visitor)
  }
}

/// What a data set was made of: equal keys mean equal rows, read in the same way.
public struct DatasetKey: Sendable, Hashable {
  /// Of the store, random.
  let identity: String
  let dataVersion: Int
  let factsVersion: Int
  let options: AssemblyOptions

  /// Tells it from all other data sets, in one word.
  public var name: String { words.map { String($0, radix: 36) }.joined(separator: "-") }

  /// Eight-byte words as the header of a file holds them.
  var words: [UInt64] {
    let known = options.knownAt.map { ["known", "\($0.seconds)"] } ?? []
    return [
      StableHash.of([identity]), UInt64(bitPattern: Int64(dataVersion)), UInt64(bitPattern: Int64(factsVersion)),
      StableHash.of(["won"] + options.wonStages + ["lost"] + options.lostStages + known),
    ]
  }

  /// The key that words stand for, if it differs from this in nothing but an earlier version of the rows, or not at all.
  func earlier(_ words: [UInt64]) -> DatasetKey? {
    guard words.count > 1, let version = Int(exactly: words[1]), version <= dataVersion else { return nil }
    let key = DatasetKey(identity: identity, dataVersion: version, factsVersion: factsVersion, options: options)
    return key.words == words ? key : nil
  }
}
