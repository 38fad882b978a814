import Domain

/// What the close figures need of every row whatever is asked.
struct CloseFacts: Sendable {
  init(_ engine: Engine) {}
}
