import Testing

@testable import NcursesTerminal

/// What is sent to somebody who looks elsewhere.
@Suite struct AnnouncementTests {
  private func text(_ notice: TerminalNotice, _ multiplexer: TerminalKind.Multiplexer? = nil, _ said: String = "2 new")
    -> String
  {
    String(decoding: Announcements.sequence(said, as: notice, through: multiplexer), as: UTF8.self)
  }

  @Test func eachKindOfNoticeHasItsSequence() {
    #expect(text(.off) == "")
    #expect(text(.bell) == "\u{7}")
    #expect(text(.osc9) == "\u{1B}]9;2 new\u{7}")
    #expect(text(.osc777) == "\u{1B}]777;notify;dealtop;2 new\u{7}")
  }

  @Test func aMultiplexerIsAskedToHandItOn() {
    #expect(text(.osc9, .tmux) == "\u{1B}Ptmux;\u{1B}\u{1B}]9;2 new\u{7}\u{1B}\\")
    #expect(text(.osc9, .screen) == "\u{1B}P\u{1B}]9;2 new\u{7}\u{1B}\\")
    #expect(text(.bell, .tmux) == "\u{7}")
  }

  @Test func namesFromTheDataCannotEndTheSequence() {
    #expect(text(.osc9, nil, "a\u{7}b\u{1B}]0;c\u{9C}d") == "\u{1B}]9;ab]0;cd\u{7}")
    #expect(text(.osc777, nil, "a;b") == "\u{1B}]777;notify;dealtop;a,b\u{7}")
    #expect(text(.osc9, nil, String(repeating: "x", count: 900)).utf8.count == Announcements.mostCharacters + 5)
  }

}

/// With those of the terminal, which come one after the other.
extension TerminalTests {
  @Test func theTitleIsKeptAndComesBack() throws {
    // given
    let pty = try #require(PseudoTerminal())
    let terminal = try pty.open()
    // when
    terminal.setTitle("dealtop: 1 critical")
    // then
    let shown = pty.output()
    let kept = try #require(shown.firstRange(of: "\u{1B}[22;2t"))
    let set = try #require(shown.firstRange(of: "\u{1B}]2;dealtop: 1 critical\u{7}"))
    #expect(kept.lowerBound < set.lowerBound)
    // when
    terminal.close()
    // then
    #expect(pty.output().contains("\u{1B}[23;2t"))
  }
}
