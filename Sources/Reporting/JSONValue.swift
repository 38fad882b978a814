/// A JSON document with the keys in the order they are written: the same figures always give the same bytes.
public indirect enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// Equal if they are written alike.
  public static func == (left: JSONValue, right: JSONValue) -> Bool { left.text() == right.text() }

  /// A number, or null where there is no data (or none that JSON can hold).
  public static func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .double(value)
  }

  /// The document as text, two spaces an indent.
  public func text(indent: Int = 0) -> String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): "\(value)"
    case .double(let value): value.isFinite ? "\(value)" : "null"
    case .string(let value): JSONValue.quoted(value)
    case .array(let items): list(items.map { $0.text(indent: indent + 1) }, "[", "]", indent, isFlat: isFlat(items))
    case .object(let members):
      list(
        members.map { "\(JSONValue.quoted($0.0)): \($0.1.text(indent: indent + 1))" }, "{", "}", indent,
        isFlat: members.isEmpty)
    }
  }

  private func isFlat(_ items: [JSONValue]) -> Bool {
    items.allSatisfy {
      switch $0 {
      case .array, .object: false
      default: true
      }
    }
  }

  private func list(_ items: [String], _ open: String, _ close: String, _ indent: Int, isFlat: Bool) -> String {
    if isFlat { return open + items.joined(separator: ", ") + close }
    let inner = String(repeating: "  ", count: indent + 1)
    let outer = String(repeating: "  ", count: indent)
    return "\(open)\n" + items.map { inner + $0 }.joined(separator: ",\n") + "\n\(outer)\(close)"
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if isHarmless(scalar) { out.unicodeScalars.append(scalar) } else { out += escaped(scalar) }
      }
    }
    return out + "\""
  }

  /// False for what moves the cursor of a terminal or turns text around: control and format characters.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    UTF16.encode(scalar).map { units in
      units.map { unit in
        let hex = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }.joined()
    } ?? ""
  }
}
