import Domain

/// Some leads and opportunities by themselves, with all that belongs to them, as they are or were at some time.
struct LivePart: Sendable {
  /// Knows only these rows, and nothing later than the instant of the question.
  let engine: Engine
  /// Those of them that the question is about.
  let selection: Selection
  /// By row of the engine's tables: the numbers that rows keep while figures live.
  let leadNumbers: [Int32]
  let opportunityNumbers: [Int32]
}

/// Whether rows come or go.
enum LiveSign: Int {
  case goes = -1
  case comes = 1
}

/// The figures of one panel, made once of all rows and then kept up to date: each part that goes takes away what it had
/// added, each that comes adds its own, so that the order of changes can make no difference.
protocol LivePanel: Sendable {
  /// Takes a part out or in.
  mutating func change(_ part: LivePart, _ sign: LiveSign)
}
