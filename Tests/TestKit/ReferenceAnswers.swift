import Domain
import Foundation
import Testing

/// What the reference implementation answers for a canonical set, by path of keys such as
/// `response_time.wall.all.km.median` or `response_time.wall.all.km.S.2`.
public struct ReferenceAnswers {
  private let root: Any

  /// Reads `<name>.json` of a fixture folder under `Tests/Fixtures/reference`.
  public init(_ folder: String, _ name: String = "expected") throws {
    let url = Fixtures.folder.appending(path: "reference/\(folder)/\(name).json")
    root = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
  }

  /// The value at a path; nil if it is null. Records an issue if there is no such path.
  public func value(_ path: String) -> Any? {
    var current = root
    for key in path.split(separator: ".") {
      if let object = current as? [String: Any], let next = object[String(key)] {
        current = next
      } else if let list = current as? [Any], let index = Int(key), list.indices.contains(index) {
        current = list[index]
      } else {
        Issue.record("the reference has no \(path)")
        return nil
      }
    }
    return current is NSNull ? nil : current
  }

  /// True if there is anything at a path, be it null.
  public func has(_ path: String) -> Bool {
    var current: Any? = root
    for key in path.split(separator: ".") {
      if let list = current as? [Any] {
        current = Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil }
      } else {
        current = (current as? [String: Any])?[String(key)]
      }
    }
    return current != nil
  }

  /// The number at a path; nil if it is null.
  public func number(_ path: String) -> Double? { (value(path) as? NSNumber)?.doubleValue }

  /// The whole number at a path.
  public func count(_ path: String) -> Int? { (value(path) as? NSNumber)?.intValue }

  /// The keys of the object at a path, sorted.
  public func keys(_ path: String) -> [String] { ((value(path) as? [String: Any]) ?? [:]).keys.sorted() }

  /// Expects `ours` to equal the number at `path` within `tolerance`, relative to numbers over 1.
  public func expect(
    _ path: String, _ ours: Double?, within tolerance: Double = 1e-9, at location: SourceLocation = #_sourceLocation
  ) {
    let theirs = number(path)
    let isClose: Bool =
      if let ours, let theirs {
        abs(ours - theirs) <= tolerance * max(1, abs(theirs))
      } else {
        ours == nil && theirs == nil
      }
    if !isClose {
      let (left, right) = (ours.map { "\($0)" } ?? "nothing", theirs.map { "\($0)" } ?? "nothing")
      Issue.record("\(path): ours \(left), reference \(right)", sourceLocation: location)
    }
  }

  /// The same for a count.
  public func expect(_ path: String, _ ours: Int, at location: SourceLocation = #_sourceLocation) {
    expect(path, Double(ours), within: 0, at: location)
  }
}

extension Fixtures {
  /// A canonical set of `Fixtures/reference`, as known at an instant.
  public static func canonical(_ name: String, through: Instant? = nil) throws -> CanonicalSet {
    try CanonicalSet(folder: folder.appending(path: "reference/\(name)"), through: through)
  }
}
