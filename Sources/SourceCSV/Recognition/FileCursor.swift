import Ingest

/// What a cursor remembers: every file with its stamp and the way it was read.
struct FileCursor: Equatable {
  struct Entry: Equatable {
    var stamp: FileStamp
    var signature: String
  }

  /// Changes when the same bytes are to be read differently by a newer program.
  private static let version = "csv1"

  /// How values are read apart from the columns: zone, orders, stage names.
  var settings: String
  /// By path.
  var files: [String: Entry] = [:]

  var cursor: Cursor {
    var lines = ["\(Self.version)\t\(settings)"]
    for (path, entry) in files.sorted(by: { $0.key < $1.key }) {
      let stamp = entry.stamp
      lines.append("\(stamp.size)\t\(stamp.modified)\t\(stamp.inode)\t\(entry.signature)\t\(path)")
    }
    return Cursor(text: lines.joined(separator: "\n"))
  }

  init(settings: String) { self.settings = settings }

  /// Nil for a cursor of another program or of other settings: then everything is new.
  init?(_ cursor: Cursor?, settings: String) {
    guard let cursor else { return nil }
    let lines = cursor.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "\(Self.version)\t\(settings)" else { return nil }
    self.init(settings: settings)
    for line in lines.dropFirst() {
      let parts = line.split(separator: "\t", maxSplits: 4, omittingEmptySubsequences: false)
      guard parts.count == 5, let size = Int64(parts[0]), let modified = Int64(parts[1]), let inode = UInt64(parts[2])
      else { continue }
      let stamp = FileStamp(size: size, modified: modified, inode: inode)
      files[String(parts[4])] = Entry(stamp: stamp, signature: String(parts[3]))
    }
  }

  /// Identifies what the user says about reading values.
  static func settings(_ mapping: MappingSpec, timeZone: String) -> String {
    var hash = StableHash()
    hash.add(timeZone)
    for name in mapping.wonStages.sorted() + ["/"] + mapping.lostStages.sorted() { hash.add(name) }
    for file in mapping.files {
      hash.add("\(file.pattern) \(file.kind?.rawValue ?? "") \(file.ignored) \(file.timeZone ?? "")")
      for (header, field) in file.columns.sorted(by: { $0.key < $1.key }) { hash.add("\(header)=\(field)") }
      for (header, order) in file.dateOrders.sorted(by: { $0.key < $1.key }) { hash.add("\(header)=\(order)") }
      for (header, mark) in file.decimalMarks.sorted(by: { $0.key < $1.key }) { hash.add("\(header)=\(mark)") }
    }
    return hash.hex
  }
}
