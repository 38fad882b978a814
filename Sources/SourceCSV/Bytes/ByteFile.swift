import Foundation

/// A file open for reading from its start; closed when let go of.
final class ByteFile {
  private let descriptor: Int32

  /// Opens a regular file; the error is the system's number.
  init(path: String) throws(SystemProblem) {
    // Without O_NONBLOCK a named pipe among the files would hold everything up.
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { throw SystemProblem(code: errno) }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw SystemProblem(code: EINVAL)
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// Fills as much of `target` as the file has; 0 at its end.
  func read(into target: UnsafeMutableRawBufferPointer) throws(SystemProblem) -> Int {
    var filled = 0
    while filled < target.count, let base = target.baseAddress {
      let count = Foundation.read(descriptor, base + filled, target.count - filled)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemProblem(code: errno) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Starts over.
  func rewind() throws(SystemProblem) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw SystemProblem(code: errno) }
  }
}

/// What the system said when a file could not be read.
struct SystemProblem: Error, Equatable {
  let code: Int32

  /// In words, for a message.
  var words: String {
    switch code {
    case ENOENT: "the file is gone"
    case EACCES: "the file may not be read: ask for permission, or chmod it"
    case EINVAL: "it is no regular file"
    default: "the system says: \(String(cString: strerror(code)))"
    }
  }
}
