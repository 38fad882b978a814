import Domain

/// What the response figures need of every row whatever is asked.
struct ResponseFacts: Sendable {
  init(_ engine: Engine) {}
}
