import Foundation

/// What tells whether a file is still the same.
struct FileStamp: Hashable, Sendable {
  var size: Int64
  /// Nanoseconds since the epoch.
  var modified: Int64
  var inode: UInt64

  /// A file that is not there.
  static let missing = FileStamp(size: -1, modified: 0, inode: 0)

  /// The stamp of a path; ``missing`` if there is none.
  static func of(_ path: String) -> FileStamp {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    let time = status.st_mtim
    let modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    return FileStamp(size: Int64(status.st_size), modified: modified, inode: UInt64(status.st_ino))
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
