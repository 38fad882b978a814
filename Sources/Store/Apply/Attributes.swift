import Domain

/// The columns beyond the known fields, kept with each row as one JSON object of texts: names in order, no empty ones.
enum Attributes {
  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// `{"a":"1","b":"x"}`; empty without any value.
  static func encode(_ attributes: [String: String]) -> String {
    let kept = attributes.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
    guard !kept.isEmpty else { return "" }
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for (name, value) in kept {
      if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
      appendQuoted(name.utf8, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      appendQuoted(value.utf8, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same for every row of columns, which come in the order of their names.
  static func encode(_ columns: [(name: String, values: TextColumn)], rows: Int) -> TextColumn {
    let names = columns.map { column in
      var name: [UInt8] = []
      appendQuoted(column.name.utf8, to: &name)
      return name + [UInt8(ascii: ":")]
    }
    var encoded = TextColumn()
    var bytes: [UInt8] = []
    for row in 0..<rows {
      bytes.removeAll(keepingCapacity: true)
      for (index, column) in columns.enumerated() where !column.values.isEmpty(at: row) {
        bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
        bytes += names[index]
        appendQuoted(column.values.bytes[column.values.range(row)], to: &bytes)
      }
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "}")) }
      bytes.withUnsafeBufferPointer { encoded.append(utf8: $0) }
    }
    return encoded
  }

  /// What ``encode(_:)`` wrote; of anything else what can be read.
  static func decode(_ json: UnsafeBufferPointer<UInt8>) -> [String: String] {
    var attributes: [String: String] = [:]
    forEach(in: json) { attributes[String(decoding: $0, as: UTF8.self)] = String(decoding: $1, as: UTF8.self) }
    return attributes
  }

  static func decode(_ json: String) -> [String: String] {
    var json = json
    return json.withUTF8(decode)
  }

  /// Gives names and values in turn, as UTF-8.
  static func forEach(in json: UnsafeBufferPointer<UInt8>, _ body: ([UInt8], [UInt8]) -> Void) {
    var name: [UInt8]?
    var position = 0
    while position < json.count {
      guard json[position] == quote else {
        position += 1
        continue
      }
      let text = takeText(json, &position)
      if let known = name {
        body(known, text)
        name = nil
      } else {
        name = text
      }
    }
  }

  /// Appends a JSON string; control characters, quotes and backslashes are escaped.
  static func appendQuoted(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(quote)
    for byte in text {
      if byte == quote || byte == backslash {
        bytes.append(backslash)
        bytes.append(byte)
      } else if byte < 0x20 {
        bytes.append(contentsOf: "\\u00\(byte < 16 ? "0" : "1")".utf8)
        bytes.append(contentsOf: String(byte & 15, radix: 16).utf8)
      } else {
        bytes.append(byte)
      }
    }
    bytes.append(quote)
  }

  /// Reads the string that starts at `position` and goes behind it. Only control characters are written as `\u00..`.
  private static func takeText(_ json: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> [UInt8] {
    var text: [UInt8] = []
    position += 1
    while position < json.count, json[position] != quote {
      if json[position] == backslash, position + 1 < json.count {
        position += 1
        if json[position] == UInt8(ascii: "u"), position + 4 < json.count {
          let digits = String(decoding: json[(position + 3)...(position + 4)], as: UTF8.self)
          text.append(UInt8(digits, radix: 16) ?? 0x20)
          position += 5
          continue
        }
      }
      text.append(json[position])
      position += 1
    }
    position += 1
    return text
  }
}
