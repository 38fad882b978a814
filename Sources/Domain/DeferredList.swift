import Synchronization

/// Elements that are made when they are first looked at, for whoever looks.
@usableFromInline final class DeferredList<Element: Sendable>: Sendable {
  private enum State: Sendable {
    case promised(@Sendable () -> [Element])
    case made([Element])
  }

  @usableFromInline let count: Int
  private let state: Mutex<State>

  @usableFromInline init(count: Int, _ make: @escaping @Sendable () -> [Element]) {
    self.count = count
    state = Mutex(.promised(make))
  }

  @usableFromInline var elements: [Element] {
    state.withLock { state in
      switch state {
      case .made(let elements): return elements
      case .promised(let make):
        let elements = make()
        state = .made(elements)
        return elements
      }
    }
  }
}
