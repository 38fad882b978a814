/// Makes text from outside safe to show: a CRM field must not move the cursor, colour the screen or turn text around.
public enum Sanitizer {
  /// The text without control, escape, bidirectional and invisible formatting characters. Line breaks and tabs become
  /// spaces, private-use and unassigned characters the replacement character, and no letter keeps more than two marks.
  public static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      guard let value = shown(scalar), let safe = Unicode.Scalar(value) else { continue }
      marks = isMark(safe) ? marks + 1 : 0
      if marks <= 2 { result.append(safe) }
    }
    return String(result)
  }

  /// What stands on the screen for a scalar, nil for nothing at all.
  static func shown(_ scalar: Unicode.Scalar) -> UInt32? {
    let value = scalar.value
    if isPlain(value) { return value }
    if value < 0x20 { return (0x09...0x0D).contains(value) ? 0x20 : nil }
    if value < 0xA1 { return value == 0x85 || value == 0xA0 ? 0x20 : nil }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format: return nil
    case .lineSeparator, .paragraphSeparator: return 0x20
    case .spaceSeparator: return value == 0x3000 ? value : 0x20
    case .privateUse, .surrogate, .unassigned: return 0xFFFD
    default: return properties.isDefaultIgnorableCodePoint ? nil : value
    }
  }

  /// Ranges that hold nothing but ordinary glyphs of one column; they spare the look-up of properties.
  static func isPlain(_ value: UInt32) -> Bool {
    switch value {
    case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x2010..<0x2028, 0x2190..<0x2300, 0x2500..<0x25FD, 0x2800..<0x2900:
      true
    default: false
    }
  }

  /// True for marks that stand on the letter before them.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300, !isPlain(scalar.value) else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return (0x1160...0x11FF).contains(scalar.value)
    }
  }
}
