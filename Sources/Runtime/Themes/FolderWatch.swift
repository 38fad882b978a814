import Dispatch
import Foundation

/// Tells when files of some folders were written, moved or removed, without looking at them again and again. Ends with
/// its last reference.
public final class FolderWatch {
  private let source: any DispatchSourceRead

  /// - Parameters:
  ///   - folders: need not be there yet; those whose parents are there are found when they come.
  ///   - changed: called off the main thread, once for changes that come together.
  /// - Returns: nil where the system has no more watches to give.
  public init?(_ folders: [String], changed: @escaping @Sendable () -> Void) {
    let descriptor = inotify_init1(O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let queue = DispatchQueue(label: "dealtop.folders", qos: .utility)
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    Self.watch(folders, descriptor)
    source.setEventHandler {
      // An editor writes, renames and removes; what comes together is looked at once.
      usleep(30_000)
      Self.drain(descriptor)
      Self.watch(folders, descriptor)
      changed()
    }
    source.setCancelHandler { close(descriptor) }
    source.resume()
  }

  deinit { source.cancel() }

  /// Watching what is watched already changes nothing. A folder that is not there is awaited in its parent.
  private static func watch(_ folders: [String], _ descriptor: Int32) {
    let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE)
    for folder in folders where inotify_add_watch(descriptor, folder, mask) < 0 {
      let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
      _ = inotify_add_watch(descriptor, parent, UInt32(IN_CREATE | IN_MOVED_TO))
    }
  }

  private static func drain(_ descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }
}
