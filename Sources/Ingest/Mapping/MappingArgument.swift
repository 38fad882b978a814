import Domain

extension MappingSpec {
  /// The value that leaves out a file or a column.
  public static let ignore = "ignore"

  /// Reads one `--map` argument.
  ///
  /// - `FILE=KIND` says what the rows of a file are, `FILE=ignore` leaves it out.
  /// - `FILE:HEADER=FIELD` says what a column is, `FILE:HEADER=ignore` leaves it out.
  /// - `FILE:HEADER=day-first`, `month-first`, `decimal-point`, `decimal-comma` say how to read its values;
  ///   `*` stands for all columns.
  ///
  /// FILE is a file's name or a pattern with `*`; folders before it are dropped.
  public static func parse(_ argument: String) throws(IngestError) -> MappingSpec {
    guard let equals = argument.lastIndex(of: "=") else { throw malformed(argument) }
    let target = argument[..<equals]
    let value = String(argument[argument.index(after: equals)...]).trimmed
    let colon = target.firstIndex(of: ":")
    let file = String(target[..<(colon ?? equals)]).trimmed
    let name = file.split(separator: "/").last.map(String.init) ?? ""
    guard !name.isEmpty, !value.isEmpty else { throw malformed(argument) }
    var entry = FileMapping(pattern: name)
    if let colon {
      let header = String(target[target.index(after: colon)...]).trimmed
      guard !header.isEmpty else { throw malformed(argument) }
      try entry.setColumn(header, to: value)
    } else if value == ignore {
      entry.ignored = true
    } else {
      entry.kind = try kind(named: value)
    }
    return MappingSpec(files: [entry])
  }

  /// A table by its name in mappings, or an error that names the nearest.
  public static func kind(named name: String) throws(IngestError) -> RecordKind {
    if let kind = RecordKind(rawValue: name) { return kind }
    throw unknown("table", name, names: RecordKind.allCases.map(\.rawValue) + [ignore])
  }

  /// This mapping with what `other` says added where this one says nothing.
  public func over(_ other: MappingSpec) -> MappingSpec {
    var combined = MappingSpec(files: files + other.files)
    combined.wonStages = wonStages.union(other.wonStages)
    combined.lostStages = lostStages.union(other.lostStages)
    return combined
  }

  /// All that is said about the file of this name, put together; nil if nothing is.
  public func mapping(forFile name: String) -> FileMapping? {
    let matching = files.filter { $0.applies(to: name) }
    guard var result = matching.first else { return nil }
    for entry in matching.dropFirst() {
      result.kind = result.kind ?? entry.kind
      result.ignored = result.ignored || entry.ignored && result.kind == nil
      result.timeZone = result.timeZone ?? entry.timeZone
      result.columns.merge(entry.columns) { first, _ in first }
      result.dateOrders.merge(entry.dateOrders) { first, _ in first }
      result.decimalMarks.merge(entry.decimalMarks) { first, _ in first }
    }
    return result
  }

  static func unknown(_ what: String, _ name: String, names: [String]) -> IngestError {
    let nearest = nearestNames(to: name, in: names)
    let hint =
      nearest.isEmpty
      ? "One of: \(names.joined(separator: ", "))." : "Did you mean \(nearest.joined(separator: " or "))?"
    return IngestError("There is no \(what) named \"\(safeText(name))\".", hint: hint)
  }

  private static func malformed(_ argument: String) -> IngestError {
    IngestError(
      "\"\(safeText(argument, limit: 60))\" is no mapping.",
      hint: "Write FILE=KIND, FILE=ignore, FILE:HEADER=FIELD, FILE:HEADER=ignore or FILE:HEADER=day-first.")
  }
}

extension FileMapping {
  /// True if this entry speaks of the file of this name.
  public func applies(to name: String) -> Bool { matches(pattern: pattern, name: name) }

  /// Sets what one value says of a column: its field, that it is left out, or how to read it.
  public mutating func setColumn(_ header: String, to value: String) throws(IngestError) {
    if let order = DateOrder(rawValue: value) {
      dateOrders[header] = order
    } else if let mark = DecimalMark(rawValue: value) {
      decimalMarks[header] = mark
    } else if value == MappingSpec.ignore || Self.fieldNames.contains(value) {
      columns[header] = value
    } else {
      let readings = DateOrder.allCases.map(\.rawValue) + DecimalMark.allCases.map(\.rawValue)
      throw MappingSpec.unknown("field", value, names: Self.fieldNames + [MappingSpec.ignore] + readings)
    }
  }

  /// Every canonical field's name, each once, in the order of the documentation.
  public static let fieldNames: [String] = {
    var seen: Set<String> = []
    return FieldCatalog.all.map(\.name).filter { seen.insert($0).inserted }
  }()
}

extension String {
  /// Without surrounding white space.
  var trimmed: String {
    let start = drop { $0.isWhitespace }
    let end = start.reversed().prefix { $0.isWhitespace }.count
    return String(start.dropLast(end))
  }
}

/// True if `name` matches a pattern in which `*` stands for anything, ignoring case.
func matches(pattern: String, name: String) -> Bool {
  let pattern = Array(pattern.lowercased())
  let name = Array(name.lowercased())
  var (inPattern, inName) = (0, 0)
  var (star, resume) = (-1, 0)
  while inName < name.count {
    if inPattern < pattern.count, pattern[inPattern] == "*" {
      (star, resume) = (inPattern, inName)
      inPattern += 1
    } else if inPattern < pattern.count, pattern[inPattern] == name[inName] {
      inPattern += 1
      inName += 1
    } else if star >= 0 {
      resume += 1
      (inPattern, inName) = (star + 1, resume)
    } else {
      return false
    }
  }
  return pattern[inPattern...].allSatisfy { $0 == "*" }
}
