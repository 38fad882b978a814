import Domain
import Foundation
import GRDB
import Ingest
import Synchronization

/// The embedded store: every row of every source, durable, one row for each identity, with the history of its fields.
///
/// Rows come in with ``apply(_:source:at:)`` and go out as a ``Domain/Dataset`` with ``dataset(_:use:)``. Importing
/// the same rows twice changes nothing. All calls may come from any thread; writers wait for each other.
///
/// What a call has written when it returns is committed to the journal of the file (SQLite's write-ahead log with
/// `synchronous=NORMAL`): it outlives the program, however that ends. Losing power may take the last commits back,
/// those since the journal was last moved into the file, each as a whole and the latest first; the file stays sound, and
/// as cursors are kept by the same means, sources are read again from there.
public final class Store: Sendable {
  /// The SQLite file; nil in memory.
  public let path: String?
  let database: any DatabaseWriter
  /// Which batches belong to one pass over a file.
  let readings = Mutex(Readings())
  /// What a cache's files still hold, while they are read again.
  let sweep = Mutex<Sweep?>(nil)
  /// Which rows show that a field has values.
  let witnesses = FieldWitnesses()
  /// The data sets last made, so that asking again without new rows costs nothing.
  let latest = Mutex(LatestDatasets())
  /// The files beside the store that columns lie in.
  let mappedFiles = MappedFiles()

  private init(database: any DatabaseWriter, path: String?) throws(StoreError) {
    self.database = database
    self.path = path
    try translating(path) {
      guard try !database.read({ try Schema.isCurrent($0, place: path) }) else { return }
      try database.write { try Schema.prepare($0, place: path) }
    }
  }

  /// Opens the store at `path`, creating the file and its folders as needed.
  /// - Throws: ``StoreError``; transient if another program holds the file.
  public static func open(path: String) throws(StoreError) -> Store {
    try open(path: path, patience: 3)
  }

  /// - Parameter patience: seconds to wait for another program that is writing.
  static func open(path: String, patience: Double) throws(StoreError) -> Store {
    try createFolder(of: path)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw StoreError("this is a folder", hint: "give a file with --store", place: path)
    }
    let pool = try translating(path) {
      try DatabasePool(path: path, configuration: configuration(patience: patience))
    }
    return try Store(database: pool, path: path)
  }

  /// A store that is gone with the process.
  public static func inMemory() throws(StoreError) -> Store {
    try Store(database: translating(nil) { try DatabaseQueue(configuration: configuration(patience: 0)) }, path: nil)
  }

  /// Counts up whenever rows change.
  public var dataVersion: Int {
    get throws(StoreError) { try reading { try Meta.version("data_version", in: $0) } }
  }

  /// Counts up whenever rows change or anything that is noted about them, such as rows set aside.
  public var contentVersion: Int {
    get throws(StoreError) {
      try reading { database in
        try ["data_version", "facts_version", "rejects_version"].reduce(0) {
          try $0 + Meta.version($1, in: database)
        }
      }
    }
  }

  /// Takes the files of a store away: rows, journal and columns. For caches only, which are made anew.
  public static func remove(path: String) {
    let columns = Drafts.siblings(of: ColumnFile.path(ofStore: path), startingWith: "")
    for file in [path, path + "-wal", path + "-shm", path + "-journal"] + columns {
      try? FileManager.default.removeItem(atPath: file)
    }
  }

  func reading<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try translating(path) { try database.read(body) }
  }

  func writing<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    try translating(path) { try database.write(body) }
  }

  /// How long the journal gets before its pages go to their places.
  private static let journalBytes = 32 << 20

  private static func configuration(patience: Double) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { database in
      // The page size takes effect only where there is no database yet. Large pages make large imports a fifth faster.
      try database.execute(
        sql: """
          PRAGMA page_size = 16384;
          PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;
          """)
      let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 4096
      try database.execute(sql: "PRAGMA wal_autocheckpoint = \(journalBytes / max(pageSize, 512))")
      try MemoryRows.register(in: database)
    }
    return configuration
  }

  /// Folders that we create are for the user alone: they hold customers' data.
  private static func createFolder(of path: String) throws(StoreError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard !FileManager.default.fileExists(atPath: folder) else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StoreError(
        "the folder of the store cannot be created", hint: "check the path and its permissions", place: folder)
    }
  }
}

/// Single values about the store as a whole.
enum Meta {
  static func version(_ name: String, in database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT value FROM meta WHERE name = ?", arguments: [name]) ?? 0
  }

  static func bump(_ name: String, in database: Database) throws {
    try database.execute(
      sql: "INSERT INTO meta VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1", arguments: [name])
  }

  /// Random, given to the store when it was created.
  static func identity(in database: Database) throws -> String {
    try String.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'identity'") ?? ""
  }
}
