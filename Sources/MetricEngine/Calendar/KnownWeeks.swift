import Domain
import Synchronization

/// The weeks before the instants last asked about: every panel asks for them, and so does every single event.
final class KnownWeeks: Sendable {
  private struct Known {
    let asOf: Instant
    let precision: TimePrecision
    let grid: WeekGrid
  }

  private let known = Mutex<[Known]>([])

  /// Those of the figures on screen and of the windows that rules look back on.
  private static let most = 8

  func grid(_ asOf: Instant, _ precision: TimePrecision, _ make: () -> WeekGrid) -> WeekGrid {
    known.withLock { known in
      if let one = known.first(where: { $0.asOf == asOf && $0.precision == precision }) { return one.grid }
      let grid = make()
      known = known.suffix(Self.most - 1) + [Known(asOf: asOf, precision: precision, grid: grid)]
      return grid
    }
  }
}
