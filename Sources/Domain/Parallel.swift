import Dispatch

/// Work in place for two cores, for loops over memory that both write to. What makes values belongs to ``TwoCores``, where
/// the compiler sees to it that nothing is shared.
public enum Parallel {
  /// Does two things at once. They touch different things: that is for the caller to see to.
  public static func run(_ first: () -> Void, _ second: () -> Void) {
    perform { part in part == 0 ? first() : second() }
  }

  /// Calls `body` for two halves of a range at once; for a short one once with all of it.
  public static func halves(of count: Int, _ body: (Range<Int>) -> Void) {
    guard count > 1 << 16 else { return body(0..<count) }
    perform { part in body(part == 0 ? 0..<count / 2 : count / 2..<count) }
  }

  /// Calls `body` with 0 and 1 at once. The two calls touch different things: that is for the caller to see to.
  private static func perform(_ body: (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: 2) { body($0) }
    }
  }
}
