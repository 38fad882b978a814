import Foundation

/// Bytes that are filled at the end and used up from the front.
final class ByteBuffer {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// The mark that some programs put before UTF-8.
  var hasByteOrderMark: Bool { count >= 3 && start[0] == 0xEF && start[1] == 0xBB && start[2] == 0xBF }

  /// Throws away the first `used` bytes.
  func drop(_ used: Int) {
    guard used > 0 else { return }
    memmove(start, start + used, count - used)
    count -= used
  }

  /// Room for `needed` bytes behind those in use.
  func room(for needed: Int) -> UnsafeMutableRawBufferPointer {
    if count + needed > capacity {
      let larger = max(capacity * 2, count + needed)
      let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
      memcpy(moved, start, count)
      start.deallocate()
      (start, capacity) = (moved, larger)
    }
    return UnsafeMutableRawBufferPointer(start: start + count, count: needed)
  }

  /// Appends text of the Windows code page as UTF-8.
  func append(windows1252 text: UnsafeRawBufferPointer) {
    _ = room(for: text.count * 3)
    count += Windows1252.decode(text, into: start + count)
  }

  /// Makes `""` one quote within a cell; returns the cell's new end.
  func removeDoubledQuotes(_ cell: CellRange) -> Int {
    var (from, to) = (cell.start, cell.start)
    while from < cell.end {
      start[to] = start[from]
      from += start[from] == UInt8(ascii: "\"") ? 2 : 1
      to += 1
    }
    return to
  }
}
