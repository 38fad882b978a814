import Domain
import Foundation
import GRDB

/// What ``Store/dataset(_:use:)`` may do with the column file beside the store.
public enum ColumnFileUse: Sendable {
  /// Start from it if it is fresh, else assemble and write it.
  case readAndWrite
  /// Start from it even if rows have come since: for a first look, until these are read too. Else as `readAndWrite`.
  case readEvenIfBehind
  /// Start from it if it is fresh; never write, as while rows keep arriving.
  case read
  /// Assemble from the rows whatever lies there.
  case ignore
}

/// A data set and what it was made of.
public struct OpenedDataset: Sendable {
  /// All rows.
  public var dataset: Dataset
  /// Equal for equal rows, read in the same way.
  public var key: DatasetKey
  /// The file that columns lie in; nil if all are in memory.
  let file: MappedFile?
  let looseEnds: LooseEnds
  /// True if it was made of an earlier one and what changed since, so that no file holds it yet.
  public internal(set) var isFollowed = false
  /// True if rows had come already that it does not hold.
  public internal(set) var isBehind = false
  /// Users and accounts, where they have been read.
  var directories: Directories?

  init(_ rows: KeptRows, key: DatasetKey, file: MappedFile?) {
    (dataset, looseEnds) = (rows.dataset, rows.looseEnds)
    (self.key, self.file) = (key, file)
  }
}

extension Store {
  /// All rows, as of the last import.
  ///
  /// Beside a store in a file lies `<store>.columns` with the same rows in columns; it is used and renewed as `use`
  /// says, and may be lost at any time. The columns of the data set lie in that file, mapped into memory.
  public func dataset(
    _ options: AssemblyOptions = AssemblyOptions(), use: ColumnFileUse = .readAndWrite
  ) throws(StoreError) -> Dataset {
    try opened(options, use: use).dataset
  }

  /// All rows as ``dataset(_:use:)`` gives them, with the key for what is made of them: see
  /// ``sidecar(_:of:key:)``.
  public func opened(
    _ options: AssemblyOptions = AssemblyOptions(), use: ColumnFileUse = .readAndWrite
  ) throws(StoreError) -> OpenedDataset {
    let (key, rejected) = try reading { (try datasetKey(options, $0), try Bookkeeping.rejectedRows($0)) }
    var opened: OpenedDataset
    if use != .ignore, let remembered = remembered(key) {
      opened = remembered
    } else if use == .readEvenIfBehind, let behind = behind(key) {
      opened = behind
    } else if use != .ignore, let followed = try followed(options) {
      opened = followed
    } else {
      opened = try made(options, use: use)
      latest.withLock { $0.keep(opened) }
    }
    opened.dataset.facts.rejectedRows = rejected
    return opened
  }

  /// Reads the column file through and compares all checksums. A running program asks once after its start: opening
  /// checks whether anybody has touched the file since it was written, but not whether the disk still gives what was
  /// written to it. A damaged file is taken away.
  /// - Returns: false if it was damaged: figures made of it may be wrong, and the next ``dataset(_:use:)`` is made of
  ///   the rows.
  public func verify() -> Bool {
    guard let file = latest.withLock({ $0.current?.file }), !file.isWhole() else { return true }
    if let path { unlink(ColumnFile.path(ofStore: path)) }
    latest.withLock { $0 = LatestDatasets() }
    return false
  }

  /// Lets go of the memory of columns that lie in files beside the store; what is looked at again comes back from the
  /// system's cache of the files. For a quiet while.
  public func rest() { mappedFiles.rest() }

  /// Writes the column file of a data set that was made of an earlier one, if that is the latest. Takes a second or two
  /// with millions of rows.
  /// - Returns: the same with its columns in the file; nil if there is nothing to write, or no way to.
  @discardableResult
  public func keepColumns() -> OpenedDataset? {
    guard let path, let current = latest.withLock({ $0.current }), current.isFollowed else { return nil }
    let columns = ColumnFile.path(ofStore: path)
    let rows = KeptRows(dataset: current.dataset, looseEnds: current.looseEnds)
    guard ColumnFile.write(rows, to: columns, key: current.key.words),
      let (kept, file) = columnFile(columns, key: current.key)
    else { return nil }
    var opened = OpenedDataset(kept, key: current.key, file: file)
    opened.directories = current.directories
    latest.withLock { if $0.current?.key == current.key { $0.keep(opened) } }
    return opened
  }

  /// The key of the data set that the rows now make.
  func datasetKey(_ options: AssemblyOptions, _ database: Database) throws -> DatasetKey {
    DatasetKey(
      identity: try Meta.identity(in: database), dataVersion: try Meta.version("data_version", in: database),
      factsVersion: try Meta.version("facts_version", in: database), options: options)
  }

  /// The data set last made, or that of the column file, if nothing has changed since.
  private func remembered(_ key: DatasetKey) -> OpenedDataset? {
    if let latest = latest.withLock({ $0.find(key) }) { return latest }
    guard let path, key.options.knownAt == nil,
      let (rows, file) = columnFile(ColumnFile.path(ofStore: path), key: key)
    else { return nil }
    let opened = OpenedDataset(rows, key: key, file: file)
    latest.withLock { $0.keep(opened) }
    return opened
  }

  /// The data set of a column file that rows have come since.
  private func behind(_ key: DatasetKey) -> OpenedDataset? {
    guard let path, key.options.knownAt == nil, latest.withLock({ $0.current }) == nil,
      let (rows, file, earlier) = ColumnFile.readEarlier(ColumnFile.path(ofStore: path), key: key)
    else { return nil }
    mappedFiles.note(file)
    var opened = OpenedDataset(rows, key: earlier, file: file)
    opened.isBehind = true
    latest.withLock { $0.keep(opened) }
    return opened
  }

  /// The data set in memory with what changed since; nil without one, or if all is to be assembled anew.
  private func followed(_ options: AssemblyOptions) throws(StoreError) -> OpenedDataset? {
    guard let current = latest.withLock({ $0.current }), current.key.options == options else { return nil }
    guard case .success(let change) = try change(since: current) else { return nil }
    let opened = current.merging(change)
    latest.withLock { $0.keep(opened) }
    return opened
  }

  private func columnFile(_ path: String, key: DatasetKey) -> (rows: KeptRows, file: MappedFile)? {
    let read = ColumnFile.read(path, key: key)
    if let file = read?.file { mappedFiles.note(file) }
    return read
  }

  /// Assembles the rows and, if allowed, writes the column file.
  private func made(_ options: AssemblyOptions, use: ColumnFileUse) throws(StoreError) -> OpenedDataset {
    let isWritten = use == .readAndWrite || use == .readEvenIfBehind
    let columns = isWritten && options.knownAt == nil ? path.map(ColumnFile.path(ofStore:)) : nil
    let result = try assembled(options, columns)
    let rows = KeptRows(dataset: result.dataset, looseEnds: result.looseEnds)
    guard let columns, let writer = result.writer,
      ColumnFile.finish(writer, rows, to: columns, key: result.key.words),
      let (kept, file) = columnFile(columns, key: result.key)
    else { return OpenedDataset(rows, key: result.key, file: nil) }
    return OpenedDataset(kept, key: result.key, file: file)
  }

  /// Where rows keep being written meanwhile, one connection reads them all in the end.
  private func assembled(_ options: AssemblyOptions, _ columns: String?) throws(StoreError) -> AssemblyRun.Result {
    try translating(path) {
      for attempt in 0..<3 {
        var run = AssemblyRun(store: self, options: options, writer: columns.flatMap { ColumnWriter(path: $0) })
        do {
          return try attempt < 2 ? run.atOnce() : run.inOneGo()
        } catch let error where error is RowsMoved {
          run.writer?.abandon()
        } catch {
          run.writer?.abandon()
          throw error
        }
      }
      throw StoreError("the store is being written to", hint: "try again in a moment", isTransient: true)
    }
  }
}

/// Data sets last made, so that asking again without new rows costs nothing.
struct LatestDatasets: Sendable {
  /// Of all that is known.
  private(set) var current: OpenedDataset?
  /// Of what was known at an earlier instant.
  private var earlier: OpenedDataset?

  mutating func keep(_ opened: OpenedDataset) {
    if opened.key.options.knownAt == nil { current = opened } else { earlier = opened }
  }

  func find(_ key: DatasetKey) -> OpenedDataset? {
    [current, earlier].compactMap(\.self).first { $0.key == key }
  }
}
