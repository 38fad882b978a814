/// Bytes for the terminal's clipboard (OSC 52).
enum Clipboard {
  /// More than this terminals refuse, some by printing it.
  static let mostBytes = 74_994

  /// What to send so that the text lands on the clipboard of the terminal the user sits at, through tmux or GNU screen
  /// if need be; nil if it is too long.
  static func sequence(_ text: String, through multiplexer: TerminalKind.Multiplexer?) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard bytes.count <= mostBytes else { return nil }
    let plain = Array("\u{1B}]52;c;".utf8) + base64(bytes) + [0x07]
    let wrapped = Passthrough.wrapped(plain, through: multiplexer)
    // tmux takes the plain form if its set-clipboard is on, and hands the wrapped one through if that is allowed.
    return multiplexer == .tmux ? plain + wrapped : wrapped
  }

  /// RFC 4648 section 4.
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 { group = group << 8 | UInt32(offset < count ? bytes[start + offset] : 0) }
      for place in 0..<4 {
        result.append(place <= count ? alphabet[Int(group >> UInt32(18 - 6 * place)) & 63] : 0x3D)
      }
    }
    return result
  }
}
