import Domain
import Foundation

/// Writes arrays one after another; the header, which holds their checksum, comes last.
struct ColumnWriter: ColumnVisitor {
  private let descriptor: Int32
  private let key: ColumnFileKey
  private var padding = 0
  private var sum = ColumnChecksum()

  /// Creates the file, readable by the user alone: it holds what the store holds.
  init?(path: String, key: ColumnFileKey) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard lseek(descriptor, ColumnFileHeader.wordCount * 8, SEEK_SET) >= 0 else {
      close(descriptor)
      return nil
    }
    self.key = key
    ColumnFileHeader.words(key, checksum: 0).dropLast().withUnsafeBytes { sum.add($0) }
  }

  func shut() { close(descriptor) }

  mutating func visit<Value: BitwiseCopyable>(_ values: inout [Value]) throws(ColumnFileError) {
    let count = UInt64(values.count)
    try put([UInt8](repeating: 0, count: padding) + (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) })
    try put(values)
    padding = (8 - values.count * MemoryLayout<Value>.stride % 8) % 8
  }

  /// Writes the empty array that ends the file, then the header.
  mutating func finish() throws(ColumnFileError) {
    var end: [UInt8] = []
    try visit(&end)
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .unusable }
    try put(ColumnFileHeader.words(key, checksum: sum.value))
  }

  private mutating func put<Value: BitwiseCopyable>(_ values: [Value]) throws(ColumnFileError) {
    let descriptor = descriptor
    let isWhole = values.withUnsafeBytes { bytes in
      sum.add(bytes)
      return Self.drain(bytes, to: descriptor)
    }
    guard isWhole else { throw .unusable }
  }

  private static func drain(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }
}
