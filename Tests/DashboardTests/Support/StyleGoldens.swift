import Cells
import TestKit
import Testing

@testable import Dashboard

/// Goldens of what stands in which colour, whatever the theme makes of it.
extension ScreenSizes {
  /// Compares the roles of a screen's cells with their kept file: a letter for each role, what the letters mean below.
  static func expectRoles(_ model: Model, _ name: String, file: String = #filePath) {
    let canvas = view(model, look: roleLook, size: model.size)
    let rows = (0..<canvas.size.height).map { y in row(y, of: canvas) }
    let used = Set(rows.joined())
    let legend = Role.allCases.filter { used.contains(letter($0)) }.map { "\(letter($0)) \($0.rawValue)" }
    let text = (rows + legend).joined(separator: "\n")
    Golden.expect(text, "\(name)-\(model.size.width)x\(model.size.height)-roles", file: tests(file))
  }

  /// The same of a terminal without colours: what is bold, underlined or reversed.
  static func expectMonochrome(_ model: Model, _ name: String, file: String = #filePath) {
    let canvas = view(model, look: Look(theme: .monochrome, glyphs: .ascii), size: model.size)
    Golden.expect(canvas.styleMap, "\(name)-\(model.size.width)x\(model.size.height)-mono", file: tests(file))
  }

  /// Every role has a colour of its own, by which its cells are known.
  private static let roleLook: Look = {
    let styles = Role.allCases.enumerated().map { ($0.element, Style(foreground: .rgb(UInt8($0.offset), 0, 0))) }
    return Look(
      theme: Theme(name: "roles", isDark: true, styles: Dictionary(uniqueKeysWithValues: styles)), glyphs: .braille)
  }()

  /// Roles that colour a whole area, blanks included.
  private static let areas: Set<Role> = [.header, .footer, .selection, .mark, .band]

  private static func row(_ y: Int, of canvas: Canvas) -> String {
    var row = (0..<canvas.size.width).map { x -> Character in
      let cell = canvas[x, y]
      guard case .rgb(let place, _, _) = cell.style.foreground, Role.allCases.indices.contains(Int(place)) else {
        return "?"
      }
      let role = Role.allCases[Int(place)]
      return cell.scalar == 0x20 && !areas.contains(role) ? " " : letter(role)
    }
    while row.last == " " { row.removeLast() }
    return String(row)
  }

  /// "." for text, else a letter.
  private static func letter(_ role: Role) -> Character {
    let place = Role.allCases.firstIndex(of: role) ?? 0
    return place == 0 ? "." : Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")[place - 1]
  }
}
