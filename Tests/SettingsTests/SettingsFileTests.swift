import Domain
import Foundation
import Testing

@testable import Settings

private let process = SalesProcess(
  stages: ["Discovery", "Demo", "Closing: final"], won: ["Closed Won"], lost: ["Lost", "Gone"], assumed: false)
private let hours = BusinessHours(
  timeZone: "Europe/Berlin", weekdays: [1, 2, 3, 4], opensAt: 480, closesAt: 990,
  holidays: [CivilDate(year: 2026, month: 12, day: 25)], assumed: false)

@Suite("Corrections are written in place")
struct SettingsWriterTests {
  private func update(_ text: String) throws -> String {
    try SettingsWriter.updating(text: text, file: "f", process: process, hours: hours)
  }

  private let newProcess = """
    process:
      stages:
        - Discovery
        - Demo
        - "Closing: final"
      won: Closed Won
      lost: [Lost, Gone]
    """

  private let newHours = """
    business:
      tz: Europe/Berlin
      weekdays: [1, 2, 3, 4]
      open: "08:00"
      close: "16:30"
      holidays: [2026-12-25]
    """

  @Test("an empty file gets both sections")
  func empty() throws {
    #expect(try update("") == newProcess + "\n\n" + newHours + "\n")
  }

  @Test("comments and other keys stay; only the sections change")
  func inPlace() throws {
    let old = """
      # Our settings
      organisation: Acme   # the firm

      business:
        open: "09:00"
        close: "17:00"

      fiscal: {start: February}   # as the group

      # stages as agreed in May
      stages: [A, B]
      won: Done

      # the rest
      as_of: now

      """
    let expected = """
      # Our settings
      organisation: Acme   # the firm

      \(newHours)

      fiscal: {start: February}   # as the group

      # stages as agreed in May
      \(newProcess)

      # the rest
      as_of: now

      """
    #expect(try update(old) == expected)
  }

  @Test("writing twice changes nothing more")
  func idempotent() throws {
    let once = try update("as_of: now # fixed\n")
    #expect(try update(once) == once)
  }

  @Test("marks of stages that remain are kept")
  func marks() throws {
    let text = try update("process:\n  pipeline: new\n  stages: [{name: Demo, optional: true}, Old]\n")
    #expect(text.contains("    - {name: Demo, optional: true}\n"))
    #expect(text.contains("  pipeline: new\n"))
  }

  @Test("line ends of Windows stay")
  func windows() throws {
    let text = try update("as_of: now\r\nstages: [A]\r\n")
    #expect(text.utf8.filter { $0 == 0x0A }.count == text.utf8.filter { $0 == 0x0D }.count)
  }

  @Test("names that YAML would misread survive", arguments: ["no", "a: b", "# x", "\"q\"\\", "1", "ü\u{2028}", " x "])
  func names(name: String) throws {
    var odd = process
    odd.stages = [name]
    let text = try SettingsWriter.updating(text: "", file: "f", process: odd, hours: nil)
    let (settings, issues) = SettingsReader.read(text: text, file: "f", kind: .folder)
    #expect(issues.isEmpty)
    #expect(settings.process.first?.stages.map(\.name) == [name])
  }

  @Test("a file that is broken, in one line, or with several versions is left alone")
  func refuses() {
    for text in ["stages: [A", "{stages: [A]}", "process: [{stages: [A]}, {from: 2026-01-01, stages: [B]}]"] {
      #expect(throws: SettingsIssue.self) { try update(text) }
    }
  }
}

@Suite("Settings files")
struct SettingsLoaderTests {
  /// A home with settings and an opened folder, removed afterwards.
  private func withFolders(_ body: (SettingsLoader, _ home: String, _ data: String) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let home = root.appendingPathComponent("home/dealtop")
    let data = root.appendingPathComponent("data")
    for folder in [home, data] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let loader = SettingsLoader(environment: ["XDG_CONFIG_HOME": root.appendingPathComponent("home").path])
    try body(loader, home.path, data.path)
  }

  private func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test("config.yaml, config.json and dealtop.yaml lie over each other in this order")
  func layers() throws {
    try withFolders { loader, home, data in
      try write("theme: paper\norganisation: User\n", home + "/config.yaml")
      try write(#"{"stages": ["A"], "as_of": "2026-06-30T18:00:00Z"}"#, data + "/config.json")
      try write("organisation: Folder\nstages: [A, B]\n", data + "/dealtop.yaml")
      let loaded = loader.load(folders: [data])
      #expect(loaded.issues.isEmpty)
      #expect(loaded.files == [home + "/config.yaml", data + "/config.json", data + "/dealtop.yaml"])
      #expect(loaded.settings.theme == "paper" && loaded.settings.organisation == "Folder")
      #expect(loaded.settings.process[0].stages.count == 2)
      #expect(loaded.settings.asOf == .at(Instant(1_782_842_400)))
    }
  }

  @Test("--config replaces the user's file and must be there")
  func flag() throws {
    try withFolders { loader, home, data in
      try write("theme: paper\n", home + "/config.yaml")
      try write("mouse: on\n", data + "/mine.yaml")
      let loaded = loader.load(config: data + "/mine.yaml")
      #expect(loaded.settings.theme == nil && loaded.settings.mouse == true)
      let missing = loader.load(config: "/nowhere.yaml")
      #expect(missing.issues.map(\.description) == ["/nowhere.yaml: there is no such file"])
      #expect(loader.load().issues.isEmpty)
    }
  }

  @Test("a check takes the kind of a file from its name; folders and other encodings are said")
  func check() throws {
    try withFolders { loader, _, data in
      try write("theme: x\n", data + "/dealtop.yaml")
      #expect(loader.check(data + "/dealtop.yaml").issues.first?.severity == .warning)
      #expect(loader.check(data).issues.first?.message == "is not a file")
      try Data([0x61, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: data + "/bad.yaml"))
      #expect(loader.check(data + "/bad.yaml").issues.first?.message == "is not UTF-8 text")
    }
  }

  @Test("corrections are saved in the folder, what is assumed is not")
  func save() throws {
    try withFolders { loader, _, data in
      var profile = Profile(process: process, hours: hours)
      profile.hours.assumed = true
      let path = try loader.save(profile, in: data)
      #expect(path == data + "/dealtop.yaml")
      let settings = loader.load(folders: [data]).settings
      #expect(settings.process[0].stages.map(\.name) == process.stages)
      #expect(settings.hours == HoursSettings())
      #expect(throws: SettingsIssue.self) { try loader.save(profile, in: data + "/missing") }
    }
  }

  @Test("the user's folder follows XDG, then HOME")
  func userFolder() {
    #expect(SettingsLoader(environment: ["XDG_CONFIG_HOME": "/x", "HOME": "/h"]).userFolder == "/x/dealtop")
    #expect(SettingsLoader(environment: ["XDG_CONFIG_HOME": "x", "HOME": "/h"]).userFolder == "/h/.config/dealtop")
    #expect(SettingsLoader(environment: [:]).userFolder == nil)
  }
}
