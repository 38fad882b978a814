import Synchronization

/// The files that are mapped into memory at present, as long as somebody uses their columns.
final class MappedFiles: Sendable {
  private struct Mapped {
    weak var file: MappedFile?
  }

  private let mapped = Mutex<[Mapped]>([])

  func note(_ file: MappedFile) {
    mapped.withLock { all in
      all.removeAll { $0.file == nil }
      all.append(Mapped(file: file))
    }
  }

  /// Lets go of the pages of all.
  func rest() { mapped.withLock { all in for one in all { one.file?.rest() } } }
}
