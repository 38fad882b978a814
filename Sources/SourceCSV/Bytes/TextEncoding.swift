import Foundation

/// How the bytes of a file spell characters.
enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case windows1252 = "Windows-1252"
}

/// Tells UTF-8 from anything else, chunk by chunk.
struct UTF8Check {
  /// True as long as every byte fits. A character cut off by the end of the file is no fault.
  private(set) var isValid = true
  private var pending = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xBF

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while isValid, index < bytes.count {
      if pending == 0 {
        // Eight bytes at once: nearly all text is ASCII.
        while index + 8 <= bytes.count,
          bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        { index += 8 }
        if index >= bytes.count { return }
      }
      add(bytes[index])
      index += 1
    }
  }

  private mutating func add(_ byte: UInt8) {
    if pending > 0 {
      isValid = byte >= low && byte <= high
      pending -= 1
      (low, high) = (0x80, 0xBF)
      return
    }
    switch byte {
    case 0x00...0x7F: return
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, low) = (2, 0xA0)
    case 0xED: (pending, high) = (2, 0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, low) = (3, 0x90)
    case 0xF4: (pending, high) = (3, 0x8F)
    case 0xF1...0xF3: pending = 3
    default: isValid = false
    }
  }
}

/// The code page of western Windows, which older exports are written in.
enum Windows1252 {
  /// Code points of 0x80 to 0x9F; the others are those of Latin-1. Five bytes stand for nothing.
  private static let special: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0xFFFD, 0x017E, 0x0178,
  ]

  /// Writes the bytes as UTF-8, which takes up to three times the room; returns how much was written.
  static func decode(_ bytes: UnsafeRawBufferPointer, into target: UnsafeMutablePointer<UInt8>) -> Int {
    var written = 0
    for byte in bytes {
      if byte < 0x80 {
        target[written] = byte
        written += 1
        continue
      }
      let point = byte < 0xA0 ? special[Int(byte) - 0x80] : UInt16(byte)
      if point < 0x800 {
        target[written] = 0xC0 | UInt8(point >> 6)
      } else {
        target[written] = 0xE0 | UInt8(point >> 12)
        target[written + 1] = 0x80 | UInt8(point >> 6 & 0x3F)
        written += 1
      }
      target[written + 1] = 0x80 | UInt8(point & 0x3F)
      written += 2
    }
    return written
  }
}
