import Cells

/// How the terminal is asked to draw the eye of somebody who looks elsewhere.
public enum TerminalNotice: String, Sendable, CaseIterable {
  /// Not at all.
  case off
  /// Its bell: a sound, a mark on the tab, whatever the user has set up.
  case bell
  /// A notification of the desktop as iTerm2, kitty, WezTerm, Windows Terminal and others show it (OSC 9).
  case osc9
  /// The same as urxvt, foot, Ghostty and VTE show it (OSC 777).
  case osc777
}

/// Bytes that speak to whoever looks elsewhere: the title of the window, notifications.
enum Announcements {
  /// Longer texts are cut: some terminals refuse them, none shows them whole.
  static let mostCharacters = 200

  /// What to send so that the user hears of something; nothing where that is not wanted.
  static func sequence(
    _ text: String, as notice: TerminalNotice, through multiplexer: TerminalKind.Multiplexer?
  ) -> [UInt8] {
    let clean = clean(text)
    switch notice {
    case .off: return []
    // A multiplexer hands it on, or marks its own window.
    case .bell: return [0x07]
    case .osc9: return Passthrough.wrapped(Array("\u{1B}]9;\(clean)\u{07}".utf8), through: multiplexer)
    case .osc777:
      let body = clean.replacing(";", with: ",")
      return Passthrough.wrapped(Array("\u{1B}]777;notify;dealtop;\(body)\u{07}".utf8), through: multiplexer)
    }
  }

  /// What to send for the title of the window; tmux makes it the title of the pane. Nothing for GNU screen, which takes
  /// it for something else.
  static func title(_ text: String, through multiplexer: TerminalKind.Multiplexer?) -> [UInt8] {
    multiplexer == .screen ? [] : Array("\u{1B}]2;\(clean(text))\u{07}".utf8)
  }

  /// The title as it was is put on the terminal's own pile at the start and taken from it at the end.
  static func keepTitle(_ multiplexer: TerminalKind.Multiplexer?) -> String {
    multiplexer == .screen ? "" : "\u{1B}[22;2t"
  }
  /// See ``keepTitle(_:)``.
  static func restoreTitle(_ multiplexer: TerminalKind.Multiplexer?) -> String {
    multiplexer == .screen ? "" : "\u{1B}[23;2t"
  }

  /// Only what can be seen: names come from the data, and a control character would end the sequence and begin another.
  static func clean(_ text: String) -> String { String(Sanitizer.clean(text).prefix(mostCharacters)) }
}
