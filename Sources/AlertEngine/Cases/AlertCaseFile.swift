import Foundation

/// Why a file of cases cannot be read.
public struct AlertCaseProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where: a path of keys such as `cases[3].steps[5].t`, or a line and a column.
  public var place: String
  /// What was expected there.
  public var message: String

  /// `place: message`.
  public var description: String { place.isEmpty ? message : "\(place): \(message)" }
}

/// A file of cases: `{"cases": [{"name", "spec", "steps", "expect"}]}`.
public enum AlertCaseFile {
  private struct Contents: Decodable { var cases: [AlertCase] }

  /// Reads the bytes of a file.
  /// - Throws: the first thing that cannot be read.
  public static func read(_ data: Data) throws(AlertCaseProblem) -> [AlertCase] {
    do {
      return try JSONDecoder().decode(Contents.self, from: data).cases
    } catch let error as DecodingError {
      throw problem(error, in: data)
    } catch {
      throw AlertCaseProblem(place: "", message: "expected JSON: \(error)")
    }
  }

  private static func problem(_ error: DecodingError, in data: Data) -> AlertCaseProblem {
    switch error {
    case .keyNotFound(let key, let context):
      AlertCaseProblem(place: path(context.codingPath + [key]), message: "expected here, but missing")
    case .typeMismatch(let type, let context):
      AlertCaseProblem(place: path(context.codingPath), message: "expected \(words(for: type))")
    case .valueNotFound(let type, let context):
      AlertCaseProblem(place: path(context.codingPath), message: "expected \(words(for: type)), found null")
    case .dataCorrupted(let context) where context.codingPath.isEmpty: syntaxProblem(in: data)
    case .dataCorrupted(let context):
      AlertCaseProblem(place: path(context.codingPath), message: context.debugDescription)
    @unknown default: AlertCaseProblem(place: "", message: "cannot be read")
    }
  }

  /// `cases[3].steps[5].t`.
  private static func path(_ keys: [any CodingKey]) -> String {
    if keys.isEmpty { return "top level" }
    return keys.reduce(into: "") { path, key in
      path += key.intValue.map { "[\($0)]" } ?? (path.isEmpty ? key.stringValue : "." + key.stringValue)
    }
  }

  private static func words(for type: any Any.Type) -> String {
    switch type {
    case is Int.Type, is Int64.Type: "a whole number"
    case is Double.Type: "a number"
    case is String.Type: "text"
    case is Bool.Type: "true or false"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }

  /// The decoder does not say what is wrong with text that is no JSON; this reader does, with the number of a byte.
  private static func syntaxProblem(in data: Data) -> AlertCaseProblem {
    var detail = "this is none"
    do {
      _ = try JSONSerialization.jsonObject(with: data)
    } catch {
      detail = (error as NSError).userInfo["NSDebugDescription"] as? String ?? detail
    }
    let offset = detail.firstMatch(of: /around character (\d+)/).flatMap { Int($0.1) }
    return AlertCaseProblem(place: offset.map { place(of: $0, in: data) } ?? "", message: "expected JSON: \(detail)")
  }

  private static func place(of offset: Int, in data: Data) -> String {
    let before = data.prefix(offset)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    return "line \(line), column \(column)"
  }
}
