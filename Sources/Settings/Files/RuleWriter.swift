import AlertEngine
import Domain
import Yams

/// Puts the levels of a rule into a settings file; everything else in it, comments and blanks too, stays as it is.
public enum RuleWriter {
  /// The text of a settings file with the levels of a rule replaced. A rule that it does not name is added.
  ///
  /// - Parameters:
  ///   - text: The file as it is; empty for a new one.
  ///   - file: Its name, for issues.
  ///   - base: What the files below it say.
  /// - Throws: An issue if the file cannot be read, or is written in a way that cannot be changed in place.
  public static func updating(
    text: String, file: String, over base: Settings = Settings(), levels: RuleLevels, of rule: AlertRule
  ) throws(SettingsIssue) -> String {
    let (old, issues) = SettingsReader.read(text: text, file: file, kind: .user, over: base)
    if let broken = issues.first(where: { $0.severity == .error }) { throw broken }
    var notes = Notes(file: file)
    var lines = RuleLines(text)
    let entries = entries(rule, levels)
    let rules = YAMLText.root(of: text, &notes)?.mapping?["rules"]
    if let entry = entry(rule.id, in: rules) {
      try lines.change(entry, entries, file: file)
    } else {
      try lines.add(rule.id, entries, to: rules, file: file)
    }
    try check(lines.text, file, base, old, levels, rule.id)
    return lines.text
  }

  /// True if a settings file says something of a rule.
  static func names(_ rule: String, in text: String) -> Bool {
    var notes = Notes(file: "")
    return entry(rule, in: YAMLText.root(of: text, &notes)?.mapping?["rules"]) != nil
  }

  /// Nothing but the levels must have changed.
  private static func check(
    _ text: String, _ file: String, _ base: Settings, _ old: Settings, _ levels: RuleLevels, _ id: String
  ) throws(SettingsIssue) {
    let (new, issues) = SettingsReader.read(text: text, file: file, kind: .user, over: base)
    var (before, after) = (old, new)
    before.rules.removeAll { $0.id == id }
    after.rules.removeAll { $0.id == id }
    let saved = new.rules.first { $0.id == id }.map(RuleLevels.init)
    guard issues.allSatisfy({ $0.severity != .error }), before == after, saved == levels else {
      throw unchangeable(file)
    }
  }

  static func unchangeable(_ file: String) -> SettingsIssue {
    SettingsIssue(
      file: file, message: "cannot be changed in place", hint: "write the rule as a block: - id: response-share")
  }

  private static func entry(_ id: String, in rules: Node?) -> Node? {
    rules?.sequence?.first { $0.mapping?["id"]?.scalar?.string == id }
  }

  /// What is written of the levels, in the unit of the statistic.
  private static func entries(_ rule: AlertRule, _ levels: RuleLevels) -> [(key: String, value: String)] {
    let name = StatisticName(rule.request.statistic)
    guard !name.isItem else { return [("allow", plain(levels.warn))] }
    func written(_ level: Double) -> String { name.unit == .seconds ? "\(plain(level))s" : plain(level) }
    return [("warn", written(levels.warn)), ("crit", levels.critical.map(written) ?? "none")]
  }

  /// `30` and not `30.0`.
  private static func plain(_ number: Double) -> String { Int(exactly: number).map { "\($0)" } ?? "\(number)" }
}

/// The lines of a file, changed by the places of nodes in it.
private struct RuleLines {
  private var lines: [String]
  private let newline: String

  init(_ text: String) {
    newline = text.utf8.contains(0x0D) ? "\r" : ""
    lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  var text: String { lines.joined(separator: "\n") }

  /// Replaces values of an entry; keys that it does not have come after its id.
  mutating func change(
    _ entry: Node, _ entries: [(key: String, value: String)], file: String
  ) throws(SettingsIssue) {
    guard let id = entry.mapping?["id"] else { throw RuleWriter.unchangeable(file) }
    // From the end of the file to its beginning, so that places stay true.
    let known = entries.compactMap { entry_ in
      entry.mapping?[entry_.key].map { ($0, Self.inStyle(of: $0, entry_.value)) }
    }
    let missing = entries.filter { entry.mapping?[$0.key] == nil }
    var edits = known.map { (node: $0.0, value: $0.1, isNew: false) }
    edits += missing.reversed().map { (node: id, value: "\($0.key): \($0.value)", isNew: true) }
    let ordered = edits.sorted { Self.place($1.node) < Self.place($0.node) }
    for edit in ordered {
      guard let range = range(of: edit.node) else { throw RuleWriter.unchangeable(file) }
      if edit.isNew {
        insert(edit.value, after: edit.node, range, in: entry)
      } else {
        replace(range, by: edit.value, edit.node)
      }
    }
  }

  /// The same level as a percentage where the old one was written so, and if it is exactly that.
  private static func inStyle(of old: Node, _ value: String) -> String {
    guard old.scalar?.string.hasSuffix("%") == true, let share = Double(value) else { return value }
    let percent = (share * 1_000).rounded() / 10
    guard percent / 100 == share else { return value }
    return (Int(exactly: percent).map { "\($0)" } ?? "\(percent)") + "%"
  }

  /// Adds an entry to the list, which is made if there is none.
  mutating func add(
    _ id: String, _ entries: [(key: String, value: String)], to rules: Node?, file: String
  ) throws(SettingsIssue) {
    guard let rules else { return append(["rules:"] + Self.entry(id, entries, indent: 2)) }
    guard let list = rules.sequence, list.style != .flow, let first = list.first?.mark else {
      throw RuleWriter.unchangeable(file)
    }
    let indent = lines[first.line - 1].prefix { $0 == " " }.count
    let end = sectionEnd(after: first.line - 1, indent)
    lines.insert(contentsOf: Self.entry(id, entries, indent: indent).map { $0 + newline }, at: end)
  }

  private static func entry(_ id: String, _ entries: [(key: String, value: String)], indent: Int) -> [String] {
    let blank = String(repeating: " ", count: indent)
    // As ids are mostly written, though the dash would do with quotes.
    let isPlain = id.first?.isLetter == true && id.utf8.allSatisfy { $0 == 0x2D || $0 == 0x5F || Self.isWord($0) }
    return ["\(blank)- id: \(isPlain ? id : SettingsText.scalar(id))"]
      + entries.map { "\(blank)  \($0.key): \($0.value)" }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }

  /// The line after the last one of a list, whose entries stand that far in.
  private func sectionEnd(after start: Int, _ indent: Int) -> Int {
    var end = start + 1
    for place in lines.indices.dropFirst(start + 1) {
      let line = lines[place]
      let own = line.prefix { $0 == " " }
      let rest = line.dropFirst(own.count).trimmingPrefix { $0 == "\r" }
      if rest.isEmpty { continue }
      // A comment at the margin belongs to what comes next.
      if own.count < indent || own.count == indent && !rest.hasPrefix("-") { break }
      end = place + 1
    }
    return end
  }

  private mutating func append(_ new: [String]) {
    var end = lines.count
    while end > 0, lines[end - 1].allSatisfy(\.isWhitespace) { end -= 1 }
    lines.removeSubrange(end...)
    lines += (end == 0 ? [] : [newline]) + new.map { $0 + newline } + [""]
  }

  /// True if an entry is written within braces.
  private func isBraced(_ entry: Node) -> Bool {
    guard let mark = entry.mark, lines.indices.contains(mark.line - 1) else { return false }
    return lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1).first == "{"
  }

  private static func place(_ node: Node) -> (Int, Int) { (node.mark?.line ?? 0, node.mark?.column ?? 0) }

  /// Where a scalar is on its line, quotes and all; nil if it cannot be told.
  private func range(of node: Node) -> Range<Int>? {
    guard let scalar = node.scalar, let mark = node.mark, lines.indices.contains(mark.line - 1) else { return nil }
    let line = Array(lines[mark.line - 1].unicodeScalars)
    let start = mark.column - 1
    guard line.indices.contains(start) else { return nil }
    let quote = line[start]
    if quote == "\"" || quote == "'" {
      let end = line.indices.dropFirst(start + 1).first { line[$0] == quote }
      return end.map { start..<$0 + 1 }
    }
    let end = start + scalar.string.unicodeScalars.count
    guard end <= line.count, String(String.UnicodeScalarView(line[start..<end])) == scalar.string else { return nil }
    return start..<end
  }

  private mutating func replace(_ range: Range<Int>, by value: String, _ node: Node) {
    guard let mark = node.mark else { return }
    var line = Array(lines[mark.line - 1].unicodeScalars)
    line.replaceSubrange(range, with: Array(value.unicodeScalars))
    lines[mark.line - 1] = String(String.UnicodeScalarView(line))
  }

  /// Puts a key with its value after the id: on a line of its own, or within braces.
  private mutating func insert(_ text: String, after id: Node, _ range: Range<Int>, in entry: Node) {
    guard let mark = id.mark,
      let column = entry.mapping?.first(where: { $0.key.scalar?.string == "id" })?.key.mark?.column
    else { return }
    if isBraced(entry) {
      replace(range.upperBound..<range.upperBound, by: ", \(text)", id)
    } else {
      lines.insert(String(repeating: " ", count: column - 1) + text + newline, at: mark.line)
    }
  }
}
