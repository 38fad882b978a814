import Dashboard
import Synchronization

/// Where workers leave messages for the main thread. Posting wakes it.
public final class Mailbox: Sendable {
  private let waiting = Mutex<[Message]>([])
  private let wake: @Sendable () -> Void

  /// `wake` ends the terminal's wait; called after each post, from any thread.
  public init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Puts a message in and wakes the reader. From any thread.
  public func post(_ message: Message) {
    waiting.withLock { $0.append(message) }
    wake()
  }

  /// All messages that wait, oldest first; they are gone from the box afterwards.
  public func drain() -> [Message] {
    waiting.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
