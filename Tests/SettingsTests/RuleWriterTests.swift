import AlertEngine
import Domain
import Foundation
import Testing

@testable import Settings

@Suite("Levels written into a settings file")
struct RuleWriterTests {
  private let share = DefaultRules.all.first { $0.id == "response-share" }
  private let idle = DefaultRules.all.first { $0.id == "idle" }

  private func written(_ text: String, _ warn: Double, _ critical: Double?, _ rule: AlertRule?) throws -> String {
    let rule = try #require(rule)
    return try RuleWriter.updating(
      text: text, file: "config.yaml", levels: RuleLevels(warn: warn, critical: critical), of: rule)
  }

  @Test("take the place of the old ones; comments and blanks stay")
  func replaced() throws {
    let text = """
      # ours
      theme: dark   # at night

      rules:
        # as agreed in May
        - id: response-share
          warn: 0.45   # was 0.50
          crit: "30%"
          note: see the wiki

        - id: idle
          warn: 20d
      # the end
      """
    #expect(
      try written(text, 0.4, 0.25, share)
        == text.replacingOccurrences(of: "warn: 0.45", with: "warn: 0.4").replacingOccurrences(
          of: "crit: \"30%\"", with: "crit: 25%"))
  }

  @Test("are percentages where they were, if they are that exactly")
  func percentages() throws {
    let text = "rules:\n  - {id: response-share, warn: 50%, crit: 0.3}\n"
    #expect(try written(text, 0.52, 0.2, share) == "rules:\n  - {id: response-share, warn: 52%, crit: 0.2}\n")
    #expect(try written(text, 0.525, 0.2, share).contains("warn: 52.5%"))
    #expect(try written(text, 0.51234, 0.2, share).contains("warn: 0.51234"))
  }

  @Test("are added where the rule says none")
  func added() throws {
    let text = "rules:\n- id: response-share # answers\n  owner: ann\n- id: idle\n  warn: 20d\n"
    #expect(
      try written(text, 0.4, nil, share)
        == "rules:\n- id: response-share # answers\n  warn: 0.4\n  crit: none\n  owner: ann\n- id: idle\n  warn: 20d\n")
  }

  @Test("are added within braces")
  func inBraces() throws {
    let text = "rules:\n  - {id: response-share, owner: ann}\n"
    #expect(
      try written(text, 0.4, 0.2, share) == "rules:\n  - {id: response-share, warn: 0.4, crit: 0.2, owner: ann}\n")
  }

  @Test("come with a new entry where the list does not know the rule")
  func newEntry() throws {
    let text = "rules:\n  - id: idle\n    warn: 20d\n    # twenty is enough\n\n# the end\ntheme: dark\n"
    #expect(
      try written(text, 0.4, 0.2, share)
        == "rules:\n  - id: idle\n    warn: 20d\n    # twenty is enough\n"
        + "  - id: response-share\n    warn: 0.4\n    crit: 0.2\n\n# the end\ntheme: dark\n")
  }

  @Test("come with a new list in a file without one, and in an empty file", arguments: ["", "theme: dark\n"])
  func newList(_ text: String) throws {
    let list = "rules:\n  - id: response-share\n    warn: 0.4\n    crit: 0.2\n"
    #expect(try written(text, 0.4, 0.2, share) == (text.isEmpty ? list : text + "\n" + list))
  }

  @Test("keep the ends of lines of other systems")
  func windows() throws {
    let text = "rules:\r\n  - id: response-share\r\n    warn: 0.45\r\n"
    #expect(
      try written(text, 0.4, nil, share) == "rules:\r\n  - id: response-share\r\n    crit: none\r\n    warn: 0.4\r\n")
  }

  @Test("of a rule about items are how many it allows")
  func items() throws {
    #expect(try written("", 12, nil, idle) == "rules:\n  - id: idle\n    allow: 12\n")
  }

  @Test(
    "what cannot be changed in place is left alone", arguments: ["rules: [{id: idle, warn: 20d}]\n", "rules: []\n"])
  func refused(_ text: String) {
    #expect(throws: SettingsIssue.self) { try written(text, 0.4, nil, share) }
  }

  @Test("a broken file is left alone")
  func broken() {
    #expect(throws: SettingsIssue.self) { try written("rules: {", 0.4, nil, share) }
  }

  @Test("the file keeps who may read it, and a rule is written where it was said")
  func file() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("levels-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let config = folder + "/own.yaml"
    try Data("rules:\n  - id: response-share\n    warn: 0.3\n".utf8).write(to: URL(fileURLWithPath: config))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: config)
    let rule = try #require(share)
    let levels = RuleLevels(warn: 0.4, critical: 0.2)
    let loader = SettingsLoader(environment: [:])
    #expect(try loader.save(levels, of: rule, config: config, folders: [folder]) == config)
    let kept = try FileManager.default.attributesOfItem(atPath: config)[.posixPermissions] as? Int
    #expect(kept == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["own.yaml"])
    let other = try #require(idle)
    #expect(
      try loader.save(RuleLevels(warn: 3), of: other, config: config, folders: [folder]) == folder + "/dealtop.yaml")
    let settings = loader.load(config: config, folders: [folder]).settings
    #expect(settings.rules.first { $0.id == "response-share" }.map(RuleLevels.init) == levels)
    #expect(settings.rules.first { $0.id == "response-share" }?.learns == false)
    #expect(settings.rules.first { $0.id == "idle" }?.warn == 3)
  }
}
