import Domain
import GRDB

/// What ``Store/dataset(_:use:)`` may do with the column file beside the store.
public enum ColumnFileUse: Sendable {
  /// Start from it if it is fresh, else assemble and write it.
  case readAndWrite
  /// Start from it if it is fresh; never write, as while rows keep arriving.
  case read
  /// Assemble from the rows whatever lies there.
  case ignore
}

extension Store {
  /// All rows in memory, as of the last import.
  ///
  /// Beside a store in a file lies `<store>.columns` with the same rows in columns; it is used and renewed as `use`
  /// says, and may be lost at any time.
  public func dataset(
    _ options: AssemblyOptions = AssemblyOptions(), use: ColumnFileUse = .readAndWrite
  ) throws(StoreError) -> Dataset {
    let (key, rejected) = try reading { (try columnFileKey(options, $0), try Bookkeeping.rejectedRows($0)) }
    if var dataset = use == .ignore ? nil : remembered(key) {
      dataset.facts.rejectedRows = rejected
      return dataset
    }
    let (fresh, raw) = try reading { (try columnFileKey(options, $0), try TableReader($0).readAll()) }
    var dataset = Assembler.assemble(raw, options)
    latest.withLock { $0 = (fresh, dataset) }
    if use == .readAndWrite, let path { ColumnFile.write(dataset, to: ColumnFile.path(ofStore: path), key: fresh) }
    dataset.facts.rejectedRows = rejected
    return dataset
  }

  private func columnFileKey(_ options: AssemblyOptions, _ database: Database) throws -> ColumnFileKey {
    ColumnFileKey(
      identity: try Meta.identity(in: database), dataVersion: try Meta.version("data_version", in: database),
      factsVersion: try Meta.version("facts_version", in: database), options: options)
  }

  /// The data set last made, or that of the column file, if nothing has changed since.
  private func remembered(_ key: ColumnFileKey) -> Dataset? {
    if let latest = latest.withLock({ $0 }), latest.key == key { return latest.dataset }
    guard let path, let dataset = ColumnFile.read(ColumnFile.path(ofStore: path), key: key) else { return nil }
    latest.withLock { $0 = (key, dataset) }
    return dataset
  }
}
