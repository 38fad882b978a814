import Synchronization

/// A value made when it is first asked for and kept: what many questions share but no single one should wait for twice.
final class Once<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  /// The value; whoever asks first makes it, others wait for that.
  func get(_ make: () -> Value) -> Value {
    made.withLock { value in
      if let value { return value }
      let new = make()
      value = new
      return new
    }
  }

  /// Puts a value in place of making it, or of the one made.
  func put(_ new: Value) { made.withLock { $0 = new } }

  /// The value if it has been made.
  var existing: Value? { made.withLock { $0 } }
}
