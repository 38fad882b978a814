import Domain
import Yams

/// Puts what the user corrected on screen into a settings file, leaving everything else, comments too, as it is.
public enum SettingsWriter {
  /// The text of a settings file with its process and working hours replaced.
  ///
  /// Only the sections concerned change; a section that is not there is added at the end. Marks of stages and jumps
  /// that the old section had are kept for stages that are still there.
  ///
  /// - Parameters:
  ///   - text: The file as it is; empty for a new one.
  ///   - file: Its name, for issues.
  ///   - process: The corrected process, nil to leave it.
  ///   - hours: The corrected hours, nil to leave them.
  /// - Throws: An issue if the file cannot be read, or is written in a way that cannot be changed in place.
  public static func updating(
    text: String, file: String, process: SalesProcess?, hours: BusinessHours?
  ) throws(SettingsIssue) -> String {
    let (old, issues) = SettingsReader.read(text: text, file: file, kind: .folder)
    if let broken = issues.first(where: { $0.severity == .error }) { throw broken }
    var document = try SettingsDocument(text: text, file: file)
    var wanted = old
    if let process {
      let version = try corrected(old.process, by: process, file: file)
      document.replace(["process", "stages", "won", "lost"], by: SettingsText.lines(of: version))
      wanted.process = [version]
    }
    if let hours {
      document.replace(["business"], by: SettingsText.lines(of: hours))
      wanted.hours = HoursSettings(hours)
    }
    let (written, _) = SettingsReader.read(text: document.text, file: file, kind: .folder)
    guard written == wanted else {
      throw SettingsIssue(
        file: file, message: "cannot be changed in place", hint: "write process and business as block sections")
    }
    return document.text
  }

  private static func corrected(
    _ old: [ProcessVersion], by process: SalesProcess, file: String
  ) throws(SettingsIssue) -> ProcessVersion {
    guard old.count <= 1 else {
      throw SettingsIssue(
        file: file, message: "the process has several versions", hint: "change them in the file by hand")
    }
    var version = old.first ?? ProcessVersion()
    let known = version.stages
    version.stages = process.stages.map { name in known.first { $0.name == name } ?? StageSetting(name: name) }
    version.jumps = version.jumps.filter { $0.allSatisfy(process.stages.contains) }
    version.won = process.won
    version.lost = process.lost
    return version
  }
}

/// The lines of a settings file and where its sections lie.
private struct SettingsDocument {
  private var lines: [String]
  private let newline: String
  private var sections: [(name: String, range: Range<Int>)] = []

  var text: String { lines.joined(separator: "\n") }

  init(text: String, file: String) throws(SettingsIssue) {
    newline = text.utf8.contains(0x0D) ? "\r" : ""
    lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    var notes = Notes(file: file)
    guard let root = YAMLText.root(of: text, &notes) else { return }
    let keys = root.mapping.map { $0.map(\.key) } ?? []
    let names = keys.compactMap { $0.scalar?.string }
    let starts = keys.compactMap { key in key.mark.flatMap { $0.column == 1 ? $0.line - 1 : nil } }
    let ascend = zip(starts, starts.dropFirst()).allSatisfy(<)
    guard !keys.isEmpty, names.count == keys.count, starts.count == keys.count, ascend,
      starts.allSatisfy(lines.indices.contains)
    else {
      throw SettingsIssue(
        file: file, line: 1, column: 1, message: "cannot be changed in place", hint: "write one key a line")
    }
    for (index, name) in names.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : documentEnd(after: starts[index])
      sections.append((name, starts[index]..<lastLine(of: starts[index]..<end)))
    }
  }

  /// Replaces the first of these sections and removes the others; adds one at the end if there is none.
  mutating func replace(_ names: [String], by new: [String]) {
    let new = new.map { $0 + newline }
    let found = sections.filter { names.contains($0.name) }
    guard let first = found.first else {
      append(new)
      return
    }
    for section in found.dropFirst().reversed() { remove(section.range) }
    let change = new.count - first.range.count
    lines.replaceSubrange(first.range, with: new)
    shift(after: first.range.lowerBound, by: change)
  }

  private mutating func append(_ new: [String]) {
    var end = lines.count
    while end > 0, lines[end - 1].allSatisfy(\.isWhitespace) { end -= 1 }
    lines.removeSubrange(end...)
    lines += (end == 0 ? [] : [newline]) + new + [""]
  }

  private mutating func remove(_ range: Range<Int>) {
    lines.removeSubrange(range)
    sections.removeAll { $0.range == range }
    shift(after: range.lowerBound, by: -range.count)
  }

  private mutating func shift(after line: Int, by change: Int) {
    for index in sections.indices where sections[index].range.lowerBound > line {
      let range = sections[index].range
      sections[index].range = range.lowerBound + change..<range.upperBound + change
    }
  }

  private func documentEnd(after start: Int) -> Int {
    lines[start...].firstIndex { $0.hasPrefix("---") || $0.hasPrefix("...") } ?? lines.count
  }

  /// Blank lines and comments at the margin that follow a section belong to what comes next.
  private func lastLine(of range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound + 1, lines[end - 1].allSatisfy(\.isWhitespace) || lines[end - 1].hasPrefix("#") {
      end -= 1
    }
    return end
  }
}
