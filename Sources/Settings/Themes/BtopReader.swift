import Cells
import Domain
import Foundation

/// Reads themes of btop: lines such as `theme[main_bg]="#1d1f21"`. A value is `#rrggbb`, `#xx` for a grey, `r g b` in
/// decimals, or empty for the terminal's own colour.
enum BtopReader {
  static func recognises(_ text: String, file: String) -> Bool {
    file.lowercased().hasSuffix(".theme") || lines(text).contains { $0.hasPrefix("theme[") }
  }

  static func read(text: String, file: String, name: String) -> (ThemeDraft, [SettingsIssue]) {
    var draft = ThemeDraft(name: name, file: file)
    var issues: [SettingsIssue] = []
    for (index, line) in lines(text).enumerated() {
      do throws(Mistake) {
        guard let entry = try entry(line) else { continue }
        draft.palette[entry.key] = entry.color
      } catch {
        issues.append(
          SettingsIssue(
            severity: error.isHarmless ? .warning : .error, file: file, line: index + 1, column: error.column,
            message: error.message, hint: error.hint))
      }
    }
    if draft.palette.isEmpty {
      issues.append(SettingsIssue(file: file, message: "holds no colours", hint: "write theme[main_bg]=\"#1d1f21\""))
    }
    draft.isDark = draft.seemsDark(background: "main_bg", text: "main_fg")
    style(&draft)
    return (draft, issues)
  }

  private static func lines(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: "\u{FEFF}")))
    }
  }

  private struct Mistake: Error {
    var message: String
    var column: Int
    var hint = ""
    var isHarmless = false
  }

  /// The colour of a line, nil if it says nothing.
  private static func entry(_ line: String) throws(Mistake) -> (key: String, color: Color)? {
    guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
    guard line.hasPrefix("theme["), let end = line.firstIndex(of: "]") else {
      throw Mistake(message: "is not a line of a theme", column: 1, hint: "write theme[main_bg]=\"#1d1f21\"")
    }
    let key = line[line.index(line.startIndex, offsetBy: 6)..<end].trimmingCharacters(in: .whitespaces)
    let rest = line[line.index(after: end)...]
    guard let equals = rest.firstIndex(of: "=") else {
      throw Mistake(message: "\(quoted(key)) has no value", column: 7, hint: "write theme[\(key)]=\"#1d1f21\"")
    }
    let value = value(rest[rest.index(after: equals)...])
    guard let color = color(value) else {
      throw Mistake(
        message: "unknown colour \(quoted(value))",
        column: line.distance(from: line.startIndex, to: equals) + 2,
        hint: "write \"#rrggbb\", \"#xx\" for a grey or \"r g b\" from 0 to 255")
    }
    guard known.contains(key) else {
      let near = nearestName(to: key, in: known).map { "did you mean \($0)?" } ?? ""
      throw Mistake(message: "unknown key \(quoted(key))", column: 7, hint: near, isHarmless: true)
    }
    return (key, color)
  }

  /// What stands in quotes, or the first words up to a comment.
  private static func value(_ text: Substring) -> String {
    let text = text.trimmingCharacters(in: .whitespaces)
    if let quote = text.first, quote == "\"" || quote == "'" {
      return String(text.dropFirst().prefix { $0 != quote }).trimmingCharacters(in: .whitespaces)
    }
    return text.components(separatedBy: " #")[0].trimmingCharacters(in: .whitespaces)
  }

  private static func color(_ text: String) -> Color? {
    if text.isEmpty { return .standard }
    if text.count == 3, text.hasPrefix("#"), let grey = UInt8(text.dropFirst(), radix: 16) {
      return .rgb(grey, grey, grey)
    }
    if text.count == 7, text.hasPrefix("#") { return ColorText.color(text) }
    let parts = text.split(separator: " ").map { UInt8($0) }
    guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else { return nil }
    return .rgb(red, green, blue)
  }

  private static let known: [String] =
    [
      "main_bg", "main_fg", "title", "hi_fg", "selected_bg", "selected_fg", "inactive_fg", "graph_text", "meter_bg",
      "proc_misc", "cpu_box", "mem_box", "net_box", "proc_box", "div_line", "proc_pause_bg", "proc_follow_bg",
      "proc_banner_bg", "proc_banner_fg", "followed_bg", "followed_fg",
    ] + gradients.flatMap { name in ["start", "mid", "end"].map { "\(name)_\($0)" } }

  private static let gradients = [
    "cpu", "temp", "used", "free", "available", "cached", "download", "upload", "process",
  ]

  private static func style(_ draft: inout ThemeDraft) {
    // An end that is left empty means that a gradient has one colour, not that it is the terminal's.
    for name in gradients {
      for end in ["mid", "end"] where draft.palette["\(name)_\(end)"] == .standard {
        draft.palette["\(name)_\(end)"] = nil
      }
    }
    draft.look(.text, "main_fg", on: ["main_bg"])
    for role in [Role.dim, .limit, .axis, .noData, .pending, .second] {
      draft.look(role, "graph_text", "inactive_fg", "main_fg")
    }
    draft.look(.strong, "title", "main_fg", with: .bold)
    draft.look(.title, "title", "main_fg", with: .bold)
    draft.look(.breaching, "upload_end", "upload_mid", "upload_start", "hi_fg", with: .bold)
    draft.look(.border, "div_line", "inactive_fg")
    draft.look(.focus, "cpu_box", "hi_fg")
    draft.look(.key, "hi_fg", with: .bold)
    draft.look(.selection, "selected_fg", "main_fg", on: ["selected_bg", "meter_bg"], with: .bold)
    draft.look(.mark, "proc_misc", "hi_fg", with: .bold)
    draft.look(.seen, "proc_misc", "hi_fg")
    draft.look(.bar, "meter_bg", "inactive_fg", "graph_text")
    draft.look(.barPast, "upload_end", "upload_mid", "upload_start", "hi_fg")
    draft.look(.series, "download_end", "download_mid", "download_start", "hi_fg")
    // Swapped, because the background may be the terminal's, which cannot be written with.
    draft.look(.band, "hi_fg", "title", with: [.reverse, .bold])
    draft.look(.match, "title", "hi_fg", with: .reverse)
    let ends = gradients.flatMap { name in ["end", "mid", "start"].map { "\(name)_\($0)" } }
    draft.lookForStates(among: ends + ["hi_fg", "proc_misc", "cpu_box", "mem_box", "net_box", "proc_box", "title"])
  }
}
