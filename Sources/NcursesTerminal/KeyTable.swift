import Cells

/// The keys that terminals send as escape sequences.
enum KeyTable {
  /// `CSI number ~`.
  static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...24: .function(number - 12)
    default: nil
    }
  }

  /// `CSI letter` and `SS3 letter`; lower case is rxvt with Shift or Control.
  static func lettered(_ letter: UInt8) -> Key? {
    switch letter {
    case 0x41, 0x61: .up
    case 0x42, 0x62: .down
    case 0x43, 0x63: .right
    case 0x44, 0x64: .left
    case 0x46: .end
    case 0x48: .home
    case 0x5A: .backTab
    case 0x50...0x53: .function(Int(letter) - 0x4F)
    default: nil
    }
  }

  /// `SS3 letter` of the numeric keypad in its application mode.
  static func keypad(_ letter: UInt8) -> Key? {
    switch letter {
    case 0x4D: .enter
    case 0x49: .tab
    case 0x58: .character("=")
    case 0x6A...0x79: .character(Character(Unicode.Scalar(letter - 0x40)))
    default: nil
    }
  }

  /// A byte below 32 or 127.
  static func control(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x00: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: nil
    }
  }
}
