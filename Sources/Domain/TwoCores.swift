import Dispatch
import Synchronization

/// Does independent pieces of work at the same time, as many as there are cores.
public enum TwoCores {
  /// Both results.
  public static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let made = Mutex<(First?, Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 {
        let value = first()
        made.withLock { $0.0 = value }
      } else {
        let value = second()
        made.withLock { $0.1 = value }
      }
    }
    let (one, two) = made.withLock { $0 }
    // Each part has run by now; doing it again is only what the types ask for.
    return (one ?? first(), two ?? second())
  }

  /// One result for each index, in order.
  public static func map<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    let made = Mutex([Value?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let value = body(index)
      made.withLock { $0[index] = value }
    }
    return made.withLock { $0.compactMap(\.self) }
  }
}
