import Domain
import Foundation

/// A column file mapped into memory: its columns are there at once, and only what is read takes up memory. The file
/// may be replaced or removed meanwhile; what is mapped stays as it was.
final class MappedFile: SeriesMemory, @unchecked Sendable {
  let header: ColumnHeader
  let sections: [ColumnSection]
  private let bytes: UnsafeRawBufferPointer
  private let descriptor: Int32

  /// Maps a file made of exactly this key.
  ///
  /// Its size, header and table of contents are always checked. The columns, hundreds of megabytes, are read through
  /// and checked only if somebody may have touched them: if the modification time is not the one that the header
  /// names, as after any write or copy, or if the machine was started anew since, so that the disk may have lost
  /// something. A file found whole is given that time again, a nanosecond later, which says that it is on disk.
  static func open(_ path: String, key: [UInt64]) -> MappedFile? { open(path) { $0 == key } }

  /// Maps a file if it was made of what is wanted, and checks it as ``open(_:key:)`` says.
  static func open(_ path: String, where isWanted: (_ key: [UInt64]) -> Bool) -> MappedFile? {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard let file = MappedFile(descriptor, where: isWanted) else { return nil }
    guard !file.isTrusted else { return file }
    guard file.isWhole() else { return nil }
    var times = Self.times(file.header.stamp.seconds, file.header.stamp.nanoseconds + 1)
    futimens(descriptor, &times)
    return file
  }

  /// Takes over the descriptor.
  private init?(_ descriptor: Int32, where isWanted: ([UInt64]) -> Bool) {
    guard let bytes = Self.map(descriptor) else {
      close(descriptor)
      return nil
    }
    guard let header = ColumnHeader(bytes.bindMemory(to: UInt64.self)), isWanted(header.key),
      header.size == bytes.count, let sections = Self.sections(header, bytes)
    else {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
      close(descriptor)
      return nil
    }
    (self.header, self.sections, self.bytes, self.descriptor) = (header, sections, bytes, descriptor)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    close(descriptor)
  }

  /// Lets go of the pages that were looked at: they stay in the system's cache of the file, and who looks at them
  /// again gets them from there.
  func rest() { madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED) }

  /// The whole file, read-only; nil if it is no file or too short for a header.
  private static func map(_ descriptor: Int32) -> UnsafeRawBufferPointer? {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size >= ColumnHeader.page else {
      return nil
    }
    let size = Int(facts.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else { return nil }
    return UnsafeRawBufferPointer(start: start, count: size)
  }

  /// The table of contents; nil unless every section lies between the header and the table.
  private static func sections(_ header: ColumnHeader, _ bytes: UnsafeRawBufferPointer) -> [ColumnSection]? {
    let (length, overflow) = header.sectionCount.multipliedReportingOverflow(by: MemoryLayout<ColumnSection>.stride)
    guard !overflow, length <= bytes.count, header.tableOffset % 64 == 0, header.tableOffset >= ColumnHeader.page,
      header.tableOffset == bytes.count - length
    else { return nil }
    let table = UnsafeRawBufferPointer(rebasing: bytes[header.tableOffset...])
    guard ColumnChecksum.of(table) == header.tableChecksum else { return nil }
    let sections = Array(table.bindMemory(to: ColumnSection.self))
    let fit = sections.allSatisfy { section in
      guard let size = section.size, let offset = Int(exactly: section.offset) else { return false }
      return offset % 64 == 0 && offset >= ColumnHeader.page && offset <= header.tableOffset
        && size <= header.tableOffset - offset
    }
    return fit ? sections : nil
  }

  private var isTrusted: Bool {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, Int(facts.st_mtim.tv_sec) == header.stamp.seconds else { return false }
    let later = Int(facts.st_mtim.tv_nsec) - header.stamp.nanoseconds
    return later == 1 || later == 0 && header.boot != 0 && header.boot == MachineRun.current
  }

  static func times(_ seconds: Int, _ nanoseconds: Int) -> [timespec] {
    [timespec](repeating: timespec(tv_sec: seconds, tv_nsec: nanoseconds), count: 2)
  }

  /// Reads the file through and compares all checksums, without taking the memory that looking at the columns would.
  func isWhole() -> Bool {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: ColumnChecksum.block, alignment: 64)
    defer { block.deallocate() }
    return sections.allSatisfy { section in
      guard let size = section.size, var offset = Int(exactly: section.offset) else { return false }
      let end = offset + size
      var sum = ColumnChecksum()
      while offset < end {
        let part = UnsafeMutableRawBufferPointer(rebasing: block[..<min(block.count, end - offset)])
        guard DescriptorIO.fill(part, from: descriptor, at: offset) else { return false }
        sum.add(UnsafeRawBufferPointer(part))
        offset += part.count
      }
      return sum.value == section.checksum
    }
  }

  /// The values of a section as they lie in the file; nil if they are of another size.
  func values<Value: BitwiseCopyable>(_ section: ColumnSection, as type: Value.Type) -> UnsafeBufferPointer<Value>? {
    guard section.stride == UInt64(MemoryLayout<Value>.stride), let offset = Int(exactly: section.offset),
      let size = section.size
    else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + size]).bindMemory(to: type)
  }
}

/// Reads and writes all of a piece of memory.
enum DescriptorIO {
  static func fill(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, at offset: Int) -> Bool {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, offset + done)
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }

  /// In small pieces: the system keeps what is written at once in pages as large, and whoever looks at a single row
  /// of a mapped column would hold all of such a page, which may be two megabytes.
  static func drain(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int) -> Bool {
    let most = 1 << 16
    var done = 0
    while done < bytes.count {
      let size = min(most, bytes.count - done)
      let count = pwrite(descriptor, bytes.baseAddress?.advanced(by: done), size, offset + done)
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }
}
