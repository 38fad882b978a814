import Domain
import Ingest

/// Tells repeated stage entries apart: without a sequence number the same stage at the same second may occur twice,
/// and each must find its own row again when the file is read anew.
///
/// Counts are kept for the batch at hand and the one before of the same reading; repeats stand close together in
/// any file sorted by opportunity or by time, and memory stays bounded.
struct RepeatCounter: Sendable {
  private var previous: [String: Int] = [:]
  private var current: [String: Int] = [:]

  /// Call before the rows of a batch.
  mutating func beginBatch() {
    previous = current
    current = [:]
  }

  /// 1 for the first entry of this name, 2 for the second.
  mutating func next(_ name: String) -> Int {
    let count = (current[name] ?? previous[name] ?? 0) + 1
    current[name] = count
    return count
  }
}

/// The second half of the identity of stage entries: `#3` by sequence number, else `@time:nth:stage`.
enum StageKeys {
  static func column(of batch: Batch, repeats: inout RepeatCounter) -> TextColumn {
    let sequence = batch.columns["seq"].flatMap(numbers)
    let entered = batch.columns["entered_at"].flatMap(instants)
    let stages = batch.columns["stage"].flatMap(texts)
    let opportunities = batch.columns["opportunity_id"].flatMap(texts)
    var keys = TextColumn()
    keys.reserve(strings: batch.count, bytes: batch.count * 4)
    // Numbers are small and come again and again.
    let small = (0..<64).map { "#\($0)" }
    for row in 0..<batch.count {
      if let number = sequence?[row], !number.isNaN {
        let whole = Int(exactly: number)
        if let whole, small.indices.contains(whole) {
          keys.append(small[whole])
        } else {
          keys.append(whole.map { "#\($0)" } ?? "#\(number)")
        }
      } else {
        let time = entered.map { "\($0[row].seconds)" } ?? ""
        let stage = stages?[row] ?? ""
        let nth = repeats.next("\(opportunities?[row] ?? "")\u{0}\(time)\u{0}\(stage)")
        keys.append("@\(time):\(nth):\(stage)")
      }
    }
    return keys
  }

  private static func numbers(_ column: Column) -> [Double]? {
    if case .numbers(let values) = column { values } else { nil }
  }

  private static func instants(_ column: Column) -> [Instant]? {
    if case .instants(let values) = column { values } else { nil }
  }

  private static func texts(_ column: Column) -> TextColumn? {
    if case .text(let values) = column { values } else { nil }
  }
}
