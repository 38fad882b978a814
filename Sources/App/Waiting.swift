import Dispatch
import Synchronization

/// Waits for asynchronous work on the main thread, which has nothing else to do.
enum Waiting {
  /// Where a result is put by one thread and taken by another, after it.
  private final class Place<Value: Sendable>: Sendable {
    let content = Mutex<Value?>(nil)
  }

  /// Returns when the work is done.
  @discardableResult
  static func forResult<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value? {
    let place = Place<Value>()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      let value = await work()
      place.content.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    return place.content.withLock { $0 }
  }
}
