import Cells
import Dashboard
import Settings
import Testing

@testable import Runtime

@Suite("Keys from settings")
struct KeySettingsTests {
  private func read(_ yaml: String) -> (keyMap: KeyMap, issues: [String]) {
    let (settings, issues) = SettingsReader.read(text: yaml, file: "config.yaml", kind: .user)
    let (keyMap, more) = KeySettings.keyMap(settings.keys)
    return (keyMap, (issues + more).map(\.description))
  }

  @Test("a command gets the keys it is given and loses its own")
  func given() {
    let (map, issues) = read("keys:\n  waiting: W\n  export: [Ctrl-E, F6]\n")
    #expect(issues == [])
    #expect(map.binding(for: .character("W"))?.id == .waiting)
    #expect(map.binding(for: .character("b")) == nil)
    #expect(map.binding(of: .export)?.keys == [.control("e"), .function(6)])
  }

  @Test("two commands may change places")
  func swapped() {
    let (map, issues) = read("keys: {waiting: d, changes: b}")
    #expect(issues == [])
    #expect(map.binding(for: .character("d"))?.id == .waiting)
    #expect(map.binding(for: .character("b"))?.id == .changes)
  }

  @Test("a key that another command has is refused where it stands, and both keep theirs")
  func taken() {
    let (map, issues) = read("keys:\n  waiting: x\n")
    #expect(
      issues == [
        "config.yaml:2:3: x is the key of explain already (give explain another key, or none)"
      ])
    #expect(map == .standard)
  }

  @Test("an unknown command is named with the nearest one, a key that is none with how to write one")
  func unknown() {
    let (map, issues) = read("keys:\n  day-bakc: <\n  waiting: Hyper-W\n")
    #expect(issues.contains("config.yaml:2:3: there is no command day-bakc (did you mean day-back?)"))
    #expect(issues.contains { $0.hasPrefix("config.yaml:3:12: there is no key \"Hyper-W\" (write a sign") })
    #expect(map == .standard)
  }

  @Test("a command without a key is left to the palette, but one can always quit")
  func none() {
    let (map, issues) = read("keys:\n  mouse: none\n  quit: none\n")
    #expect(map.binding(of: .mouse)?.keys == [])
    #expect(map.binding(for: .control("c"))?.id == .quit)
    #expect(issues == ["config.yaml:3:3: quit must have a key (the usual one is Ctrl-C)"])
  }

  @Test("every command can be named")
  func names() {
    let names = Command.allCases.map(\.settingsName)
    #expect(Set(names).count == names.count)
    #expect(Command.dayBack.settingsName == "day-back" && Command.panel1.settingsName == "panel1")
  }
}
