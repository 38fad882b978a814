import Domain

/// What the qualified figures need of every row whatever is asked.
struct QualifiedFacts: Sendable {
  init(_ engine: Engine) {}
}
