import Domain
import Foundation

/// The columns of a data set in a file beside the store, so that starting need not read SQLite row by row.
/// Flat arrays in the machine's byte order, each with its count before it, all starting at multiples of eight.
/// Safe to lose: a file that is stale, cut, damaged or of another store is ignored.
enum ColumnFile {
  /// Where the columns of a store lie.
  static func path(ofStore path: String) -> String { path + ".columns" }

  /// The data set of the file, if it is whole and was made of exactly this.
  static func read(_ path: String, key: ColumnFileKey) -> Dataset? {
    guard var reader = ColumnReader(path: path) else { return nil }
    defer { reader.shut() }
    var dataset = Dataset()
    do {
      let header = try reader.header()
      guard header.dropLast() == ColumnFileHeader.words(key, checksum: 0).dropLast() else { return nil }
      try DatasetColumns.visit(&dataset, with: &reader)
      try reader.visitEnd()
      return reader.isAtEnd && reader.checksum == header.last && fits(dataset) ? dataset : nil
    } catch {
      return nil
    }
  }

  /// Writes the file under another name and puts it in place at once. Failing is no harm: the next start assembles.
  /// - Returns: true if the file is in place.
  @discardableResult
  static func write(_ dataset: Dataset, to path: String, key: ColumnFileKey) -> Bool {
    let draft = "\(path).\(getpid())"
    guard var writer = ColumnWriter(path: draft, key: key) else { return false }
    var dataset = dataset
    do {
      try DatasetColumns.visit(&dataset, with: &writer)
      try writer.finish()
    } catch {
      writer.shut()
      unlink(draft)
      return false
    }
    writer.shut()
    guard rename(draft, path) == 0 else {
      unlink(draft)
      return false
    }
    return true
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
  }
}
