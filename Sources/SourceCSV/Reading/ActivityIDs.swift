import Domain

/// Names for activities that come without an id: the same rows get the same names whenever they are read.
///
/// A name is a hash of what the activity is (opportunity, lead, time, kind, subject, rep) and of how many rows
/// with just that came before it in the file.
struct ActivityIDs {
  private let texts: [Int]
  private let time: Int?
  private var seen: [UInt64: UInt32] = [:]

  init(_ steps: RowSteps) {
    texts = ["opportunity_id", "lead_id", "kind", "subject", "rep"].compactMap { steps.slot($0) }
    time = steps.slot("occurred_at")
  }

  /// The name of the row whose other fields were filled last.
  mutating func next(_ store: CellStore) -> String {
    var hash = StableHash()
    for slot in texts {
      for byte in store.texts[slot].last { hash.add(byte) }
      hash.add(UInt8(0))
    }
    if let time, let instant = store.instants[time].last { hash.add(UInt64(bitPattern: instant.seconds)) }
    let content = hash.value
    let occurrence = seen[content, default: 0]
    seen[content] = occurrence + 1
    hash.add(UInt64(occurrence))
    return "row-" + hash.hex
  }
}

/// FNV-1a with 64 bits: the same for the same bytes on every machine and in every run.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  mutating func add(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
  }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(UInt8(0xFF))
  }

  /// Sixteen digits.
  var hex: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
