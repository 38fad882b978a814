import Cells
import Foundation
import Testing

@testable import Settings

/// A theme file of a given name and text, as the library shows it.
private func read(_ file: String, _ text: String, isStrict: Bool = true) throws -> (Theme, [String]) {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("foreign-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: url) }
  let path = url.appendingPathComponent(file).path
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  let library = ThemeLibrary(folders: [], file: path, isStrict: isStrict)
  let (theme, issues) = library.theme(named: ThemeLibrary.name(ofFile: path))
  return (theme, issues.map { $0.description.replacing(url.path + "/", with: "") })
}

@Suite("Themes of btop")
struct BtopThemeTests {
  @Test("colours, greys, decimals and the terminal's own are understood, with comments, CRLF, BOM and single quotes")
  func corners() throws {
    let lines = [
      "\u{FEFF}# A theme", "theme[main_bg]=\"#101820\"", "theme[main_fg]=\"#cc\"  # grey", "theme[title]='#EEE0D0'",
      "theme[hi_fg] = \"255 128 0\"", "theme[selected_bg]=#203040", "theme[selected_fg]=\"#ff\"", "",
      "theme[div_line]=\"\"", "theme[cpu_start]=\"#30c060\"", "theme[cpu_mid]=\"#e0b040\"",
      "theme[cpu_end]=\"#e04040\"",
    ]
    let (theme, issues) = try read("mine.theme", lines.joined(separator: "\r\n"))
    #expect(issues == [])
    #expect(theme.isDark)
    #expect(theme[.text] == Style(foreground: .rgb(0xCC, 0xCC, 0xCC), background: .rgb(0x10, 0x18, 0x20)))
    #expect(theme[.title].foreground == .rgb(0xEE, 0xE0, 0xD0))
    #expect(theme[.key].foreground == .rgb(255, 128, 0))
    #expect(theme[.selection].background == .rgb(0x20, 0x30, 0x40))
    #expect(theme[.border].foreground == .standard)
    #expect(theme[.ok].foreground == .rgb(0x30, 0xC0, 0x60))
    #expect(theme[.warning].foreground == .rgb(0xE0, 0xB0, 0x40))
    #expect(theme[.critical].foreground == .rgb(0xE0, 0x40, 0x40))
  }

  @Test("an empty background is the terminal's; light text says that it is dark")
  func transparent() throws {
    let (dark, _) = try read("a.theme", "theme[main_bg]=\"\"\ntheme[main_fg]=\"#d0d0d0\"")
    #expect(dark.isDark && dark[.text].background == .standard)
    let (light, _) = try read("a.theme", "theme[main_bg]=\"\"\ntheme[main_fg]=\"#202020\"")
    #expect(!light.isDark)
  }

  @Test("the middle and the end of a gradient may be empty: its one colour counts")
  func gradients() throws {
    let text =
      "theme[main_bg]=\"#00\"\ntheme[main_fg]=\"#bb\"\ntheme[download_start]=\"#3070c0\"\n"
      + "theme[download_mid]=\"\"\ntheme[download_end]=\"\""
    let (theme, issues) = try read("a.theme", text)
    #expect(issues == [])
    #expect(theme[.series].foreground == .rgb(0x30, 0x70, 0xC0))
  }

  @Test("what is wrong is named with its place and what was meant; the rest counts")
  func wrong() throws {
    let text = """
      theme[main_bg]="#10182"
      theme[main_gf]="#cccccc"
      theme[main_fg]="300 0 0"
      main_fg = red
      theme[title]="#abcdef"
      """
    let (theme, issues) = try read("a.theme", text)
    let hint = ##"(write "#rrggbb", "#xx" for a grey or "r g b" from 0 to 255)"##
    #expect(
      issues == [
        ##"a.theme:1:16: unknown colour "#10182" \##(hint)"##,
        #"a.theme:2:7: warning: unknown key "main_gf" (did you mean main_fg?)"#,
        ##"a.theme:3:16: unknown colour "300 0 0" \##(hint)"##,
        ##"a.theme:4:1: is not a line of a theme (write theme[main_bg]="#1d1f21")"##,
      ])
    #expect(theme[.title].foreground == .rgb(0xAB, 0xCD, 0xEF))
  }

  @Test("without any red, amber or green in it states still differ")
  func greyscale() throws {
    let (theme, _) = try read("a.theme", "theme[main_bg]=\"#00\"\ntheme[main_fg]=\"#bb\"\ntheme[cpu_end]=\"#ff\"")
    #expect(Set([Role.ok, .warning, .critical].map { theme[$0].foreground }).count == 3)
  }
}

@Suite("Schemes of base16 and base24")
struct Base16ThemeTests {
  private func scheme(_ line: (Int, String) -> String) -> String {
    let colors = [
      "f8f8f8", "e8e8e8", "d8d8d8", "b8b8b8", "585858", "383838", "282828", "181818",
      "ab4642", "dc9656", "f7ca88", "a1b56c", "86c1b9", "7cafc2", "ba8baf", "a16946",
    ]
    return colors.enumerated().map(line).joined(separator: "\n")
  }

  private func name(_ index: Int) -> String { "base0" + String(index, radix: 16).uppercased() }

  @Test("with colours below palette, with and without #, and beside the name as in older files")
  func forms() throws {
    let new = "system: base16\nname: X\nvariant: light\npalette:\n" + scheme { "  \(name($0)): \"#\($1)\"" }
    let old = "scheme: \"X\"\nauthor: 'Y'\n" + scheme { "\(name($0)): '\($1.uppercased())' # a colour" }
    let bare =
      "\u{FEFF}name: X\r\npalette:\r\n"
      + scheme { "  \(name($0).lowercased()): \($1)" }.replacing("\n", with: "\r\n")
    let themes = try [new, old, bare].map { text in
      let (theme, issues) = try read("x.yaml", text)
      #expect(issues == [])
      return theme
    }
    #expect(themes[0] == themes[1] && themes[1] == themes[2])
    #expect(!themes[0].isDark)
    #expect(themes[0][.text] == Style(foreground: .rgb(0x38, 0x38, 0x38), background: .rgb(0xF8, 0xF8, 0xF8)))
    #expect(themes[0][.critical].foreground == .rgb(0xAB, 0x46, 0x42))
    #expect(themes[0][.ok].foreground == .rgb(0xA1, 0xB5, 0x6C))
    #expect(themes[0][.warning].foreground == .rgb(0xF7, 0xCA, 0x88))
  }

  @Test("the further colours of base24 and keys of its own do no harm")
  func base24() throws {
    let text = "system: base24\nslug: x\npalette:\n" + scheme { "  \(name($0)): \"\($1)\"" } + "\n  base17: \"ffffff\""
    #expect(try read("x.yml", text).1 == [])
  }

  @Test("colours lost to a comment, wrong ones and missing ones are named; the rest counts")
  func wrong() throws {
    let text = """
      name: X
      palette:
        base00: "101010"
        base05: #cccccc
        base08: "ab464"
        base0B: "a1b56c"
      """
    let (theme, issues) = try read("x.yaml", text)
    #expect(
      issues == [
        ##"x.yaml:4:3: "base05" has no colour (put quotes around #rrggbb, or YAML takes it for a comment)"##,
        #"x.yaml:5:11: unknown colour "ab464" (write six hexadecimal digits: "1d1f21")"#,
        "x.yaml:1:1: base05 is missing (a scheme needs it)",
      ])
    #expect(theme[.ok].foreground == .rgb(0xA1, 0xB5, 0x6C))
    #expect(theme.isDark)
  }

  @Test("a theme of ours may inherit from one and change one of its colours")
  func inherited() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("inherited-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(("palette:\n" + scheme { "  \(name($0)): \"\($1)\"" }).utf8).write(
      to: url.appendingPathComponent("base.yaml"))
    try Data("inherits: base\npalette: {base08: \"#800000\"}".utf8).write(to: url.appendingPathComponent("mine.yaml"))
    let (theme, issues) = ThemeLibrary(folders: [url.path], isStrict: true).theme(named: "mine")
    #expect(issues == [])
    #expect(theme[.critical].foreground == .rgb(0x80, 0, 0))
    #expect(theme[.text].background == .rgb(0xF8, 0xF8, 0xF8))
  }
}

@Suite("Skins of k9s")
struct K9sThemeTests {
  @Test("anchors, names of X11, the terminal's 16 and its own colour are understood")
  func corners() throws {
    let text = """
      # A skin
      foreground: &fg "#f0e0d0"
      alarm:      &alarm OrangeRed   # a name of X11
      base03:     &base03 gray       # not a scheme of base16
      k9s:
        body: {fgColor: *fg, bgColor: default, logoColor: *alarm}
        frame:
          border: {fgColor: steelblue, focusColor: aqua}
          menu: {fgColor: white, keyColor: dodgerblue, numKeyColor: fuchsia}
          status:
            newColor: lightskyblue
            addColor: limegreen
            errorColor: *alarm
            highlightcolor: darkorange
            completedColor: *base03
          title: {fgColor: aqua, counterColor: papayawhip}
        views:
          charts:
            defaultChartColors:
              - lightslategrey
              - *alarm
          table: {cursorFgColor: black, cursorBgColor: aqua, header: {fgColor: white}}
      """
    let (theme, issues) = try read("skin.yaml", text)
    #expect(issues == [])
    #expect(theme.isDark)
    #expect(theme[.text] == Style(foreground: .rgb(0xF0, 0xE0, 0xD0), background: .standard))
    #expect(theme[.border].foreground == .rgb(0x46, 0x82, 0xB4))
    #expect(theme[.focus].foreground == .ansi(14))
    #expect(theme[.dim].foreground == .ansi(8))
    #expect(theme[.series].foreground == .rgb(0x77, 0x88, 0x99))
    #expect(theme[.selection].background == .ansi(14))
    #expect(theme[.ok].foreground == .rgb(0x32, 0xCD, 0x32))
    #expect(theme[.warning].foreground == .rgb(0xFF, 0x8C, 0x00))
    #expect(theme[.critical].foreground == .rgb(0xFF, 0x45, 0x00))
  }

  @Test("older skins say only what the selected row stands on; without it the row is swapped")
  func cursor() throws {
    let old = "k9s: {body: {fgColor: white, bgColor: black}, views: {table: {cursorColor: aqua}}}"
    let (theme, _) = try read("skin.yml", old)
    #expect(theme[.selection] == Style(foreground: .ansi(0), background: .ansi(14), attributes: .bold))
    let (without, _) = try read("skin.yml", "k9s: {body: {fgColor: white, bgColor: black}}")
    #expect(without[.selection].attributes.contains(.reverse))
  }

  @Test("a colour that nobody knows is named with the nearest; the rest counts")
  func wrong() throws {
    let text = "k9s:\n  body:\n    fgColor: linegreen\n    bgColor: \"#12\"\n  frame:\n    title: {fgColor: teal}"
    let (theme, issues) = try read("skin.yaml", text)
    #expect(
      issues == [
        #"skin.yaml:3:14: unknown colour "linegreen" (did you mean limegreen?)"#,
        ##"skin.yaml:4:14: unknown colour "#12" (write "#rrggbb" or a name of X11)"##,
      ])
    #expect(theme[.title].foreground == .ansi(6))
  }

  @Test("a broken file says where and leaves the theme compiled in")
  func broken() throws {
    let (theme, issues) = try read("skin.yaml", "k9s:\n  body: {fgColor: *nobody}")
    #expect(issues.first?.hasPrefix("skin.yaml:2:") == true)
    #expect(theme.styles.isEmpty || theme == BuiltInTheme.theme)
  }
}

@Suite("The contrast pass")
struct ContrastPassTests {
  private let faint = """
    theme[main_bg]="#20242c"
    theme[main_fg]="#9aa0aa"
    theme[graph_text]="#40"
    theme[meter_bg]="#303540"
    theme[cpu_end]="#803030"
    theme[selected_bg]="#ffffff"
    theme[selected_fg]="#000000"
    """

  @Test("text reaches 4.5 and charts 3 on whatever they stand on")
  func readable() throws {
    let (theme, _) = try read("a.theme", faint, isStrict: false)
    for role in Role.allCases {
      if let worst = Legibility.worst(role, in: theme) { #expect(worst >= 1, "\(role.rawValue) has \(worst)") }
    }
  }

  @Test("what can be read already stays, and strict themes stay as they are")
  func untouched() throws {
    let (strict, _) = try read("a.theme", faint, isStrict: true)
    let (theme, _) = try read("a.theme", faint, isStrict: false)
    #expect(strict[.dim].foreground == .rgb(0x40, 0x40, 0x40))
    #expect(theme[.text] == strict[.text])
    #expect(theme[.dim] != strict[.dim])
  }

  @Test("a selected row too bright for signs of states is written as swapped, which looks the same")
  func selection() throws {
    let (theme, _) = try read("a.theme", faint, isStrict: false)
    let selection = theme[.selection]
    #expect(selection.attributes.contains(.reverse))
    #expect(selection.background == .rgb(0, 0, 0) && selection.foreground == .rgb(255, 255, 255))
  }

  @Test("the hue stays: a dark red becomes a lighter red")
  func hue() throws {
    let (theme, _) = try read("a.theme", faint, isStrict: false)
    let red = try #require(theme[.critical].foreground.rgb)
    #expect(red.red > red.green && red.red > red.blue && red.red > 0x80)
  }

  @Test("on a background that the terminal decides on, the usual one of its kind counts")
  func unknownGround() throws {
    let (theme, _) = try read(
      "a.theme", "theme[main_bg]=\"\"\ntheme[main_fg]=\"#cc\"\ntheme[graph_text]=\"#30\"", isStrict: false)
    let dim = try #require(theme[.dim].foreground.rgb)
    #expect(dim.brightness > 0x60)
  }
}
