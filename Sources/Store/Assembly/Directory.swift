import Domain

/// People or accounts by id or name: rows may carry either, screens show a name that is unique. There may be very many,
/// and they are kept as long as rows come: so all lie in the columns that were read.
struct Directory {
  private let ids: TextColumn
  /// The name of each entry, its id where it has none.
  private let names: TextColumn
  /// Which names other entries have too.
  private let isShared: [Bool]
  private let byID: KeyIndex
  private let byName: KeyIndex

  /// Names that two entries share get their id behind them, as `Ann Lee (u12)`.
  init(ids: TextColumn, names: TextColumn) {
    let isNamed = (0..<ids.count).allSatisfy { !names.isEmpty(at: $0) }
    let names = isNamed ? names : TextColumn((0..<ids.count).map { names.isEmpty(at: $0) ? ids[$0] : names[$0] })
    (self.ids, self.names) = (ids, names)
    byID = KeyIndex(ids)
    byName = KeyIndex(names)
    isShared = Self.shared(names, byName)
  }

  private static func shared(_ names: TextColumn, _ index: KeyIndex) -> [Bool] {
    var shared = [Bool](repeating: false, count: names.count)
    names.bytes.withUnsafeBufferPointer { bytes in
      for entry in shared.indices {
        let first = Int(index.table.row(of: UnsafeBufferPointer(rebasing: bytes[names.range(entry)])))
        guard first >= 0, first != entry else { continue }
        shared[first] = true
        shared[entry] = true
      }
    }
    return shared
  }

  /// The entry that a row means: by id, else by name where only one has it.
  func entry(_ text: String) -> Int? {
    var text = text
    let (id, name) = text.withUTF8 { (Int(byID.table.row(of: $0)), Int(byName.table.row(of: $0))) }
    if text.isEmpty { return nil }
    if id >= 0 { return id }
    return name >= 0 && !isShared[name] ? name : nil
  }

  /// The name to show for what a row carries; itself if nobody is known by it.
  func name(_ text: String) -> String {
    guard let entry = entry(text) else { return text }
    return isShared[entry] ? "\(names[entry]) (\(ids[entry]))" : names[entry]
  }
}
