import Domain
import Foundation

/// Writes columns one after another under a name of its own; the header comes last, then the file takes its place.
///
/// Long columns may be written before their turn and are read back from the file from then on, so that a data set need
/// never be in memory as a whole.
struct ColumnWriter: SeriesVisitor {
  private let draft: String
  private let descriptor: Int32
  private var position = ColumnHeader.page
  private var sections: [ColumnSection] = []
  /// Columns written before their turn, by where they lie in memory.
  private var settled: [UnsafeRawPointer: ColumnSection] = [:]
  /// True while columns are written before their turn.
  private var isSettling = false

  /// Creates the file, readable by the user alone: it holds what the store holds.
  init?(path: String) {
    Drafts.clear(of: path)
    guard let (draft, descriptor) = Drafts.create(for: path) else { return nil }
    (self.draft, self.descriptor) = (draft, descriptor)
  }

  /// Gives up: nothing is left behind.
  func abandon() {
    unlink(draft)
    close(descriptor)
  }

  /// Writes the long columns shown by `body` at once and lets go of their memory; when their turn comes, they are there.
  mutating func settle(_ body: (inout ColumnWriter) throws(SeriesFault) -> Void) throws(SeriesFault) {
    isSettling = true
    defer { isSettling = false }
    try body(&self)
  }

  mutating func visit<Value: BitwiseCopyable & Sendable>(_ series: inout Series<Value>) throws(SeriesFault) {
    let start = series.withUnsafeBytes { $0.baseAddress }
    if let start, let section = settled[start], section.count == UInt64(series.count), !isSettling {
      sections.append(section)
      return
    }
    let isLong = series.count * MemoryLayout<Value>.stride >= Self.long
    guard !isSettling || isLong, !isSettling || start.map({ settled[$0] == nil }) ?? true else { return }
    let section = try write(series)
    guard isSettling else { return sections.append(section) }
    guard let part = MappedPart(descriptor, section) else { throw .unusable }
    series = Series(part.bytes.bindMemory(to: Value.self), in: part)
    if let start = part.bytes.baseAddress { settled[start] = section }
  }

  /// Columns shorter than this are not worth a mapping of their own.
  private static let long = 1 << 18

  private mutating func write<Value>(_ series: Series<Value>) throws(SeriesFault) -> ColumnSection {
    let size = series.count * MemoryLayout<Value>.stride
    let alignment = size < ColumnHeader.page ? 64 : ColumnHeader.page
    let offset = (position + alignment - 1) / alignment * alignment
    position = offset + size
    let checksum: UInt64? = series.withUnsafeBytes { bytes in
      DescriptorIO.drain(bytes, to: descriptor, at: offset) ? ColumnChecksum.of(bytes) : nil
    }
    guard let checksum else { throw .unusable }
    return ColumnSection(
      stride: UInt64(MemoryLayout<Value>.stride), count: UInt64(series.count), offset: UInt64(offset),
      checksum: checksum)
  }

  /// Writes table of contents and header, marks the file as untouched and puts it in place.
  ///
  /// Does not wait for the disk, which would take ten times as long as all the rest: until the machine is started anew
  /// what was written is what is read, and after that the file is checked as a whole before it is used.
  mutating func finish(path: String, key: [UInt64]) throws(SeriesFault) {
    guard key.count <= ColumnHeader.keyLimit else { throw .unusable }
    var header = ColumnHeader()
    header.tableOffset = (position + 63) / 64 * 64
    header.sectionCount = sections.count
    header.tableChecksum = sections.withUnsafeBytes { ColumnChecksum.of($0) }
    header.size = header.tableOffset + sections.count * MemoryLayout<ColumnSection>.stride
    header.boot = MachineRun.current
    header.key = key
    let isTableWritten = sections.withUnsafeBytes { DescriptorIO.drain($0, to: descriptor, at: header.tableOffset) }
    guard isTableWritten, ftruncate(descriptor, header.size) == 0 else { throw .unusable }
    try seal(&header)
    guard rename(draft, path) == 0 else { throw .unusable }
    close(descriptor)
  }

  /// Any later write gives the file a later time than the stamp.
  private func seal(_ header: inout ColumnHeader) throws(SeriesFault) {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .unusable }
    header.stamp = (Int(facts.st_mtim.tv_sec) - 1, Int(facts.st_mtim.tv_nsec) / 1_000_000 * 1_000_000)
    guard header.words.withUnsafeBytes({ DescriptorIO.drain($0, to: descriptor, at: 0) }) else { throw .unusable }
    var times = MappedFile.times(header.stamp.seconds, header.stamp.nanoseconds)
    guard futimens(descriptor, &times) == 0 else { throw .unusable }
  }
}

/// One column of a file that is still being written.
private final class MappedPart: SeriesMemory, @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  init?(_ descriptor: Int32, _ section: ColumnSection) {
    guard let size = section.size, size > 0, let offset = Int(exactly: section.offset),
      let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, offset), start != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}

/// Files that are not finished.
enum Drafts {
  private static let mark = ".draft-"

  /// A new file, locked, that no other call writes to.
  static func create(for path: String) -> (draft: String, descriptor: Int32)? {
    for number in 0..<100 {
      let draft = "\(path)\(mark)\(getpid())-\(number)"
      let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        flock(descriptor, LOCK_EX)
        return (draft, descriptor)
      }
      if errno != EEXIST { return nil }
    }
    return nil
  }

  /// Takes away what a program that ended too early has left; drafts being written are locked.
  static func clear(of path: String) {
    for draft in siblings(of: path, startingWith: mark) {
      let descriptor = open(draft, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(draft) }
      close(descriptor)
    }
  }

  /// Files whose name is that of `path` with something behind it.
  static func siblings(of path: String, startingWith suffix: String) -> [String] {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(url.lastPathComponent + suffix) }.map { folder + "/" + $0 }
  }
}
