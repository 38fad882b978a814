import MetricEngine
import Synchronization

/// The latest question of each kind on its way: tells work that is under way whether anybody still waits for it.
public final class Agenda: Sendable {
  /// What a question asks for.
  public enum Kind: Hashable, Sendable {
    /// All that is on screen.
    case figures
    case breakdown
    case claims
    case people
    /// The rows of a list that are in view.
    case page(Listing)
  }

  private let latest = Mutex<[Kind: Int]>([:])

  func expect(_ request: Int, _ kind: Kind) { latest.withLock { $0[kind] = max($0[kind] ?? 0, request) } }

  /// True if a later question of the same kind is on its way.
  func isOvertaken(_ request: Int, _ kind: Kind) -> Bool { latest.withLock { ($0[kind] ?? 0) > request } }

  /// - Throws: if a later question of the same kind is on its way.
  func check(_ request: Int, _ kind: Kind) throws(Overtaken) { if isOvertaken(request, kind) { throw Overtaken() } }
}

/// Nobody waits for an answer any more: a later question has taken its place.
struct Overtaken: Error {}
