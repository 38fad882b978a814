import Domain
import Testing

@testable import MetricEngine

/// A file that is none: columns as bytes, in the order in which they were shown.
struct KeptBytes: SeriesVisitor {
  var sections: [[UInt8]] = []
  var next: Int?

  mutating func visit<Value: BitwiseCopyable & Sendable>(_ series: inout Series<Value>) throws(SeriesFault) {
    guard let place = next else { return sections.append(series.withUnsafeBytes { Array($0) }) }
    guard place < sections.count else { throw .unusable }
    next = place + 1
    series = sections[place].withUnsafeBytes { bytes in
      Series(
        (0..<bytes.count / MemoryLayout<Value>.stride).map {
          bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Value>.stride, as: Value.self)
        })
    }
  }

  /// The engine that follows one which was asked about an instant and kept.
  static func next(after engine: Engine, at asOf: Instant) throws -> Engine {
    var (kept, facts) = (KeptBytes(), engine.preparedFacts(at: asOf))
    try facts.visitSeries(with: &kept)
    let new = Engine(dataset: engine.dataset, profile: engine.profile)
    var restored = new.emptyFacts
    kept.next = 0
    try restored.visitSeries(with: &kept)
    #expect(kept.next == kept.sections.count, "all that was kept is read")
    new.take(restored, at: asOf)
    return new
  }
}
