import AlertEngine
import Domain
import Foundation
import GRDB

/// What figures are defined by, as it was last seen. Whoever sees something else notes it on the record of alerts: a
/// figure that moved because it means something else now is no news of the organisation.
extension Store {
  /// The name under which changed definitions are on the record, in place of a rule.
  public static let definitions = AlertKey(rule: "definitions")

  /// Keeps the definitions in force, and says on the record what became different; the first ones are no difference.
  /// - Parameters:
  ///   - definitions: what is defined, and how, in words.
  ///   - actor: whose program noticed it.
  /// - Returns: true if anything was written.
  @discardableResult
  public func keepDefinitions(
    _ definitions: [String: String], at now: Instant, actor: String
  ) throws(StoreError) -> Bool {
    guard try reading({ try $0.definitions() }) != definitions else { return false }
    return try writing { database in
      let known = try database.definitions()
      guard known != definitions else { return false }
      let text = String(decoding: try DefinitionCoding.encoder.encode(definitions), as: UTF8.self)
      try database.run("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", DefinitionCoding.key, text)
      let changes = known.map { Self.differences($0, definitions) } ?? []
      guard !changes.isEmpty else { return true }
      let remarks = changes.map {
        AlertUpdate.Remark(.definitionChanged, of: Self.definitions, at: now, actor: actor, note: $0)
      }
      try AlertRows.write(AlertUpdate(remarks: remarks), in: database)
      return true
    }
  }

  /// "answer limit: 5 min -> 10 min", in order of name.
  private static func differences(_ old: [String: String], _ new: [String: String]) -> [String] {
    Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map { name in
      "\(name): \(old[name] ?? "none") -> \(new[name] ?? "none")"
    }
  }
}

private enum DefinitionCoding {
  static let key = "definitions"
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
  }
}

extension Database {
  /// Nil where none were ever kept.
  fileprivate func definitions() throws -> [String: String]? {
    guard let text = try rows("SELECT value FROM state WHERE key = ?", DefinitionCoding.key).first?.text(0) else {
      return nil
    }
    return try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }
}
