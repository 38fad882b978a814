import Domain

/// What the activity figures need of every row whatever is asked.
struct ActivityFacts: Sendable {
  init(_ engine: Engine) {}
}
