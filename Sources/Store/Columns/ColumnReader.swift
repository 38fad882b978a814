import Domain
import Foundation

/// Reads arrays straight into their own memory, checking as it goes.
struct ColumnReader: ColumnVisitor {
  private let descriptor: Int32
  private var remaining: Int
  private var padding = 0
  private var sum = ColumnChecksum()

  init?(path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      close(descriptor)
      return nil
    }
    remaining = Int(facts.st_size)
  }

  func shut() { close(descriptor) }

  var isAtEnd: Bool { remaining == 0 }
  var checksum: UInt64 { sum.value }

  mutating func header() throws(ColumnFileError) -> [UInt64] {
    var words = try array(of: UInt64.self, count: ColumnFileHeader.wordCount)
    sum = ColumnChecksum()
    words.withUnsafeMutableBytes { sum.add(UnsafeRawBufferPointer(rebasing: $0.dropLast(8))) }
    return words
  }

  mutating func visit<Value: BitwiseCopyable>(_ values: inout [Value]) throws(ColumnFileError) {
    let head = try array(of: UInt8.self, count: padding + 8)
    guard head.dropLast(8).allSatisfy({ $0 == 0 }) else { throw .unusable }
    let count = head.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let count = Int(exactly: count) else { throw .unusable }
    values = try array(of: Value.self, count: count)
    padding = (8 - count * MemoryLayout<Value>.stride % 8) % 8
  }

  /// Reads the empty array that ends the file.
  mutating func visitEnd() throws(ColumnFileError) {
    var end: [UInt8] = []
    try visit(&end)
    guard end.isEmpty else { throw .unusable }
  }

  private mutating func array<Value: BitwiseCopyable>(
    of type: Value.Type, count: Int
  ) throws(ColumnFileError) -> [Value] {
    let (size, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
    guard !overflow, size <= remaining else { throw .unusable }
    remaining -= size
    let descriptor = descriptor
    var isWhole = false
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      isWhole = Self.fill(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: size), from: descriptor)
      filled = isWhole ? count : 0
    }
    guard isWhole else { throw .unusable }
    values.withUnsafeBytes { sum.add($0) }
    return values
  }

  private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Bool {
    var done = 0
    while done < buffer.count {
      let count = read(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }
}
