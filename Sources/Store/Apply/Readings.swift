import Domain
import Ingest

/// The readings that go on: which batches are parts of one pass over a file. A file that is read again replaces what
/// its last reading said about it.
///
/// Lines ascend within a pass, so a batch that starts at or before the last line seen starts a new one; so does every
/// batch after the source was read to its end. Sources without lines tell only what is new: each batch stands alone.
struct Readings: Sendable {
  private var passes: [SourceID: [String: Pass]] = [:]

  /// One pass over an origin, over all kinds of rows it holds.
  struct Pass: Sendable {
    /// When its first batch came.
    var startedAt: Instant
    /// The stage entries met so far.
    var repeats = RepeatCounter()
    fileprivate var last: [RecordKind: (line: Int32, progress: Double)] = [:]
  }

  /// The pass that a batch goes on, or a new one; `isNew` tells which.
  func pass(of batch: Batch, source: SourceID, at instant: Instant) -> (pass: Pass, isNew: Bool) {
    let known = batch.lines.isEmpty && batch.count > 0 ? nil : passes[source]?[batch.origin]
    guard var pass = known, goesOn(batch, pass) else {
      return (Self.advanced(Pass(startedAt: instant), batch), true)
    }
    pass = Self.advanced(pass, batch)
    return (pass, false)
  }

  /// Call when the rows of the batch are in the store.
  mutating func keep(_ pass: Pass, of batch: Batch, source: SourceID) {
    passes[source, default: [:]][batch.origin] = pass
  }

  /// The source was read to its end, or failed.
  mutating func end(_ source: SourceID) { passes[source] = nil }

  private func goesOn(_ batch: Batch, _ pass: Pass) -> Bool {
    guard let last = pass.last[batch.kind], let first = batch.lines.first else { return true }
    return first > last.line || (first == last.line && batch.progress > last.progress)
  }

  private static func advanced(_ pass: Pass, _ batch: Batch) -> Pass {
    var pass = pass
    if let line = batch.lines.last { pass.last[batch.kind] = (line, batch.progress) }
    pass.repeats.beginBatch()
    return pass
  }
}
