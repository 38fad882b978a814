import Domain
import Foundation
import Ingest

@testable import SourceCSV

/// A folder of files that exists as long as the test needs it.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "dealtop-csv-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: url.appending(path: name)) }

  func remove(_ name: String) throws { try FileManager.default.removeItem(at: url.appending(path: name)) }
}

/// Everything that a source delivered, put together by table.
struct Delivered {
  var batches: [Batch] = []
  var cursor = Cursor(text: "")

  var rejects: [Reject] { batches.flatMap(\.rejects) }
  var kinds: [RecordKind] { batches.filter { $0.count > 0 }.map(\.kind) }

  func count(_ kind: RecordKind) -> Int { batches.filter { $0.kind == kind }.reduce(0) { $0 + $1.count } }

  /// All values of a field as text: instants in ISO form, `-` for what is empty.
  func values(_ kind: RecordKind, _ field: String) -> [String] {
    batches.filter { $0.kind == kind }.flatMap { batch -> [String] in
      switch batch.columns[field] {
      case .text(let texts): (0..<batch.count).map { texts[$0] }
      case .instants(let instants): instants.map(Self.text)
      case .amounts(let amounts): amounts.map { $0 == Money.none ? "-" : "\($0)" }
      case .numbers(let numbers): numbers.map { $0.isNaN ? "-" : "\($0)" }
      case .flags(let flags): flags.map { $0 < 0 ? "-" : "\($0)" }
      case nil: []
      }
    }
  }

  func extras(_ kind: RecordKind, _ header: String) -> [String] {
    batches.filter { $0.kind == kind }.flatMap { batch in
      batch.extras[header].map { column in (0..<batch.count).map { column[$0] } } ?? []
    }
  }

  private static func text(_ instant: Instant) -> String {
    guard instant.isKnown else { return "-" }
    let second = ((instant.seconds % 86_400) + 86_400) % 86_400
    if second == 0 { return instant.utcDate.iso }
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(instant.utcDate.iso)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }
}

/// Reads paths once.
func deliver(
  _ paths: [String], map: [String] = [], zone: String = "UTC", after cursor: Cursor? = nil
) throws -> Delivered {
  var mapping = MappingSpec()
  for argument in map { mapping = try mapping.over(.parse(argument)) }
  let source = CSVSource(paths: paths, mapping: mapping, defaultTimeZone: zone)
  var delivered = Delivered()
  delivered.cursor = try source.read(after: cursor) { delivered.batches.append($0) }
  return delivered
}

/// Reads the text of one file.
func deliver(_ name: String, _ text: String, map: [String] = [], zone: String = "UTC") throws -> Delivered {
  let folder = try TemporaryFolder()
  try folder.write(name, text)
  return try deliver([folder.path], map: map, zone: zone)
}

/// Places that tests read from.
enum Places {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func fixture(_ name: String) -> String { repository.appending(path: "Tests/Fixtures/csv/\(name)").path }

  /// A folder of the shared data beside the checkout, or nil if it is not there.
  static func shared(_ name: String) -> String? {
    let path = repository.deletingLastPathComponent().appending(path: "shared/data/\(name)").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}

/// A small generator of pseudo-random numbers, the same for the same seed.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
