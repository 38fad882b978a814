import Store
import Synchronization

/// Where the rows are kept. A durable store must work; a cache may be lost, and never keeps anyone from their figures:
/// what is damaged is made anew, and where nothing can be written the rows stay in memory.
public final class Storage: Sendable {
  private struct Present {
    var store: Store
    var notice: String?
  }

  /// The file of the rows; nil in memory.
  private let path: String?
  /// True if the rows can be read again from their sources.
  public let isCache: Bool
  private let present: Mutex<Present>

  private init(path: String?, isCache: Bool, _ present: sending Present) {
    self.path = path
    self.isCache = isCache
    self.present = Mutex(present)
  }

  /// The store at `path`, which is made if it is missing.
  public static func durable(path: String) throws(StoreError) -> Storage {
    Storage(path: path, isCache: false, Present(store: try Store.open(path: path)))
  }

  /// A cache at `path`.
  /// - Throws: only if not even memory will do.
  public static func cache(path: String) throws(StoreError) -> Storage {
    Storage(path: path, isCache: true, try opened(path))
  }

  /// Rows that are gone with the process.
  public static func inMemory() throws(StoreError) -> Storage {
    Storage(path: nil, isCache: true, Present(store: try Store.inMemory()))
  }

  /// The rows.
  public var store: Store { present.withLock { $0.store } }

  /// Why rows are not kept as they should be, in one line; nil if they are.
  public var notice: String? { present.withLock { $0.notice } }

  /// Goes on with an empty cache after one that failed: with a new file if the old one is damaged, else in memory.
  /// - Returns: false if there is nothing to replace, or if waiting is the better answer.
  public func replace(after error: StoreError) throws(StoreError) -> Bool {
    guard isCache, let path, store.path != nil, !error.isTransient else { return false }
    if error.isUnusable { Store.remove(path: path) }
    let new = error.isUnusable ? try Self.opened(path) : try Self.memory(error)
    present.withLock { $0 = new }
    return true
  }

  /// Goes on in memory, without waiting for another program that is writing.
  /// - Returns: false if the rows are in memory already, or belong to a durable store.
  public func retreat(from error: StoreError) throws(StoreError) -> Bool {
    guard isCache, store.path != nil else { return false }
    let new = try Self.memory(error)
    present.withLock { $0 = new }
    return true
  }

  private static func opened(_ path: String) throws(StoreError) -> Present {
    do {
      return Present(store: try Store.open(path: path))
    } catch  where error.isUnusable {
      Store.remove(path: path)
    } catch {
      return try memory(error)
    }
    do { return Present(store: try Store.open(path: path)) } catch { return try memory(error) }
  }

  private static func memory(_ error: StoreError) throws(StoreError) -> Present {
    Present(store: try Store.inMemory(), notice: RuntimeWords.rowsInMemory("\(error)"))
  }
}
