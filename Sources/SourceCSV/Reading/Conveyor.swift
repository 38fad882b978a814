import Dispatch
import Synchronization

/// Carries things from the thread that makes them to the one that uses them, in order. The maker may be `room` things
/// ahead and waits then, which bounds memory.
final class Conveyor<Item: Sendable>: Sendable {
  private struct State {
    var items: [Item] = []
    var isAbandoned = false
  }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  init(room count: Int) {
    // Counted up here, because a semaphore must not end below the value it was made with.
    for _ in 0..<count { room.signal() }
  }

  /// Hands over a thing; waits as long as there is no room.
  /// - Throws: ``Abandoned`` if nobody wants it any more.
  func put(_ item: Item) throws(Abandoned) {
    room.wait()
    let isAbandoned = state.withLock { state in
      if !state.isAbandoned { state.items.append(item) }
      return state.isAbandoned
    }
    if isAbandoned {
      room.signal()
      throw Abandoned()
    }
    filled.signal()
  }

  /// The next thing; waits for it.
  func take() -> Item {
    filled.wait()
    let item = state.withLock { $0.items.removeFirst() }
    room.signal()
    return item
  }

  /// Tells the maker to stop; what is still on the way is dropped.
  func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      state.items.removeAll()
    }
    room.signal()
  }
}

/// The receiver is gone.
struct Abandoned: Error {}
