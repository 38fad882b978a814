import Synchronization

/// Answers to questions that come again: each is worked out once. Two that ask the same at the same time may both work
/// it out, so that no one waits for another's question.
final class Answers<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
  private let known = Mutex<[Question: Answer]>([:])

  /// The answer, worked out if nobody has asked before.
  func get(_ question: Question, _ workOut: () -> Answer) -> Answer {
    if let answer = known.withLock({ $0[question] }) { return answer }
    let answer = workOut()
    known.withLock { $0[question] = answer }
    return answer
  }
}
