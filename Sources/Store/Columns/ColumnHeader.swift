import Domain
import Foundation

/// The first page of a column file, in words of eight bytes and the machine's byte order: magic number, format, size
/// of the file, table of contents (place, sections, checksum), stamp, start of the machine, length of the key, the
/// key, checksum of all these.
struct ColumnHeader {
  var size = 0
  var tableOffset = 0
  var sectionCount = 0
  var tableChecksum: UInt64 = 0
  /// The modification time that the file was given when it was whole, seconds and nanoseconds.
  var stamp: (seconds: Int, nanoseconds: Int) = (0, 0)
  /// Names the run of the machine in which the file was written; 0 if it cannot be told.
  var boot: UInt64 = 0
  /// What the columns were made of.
  var key: [UInt64] = []

  /// `DLTPCOLS`; reads otherwise on a machine of the other byte order, which makes its files foreign.
  private static let magic: UInt64 = 0x534C_4F43_5054_4C44
  /// Counts up whenever the layout of the file or ``DatasetColumns`` changes.
  static let format: UInt64 = 6
  /// Bytes before the first section; sections of a page or more start at multiples of it.
  static let page = 4096
  private static let fixedWords = 10
  /// Longest key.
  static let keyLimit = page / 8 - fixedWords - 1

  var words: [UInt64] {
    let numbers = [size, tableOffset, sectionCount].map { UInt64($0) }
    let stamped = [stamp.seconds, stamp.nanoseconds].map { UInt64(bitPattern: Int64($0)) }
    let words =
      [Self.magic, Self.format] + numbers + [tableChecksum] + stamped + [boot, UInt64(key.count)] + key
    return words + [ColumnChecksum.of(words)]
  }

  init() {}

  /// Nil if these are not the first words of a column file of this format.
  init?(_ words: UnsafeBufferPointer<UInt64>) {
    guard words.count * 8 >= Self.page, words[0] == Self.magic, words[1] == Self.format,
      let keyCount = Int(exactly: words[9]), keyCount <= Self.keyLimit
    else { return nil }
    let end = Self.fixedWords + keyCount
    guard words[end] == ColumnChecksum.of(Array(words[..<end])), let size = Int(exactly: words[2]),
      let tableOffset = Int(exactly: words[3]), let sectionCount = Int(exactly: words[4])
    else { return nil }
    (self.size, self.tableOffset, self.sectionCount) = (size, tableOffset, sectionCount)
    tableChecksum = words[5]
    stamp = (Int(truncatingIfNeeded: words[6]), Int(truncatingIfNeeded: words[7]))
    boot = words[8]
    key = Array(words[Self.fixedWords..<end])
  }
}

/// One column in a column file: an entry of its table of contents.
struct ColumnSection: BitwiseCopyable {
  /// Bytes of one value.
  var stride: UInt64
  var count: UInt64
  /// Of its first byte in the file.
  var offset: UInt64
  var checksum: UInt64

  /// Bytes in all; nil if absurd.
  var size: Int? {
    let (size, overflow) = stride.multipliedReportingOverflow(by: count)
    return overflow ? nil : Int(exactly: size)
  }
}

/// Tells the runs of this machine apart.
enum MachineRun {
  /// 0 if it cannot be told.
  static let current: UInt64 = {
    let id = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    return id.map { StableHash.of([$0]) } ?? 0
  }()
}

/// Notices any change of a single bit and, but for one chance in 2^64, any other: four lanes of multiply and rotate.
struct ColumnChecksum {
  private var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
  /// Bytes that are added at once.
  static let block = 1 << 20

  static func of(_ words: [UInt64]) -> UInt64 { words.withUnsafeBytes { of($0) } }

  /// The checksum of bytes, added block by block.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum = ColumnChecksum()
    var position = 0
    while position < bytes.count {
      let end = min(position + block, bytes.count)
      sum.add(UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
      position = end
    }
    return sum.value
  }

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
