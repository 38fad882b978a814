import Dispatch
import Synchronization

/// Does independent pieces of work at the same time, as many as there are cores. Pieces may throw, so that work which
/// nobody waits for any more ends soon; all that have begun are awaited before the error is passed on.
public enum TwoCores {
  /// Both results.
  public static func both<First: Sendable, Second: Sendable, Failure: Error>(
    _ first: @Sendable () throws(Failure) -> First, _ second: @Sendable () throws(Failure) -> Second
  ) throws(Failure) -> (First, Second) {
    let made = Mutex<(Result<First, Failure>?, Result<Second, Failure>?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 {
        let result = Result(catching: first)
        made.withLock { $0.0 = result }
      } else {
        let result = Result(catching: second)
        made.withLock { $0.1 = result }
      }
    }
    // Each part has run by now; doing it again is only what the types ask for.
    guard let (one, two) = made.withLock({ made in made.0.flatMap { one in made.1.map { (one, $0) } } }) else {
      return (try first(), try second())
    }
    return (try one.get(), try two.get())
  }

  /// One result for each index, in order.
  public static func map<Value: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let made = Mutex([Result<Value, Failure>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = Result { () throws(Failure) in try body(index) }
      made.withLock { $0[index] = result }
    }
    var values: [Value] = []
    for result in made.withLock({ $0 }) { if let result { values.append(try result.get()) } }
    return values
  }
}
