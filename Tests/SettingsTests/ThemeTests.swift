import Cells
import Foundation
import Testing

@testable import Settings

/// The `themes/` folder at the top of the repository.
private let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("themes").path

private let shippedNames = [
  "dusk", "ember", "forest", "frost", "graphite", "harbor", "high-contrast", "high-contrast-light", "midnight", "okabe",
  "okabe-light", "paper", "phosphor", "sage", "terminal",
]

/// A folder that is removed when the test ends.
private final class Folder {
  let path: String
  init(_ files: [String: String]) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("themes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
    for (name, text) in files {
      try Data(text.utf8).write(to: url.appendingPathComponent(name))
    }
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("Shipped themes")
struct ShippedThemeTests {
  let loaded = ThemeLibrary(folders: [shipped]).load()

  @Test("all load without a word and know every role")
  func complete() {
    #expect(loaded.issues.isEmpty)
    #expect(loaded.themes.map(\.name) == shippedNames)
    for theme in loaded.themes {
      #expect(Set(theme.styles.keys) == Set(Role.allCases), "\(theme.name)")
    }
    let light = loaded.themes.filter { !$0.isDark }.map(\.name)
    #expect(light == ["frost", "high-contrast-light", "okabe-light", "paper", "sage"])
  }

  @Test(
    "text reaches contrast 4.5 wherever it stands and charts 3, without being helped", arguments: shippedNames)
  func contrast(name: String) throws {
    let theme = try #require(loaded.themes.first { $0.name == name })
    for role in Role.allCases {
      if let worst = Legibility.worst(role, in: theme) {
        #expect(worst >= 1, "\(role.rawValue) has \(worst) of what it needs")
      }
    }
    #expect(theme == ThemeLibrary(folders: [shipped], isStrict: true).theme(named: name).0)
    if let frame = Contrast.ratio(theme[.border].foreground, theme[.border].background) {
      #expect(frame >= 1.4, "frames can be seen")
    }
  }

  @Test(
    "with the 256 colours of xterm text is still read", arguments: shippedNames.filter { $0 != "terminal" })
  func indexed(name: String) throws {
    let theme = try #require(loaded.themes.first { $0.name == name })
    for role in Role.allCases where role != .border {
      let style = theme[role]
      let ink = try #require(style.foreground.rgb)
      let ground = try #require(style.background.rgb)
      let ratio = try #require(Contrast.ratio(Color(xterm(ink.indexed)), Color(xterm(ground.indexed))))
      #expect(ratio >= (Legibility.need(role) ?? 0) * 0.8, "\(role.rawValue) has \(ratio)")
    }
    #expect(Set([Role.ok, .warning, .critical].compactMap { theme[$0].foreground.rgb?.indexed }).count == 3)
  }

  /// A colour of xterm's 256.
  private func xterm(_ index: Int) -> RGB {
    if index >= 232 {
      let level = 8 + 10 * (index - 232)
      return RGB(level, level, level)
    }
    let levels = [0, 95, 135, 175, 215, 255]
    let cube = index - 16
    return RGB(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
  }

  @Test("states are told apart with every kind of colour vision", arguments: ["okabe", "okabe-light"])
  func colorVision(name: String) throws {
    let theme = try #require(loaded.themes.first { $0.name == name })
    let states = try [Role.ok, .warning, .critical].map { try #require(theme[$0].foreground.rgb) }
    for vision in ColorVision.allCases {
      let seen = states.map(vision.seen)
      for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        #expect(seen[one].distance(to: seen[other]) > 80 * 80, "\(vision): \(one) and \(other)")
      }
    }
  }

  @Test("terminal uses nothing but the terminal's own colours")
  func terminal() throws {
    let theme = try #require(loaded.themes.first { $0.name == "terminal" })
    for (role, style) in theme.styles {
      for color in [style.foreground, style.background] {
        if case .rgb = color { Issue.record("\(role.rawValue) has a colour of its own") }
      }
    }
  }

  @Test("states differ from each other in every theme", arguments: shippedNames)
  func states(name: String) throws {
    let theme = try #require(loaded.themes.first { $0.name == name })
    #expect(Set([Role.ok, .warning, .critical, .noData].map { theme[$0] }).count == 4)
  }

  @Test("the theme compiled in is midnight")
  func builtIn() {
    #expect(loaded.themes.first { $0.name == "midnight" } == BuiltInTheme.theme)
  }
}

/// Kinds of colour vision, simulated in linear light after Machado, Oliveira and Fernandes (2009), all the way.
private enum ColorVision: CaseIterable {
  case protanopia, deuteranopia, tritanopia

  private var rows: [[Double]] {
    switch self {
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  /// What a colour is seen as.
  func seen(_ color: RGB) -> RGB {
    let light = [color.red, color.green, color.blue].map { linear(Double($0) / 255) }
    let parts = rows.map { row in byte(zip(row, light).map(*).reduce(0, +)) }
    return RGB(parts[0], parts[1], parts[2])
  }

  private func linear(_ share: Double) -> Double {
    share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }

  private func byte(_ light: Double) -> Int {
    let clipped = min(1, max(0, light))
    let share = clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * pow(clipped, 1 / 2.4) - 0.055
    return Int((share * 255).rounded())
  }
}

@Suite("Contrast")
struct ContrastTests {
  @Test("follows WCAG")
  func known() throws {
    let black = Color.rgb(0, 0, 0)
    let white = Color.rgb(255, 255, 255)
    #expect(Contrast.ratio(black, white) == 21)
    #expect(Contrast.ratio(white, white) == 1)
    let grey = try #require(Contrast.ratio(.rgb(0x76, 0x76, 0x76), white))
    #expect((grey * 100).rounded() == 454)
    #expect(Contrast.ratio(.standard, white) == nil)
    #expect(Contrast.ratio(.ansi(1), black) == nil)
  }
}

@Suite("A theme file")
struct ThemeReaderTests {
  private func read(_ text: String) -> (Theme, [String]) {
    let (draft, issues) = ThemeFormat.read(text: text, file: "t.yaml", name: "t")
    let (theme, more) = draft.resolved(over: [])
    return (theme, (issues + more).map(\.description))
  }

  @Test("gives looks in a short and a long form; what is left out comes from text")
  func forms() {
    let (theme, issues) = read(
      """
      dark: false
      palette: {ink: "#102030", paper: "#fff"}
      styles:
        text: ink on paper
        strong: {fg: bright-red, bold: true, underline: true}
        no-data: dim
        selection: standard on ink bold
      """)
    #expect(issues.isEmpty)
    #expect(!theme.isDark)
    #expect(theme[.text] == Style(foreground: .rgb(16, 32, 48), background: .rgb(255, 255, 255)))
    #expect(theme[.strong].foreground == .ansi(9))
    #expect(theme[.strong].background == .rgb(255, 255, 255))
    #expect(theme[.strong].attributes == [.bold, .underline])
    #expect(theme[.noData] == theme[.text].adding(.dim))
    #expect(theme[.selection] == Style(foreground: .standard, background: .rgb(16, 32, 48), attributes: .bold))
    #expect(theme[.limit] == theme[.text])
  }

  @Test("names what is wrong, where, and what was probably meant; the rest counts")
  func issues() {
    let (theme, issues) = read(
      """
      darkness: true
      palette:
        night: #101010
        ink: "#cccccq"
      styles:
        text: white on black
        crtical: red
        warning: yelow
        ok: green on black on red
        dim: white
      """)
    #expect(
      issues == [
        ##"t.yaml:1:1: unknown key "darkness" in the theme (known: dark, inherits, palette, styles)"##,
        ##"t.yaml:3:3: "night" has no colour (put quotes around #rrggbb, or YAML takes it for a comment)"##,
        ##"t.yaml:4:8: unknown colour "#cccccq" (write "#rrggbb")"##,
        ##"t.yaml:7:3: unknown role "crtical" (did you mean critical?)"##,
        ##"t.yaml:9:7: "on" does not belong into a look (write: foreground on background bold)"##,
        ##"t.yaml:8:12: unknown colour "yelow" (did you mean yellow?)"##,
      ])
    #expect(theme[.dim].foreground == .ansi(7))
  }
}

@Suite("The theme library")
struct ThemeLibraryTests {
  @Test("a theme inherits looks, and its own palette colours them")
  func inheritance() throws {
    let folder = try Folder([
      "base.yaml": "dark: false\npalette: {a: \"#111111\", b: \"#222222\"}\nstyles: {text: a on b, ok: a}",
      "child.yaml": "inherits: base\npalette: {a: \"#333333\"}\nstyles: {ok: b bold}",
    ])
    let (child, issues) = ThemeLibrary(folders: [folder.path], isStrict: true).theme(named: "Child")
    #expect(issues.isEmpty)
    #expect(!child.isDark)
    #expect(child[.text].foreground == .rgb(0x33, 0x33, 0x33))
    #expect(
      child[.ok] == Style(foreground: .rgb(0x22, 0x22, 0x22), background: .rgb(0x22, 0x22, 0x22), attributes: .bold))
  }

  @Test("the first folder decides, and a theme may inherit from the one it hides")
  func order() throws {
    let user = try Folder(["midnight.yaml": "inherits: midnight\npalette: {ink: \"#ffffff\"}"])
    let library = ThemeLibrary(folders: [user.path, "/nowhere", shipped])
    let (theme, issues) = library.theme(named: "midnight")
    #expect(issues.isEmpty)
    #expect(theme[.text].foreground == .rgb(255, 255, 255))
    #expect(theme[.dim] == BuiltInTheme.theme[.dim])
  }

  @Test("without any folder the theme compiled in remains, and can be inherited from")
  func compiledIn() throws {
    #expect(ThemeLibrary(folders: ["/nowhere"]).load().themes == [BuiltInTheme.theme])
    let folder = try Folder(["mine.yaml": "inherits: midnight\nstyles: {ok: white}"])
    let (theme, issues) = ThemeLibrary(folders: [folder.path]).theme(named: "mine")
    #expect(issues.isEmpty)
    #expect(theme[.dim] == BuiltInTheme.theme[.dim])
    #expect(theme[.ok].foreground == .ansi(7))
  }

  @Test("an unknown theme, a missing parent and a circle are said; something is always shown")
  func wrong() throws {
    let folder = try Folder([
      "a.yaml": "inherits: b\nstyles: {text: white on black}", "b.yaml": "inherits: a", "c.yaml": "inherits: midnigt",
    ])
    let library = ThemeLibrary(folders: [folder.path])
    let issues = library.load().issues.map { $0.description.replacing(folder.path + "/", with: "") }
    #expect(issues.count == 3)
    #expect(issues.last == #"c.yaml:1:11: inherits from "midnigt", which is not there (did you mean midnight?)"#)
    #expect(issues.first?.hasSuffix("inherits in a circle") == true)
    let (theme, unknown) = library.theme(named: "midnihgt")
    #expect(theme == BuiltInTheme.theme)
    #expect(unknown.map(\.hint) == ["did you mean midnight?"])
  }

  @Test("themes are looked for where the flag says, at the user's, beside the binary, in its checkout")
  func folders() {
    let library = ThemeLibrary(flag: "/flag", userFolder: "/home/u/.config/dealtop", binary: "/opt/x/bin/dealtop")
    #expect(
      library.folders == [
        "/flag", "/home/u/.config/dealtop/themes", "/opt/x/share/dealtop/themes",
        "/opt/x/bin/dealtop_Settings.resources/themes", shipped,
      ])
  }
}
