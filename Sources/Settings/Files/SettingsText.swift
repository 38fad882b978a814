import Domain

/// Settings as YAML lines.
enum SettingsText {
  static func lines(of version: ProcessVersion) -> [String] {
    var lines = ["process:"]
    if let from = version.from { lines.append("  from: \(from.iso)") }
    if let pipeline = version.pipeline { lines.append("  pipeline: \(scalar(pipeline))") }
    if !version.stages.isEmpty { lines.append("  stages:") }
    lines += version.stages.map { "    - \(text(of: $0))" }
    if !version.jumps.isEmpty { lines.append("  jumps:") }
    lines += version.jumps.map { "    - \(list($0))" }
    if !version.won.isEmpty { lines.append("  won: \(oneOrList(version.won))") }
    if !version.lost.isEmpty { lines.append("  lost: \(oneOrList(version.lost))") }
    return lines.count == 1 ? ["process: {}"] : lines
  }

  static func lines(of hours: BusinessHours) -> [String] {
    let days = hours.weekdays.map(String.init).joined(separator: ", ")
    let holidays = hours.holidays.map(\.iso).joined(separator: ", ")
    if let week = hours.week {
      let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
      let lines = zip(names, week).map { name, spans in
        "    \(name): [\(spans.map { "\"\(clock($0.opensAt))-\(clock($0.closesAt))\"" }.joined(separator: ", "))]"
      }
      return ["business:", "  tz: \(scalar(hours.timeZone))", "  hours:"] + lines + ["  holidays: [\(holidays)]"]
    }
    return [
      "business:", "  tz: \(scalar(hours.timeZone))", "  weekdays: [\(days)]",
      "  open: \"\(clock(hours.opensAt))\"", "  close: \"\(clock(hours.closesAt))\"", "  holidays: [\(holidays)]",
    ]
  }

  private static func text(of stage: StageSetting) -> String {
    var marks: [String] = []
    if stage.optional { marks.append("optional: true") }
    if stage.customerFacing { marks.append("customer_facing: true") }
    return marks.isEmpty
      ? scalar(stage.name) : "{name: \(scalar(stage.name)), \(marks.joined(separator: ", "))}"
  }

  private static func oneOrList(_ names: [String]) -> String { names.count == 1 ? scalar(names[0]) : list(names) }

  private static func list(_ names: [String]) -> String { "[\(names.map(scalar).joined(separator: ", "))]" }

  private static func clock(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// Plain where nobody could mistake it, else in double quotes.
  static func scalar(_ text: String) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let isPlain = words.allSatisfy { word in
      !word.isEmpty && word.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2F }
    }
    let reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
    if isPlain, !reserved, let first = text.utf8.first, isLetter(first) { return text }
    return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    default:
      if scalar.properties.isWhitespace && scalar != " " || scalar.value < 0x20 || scalar.value == 0x7F
        || (0x80...0x9F).contains(scalar.value) || scalar.value == 0xFEFF
      {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
      }
      return String(scalar)
    }
  }
}
