/// What a column file was made of: it serves only the same store at the same state with the same options.
struct ColumnFileKey: Sendable, Hashable {
  /// Of the store, random.
  var identity: String
  var dataVersion: Int
  var factsVersion: Int
  var options: AssemblyOptions

  /// Eight-byte words as the file's header holds them.
  var words: [UInt64] {
    [
      StableHash.of([identity]), UInt64(bitPattern: Int64(dataVersion)), UInt64(bitPattern: Int64(factsVersion)),
      StableHash.of(["won"] + options.wonStages + ["lost"] + options.lostStages),
    ]
  }
}

/// The first words of a column file: magic number, format version, the four words of its key, checksum of all the rest.
enum ColumnFileHeader {
  /// `DLTPCOLS`; reads otherwise on a machine of the other byte order, which makes its files foreign.
  static let magic: UInt64 = 0x534C_4F43_5054_4C44
  /// Counts up whenever ``DatasetColumns`` changes.
  static let format: UInt64 = 2
  static let wordCount = 7

  static func words(_ key: ColumnFileKey, checksum: UInt64) -> [UInt64] { [magic, format] + key.words + [checksum] }
}

/// Notices any change of a single bit and, but for one chance in 2^64, any other: four lanes of multiply and rotate.
struct ColumnChecksum {
  private var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)

  /// Adds bytes and their number.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var (first, second, third, fourth) = lanes
    var position = 0
    while position + 32 <= bytes.count {
      first = Self.mix(first, bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      second = Self.mix(second, bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self))
      third = Self.mix(third, bytes.loadUnaligned(fromByteOffset: position + 16, as: UInt64.self))
      fourth = Self.mix(fourth, bytes.loadUnaligned(fromByteOffset: position + 24, as: UInt64.self))
      position += 32
    }
    while position < bytes.count {
      first = Self.mix(first, UInt64(bytes[position]))
      position += 1
    }
    second = Self.mix(second, UInt64(bytes.count))
    lanes = (first, second, third, fourth)
  }

  var value: UInt64 {
    [lanes.1, lanes.2, lanes.3].reduce(lanes.0) { Self.mix($0, $1) }
  }

  /// One-to-one in either argument, so that a change of one word never gets lost.
  @inline(__always)
  private static func mix(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let product = (lane ^ word) &* 0x9e37_79b9_7f4a_7c15
    return product << 31 | product >> 33
  }
}
