/// Sequences for the terminal outside of tmux or GNU screen.
enum Passthrough {
  /// The bytes so wrapped that a multiplexer hands them on as they are, if it is allowed to.
  static func wrapped(_ plain: [UInt8], through multiplexer: TerminalKind.Multiplexer?) -> [UInt8] {
    let end = Array("\u{1B}\\".utf8)
    switch multiplexer {
    case nil: return plain
    case .screen: return Array("\u{1B}P".utf8) + plain + end
    case .tmux: return Array("\u{1B}Ptmux;".utf8) + plain.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] } + end
    }
  }
}
