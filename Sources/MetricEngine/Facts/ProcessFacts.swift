import Domain

/// What the process figures need of every row whatever is asked.
struct ProcessFacts: Sendable {
  init(_ engine: Engine) {}
}
