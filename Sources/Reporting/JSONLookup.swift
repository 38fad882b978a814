import Domain

extension JSONValue {
  /// The value at a path of keys between dots. An array's elements go by their number, or by their `id`, `name`,
  /// `stage` or `element`. Keys that hold dots themselves are found too.
  public func value(at path: String) -> JSONValue? {
    if path.isEmpty { return self }
    for (key, value) in children where path == key || path.hasPrefix(key + ".") {
      if let found = value.value(at: String(path.dropFirst(key.count + 1))) { return found }
    }
    return nil
  }

  /// The path among all that is spelled most like one that leads nowhere.
  public func nearestPath(to path: String) -> String? {
    let parts = path.split(separator: ".").map(String.init)
    var (here, known) = (self, [String]())
    for part in parts {
      if let next = here.value(at: part) {
        (here, known) = (next, known + [part])
      } else {
        return nearestName(to: part, in: here.children.map(\.key)).map { (known + [$0]).joined(separator: ".") }
      }
    }
    return nil
  }

  private var children: [(key: String, value: JSONValue)] {
    switch self {
    case .object(let members): members.map { ($0.0, $0.1) }
    case .array(let items): items.enumerated().flatMap { index, item in item.names(at: index).map { ($0, item) } }
    default: []
    }
  }

  private func names(at index: Int) -> [String] {
    guard case .object(let members) = self else { return ["\(index)"] }
    let own = members.compactMap { key, value -> String? in
      guard ["id", "name", "stage", "element"].contains(key), case .string(let text) = value else { return nil }
      return text
    }
    return ["\(index)"] + own
  }
}
