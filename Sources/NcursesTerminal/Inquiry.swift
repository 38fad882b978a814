import CTerminal
import Cells

/// Whether the terminal was asked about its background, and how long an answer is still expected.
struct Inquiry {
  var wasMade = false
  /// Until when, in the milliseconds of ``ct_milliseconds``, a lone Esc may be the beginning of the answer.
  var closeUntil: Int64 = 0
  /// Until when pieces of an answer are told from keys.
  var openUntil: Int64 = 0
}

extension NcursesTerminal {
  /// Whether the user's theme follows the background, on a terminal that may tell it.
  var asksBackground: Bool {
    options.asksBackground && screen.kind.isModern && screen.kind.multiplexer != .screen && depth > .mono
  }

  /// Asks once, after the first frame: nothing waits for the answer, which may come late or never. tmux answers itself.
  func ask() {
    guard asksBackground, !inquiry.wasMade else { return }
    let now = ct_milliseconds()
    inquiry = Inquiry(wasMade: true, closeUntil: now + 1000, openUntil: now + 10_000)
    decoder.awaitsAnswer = true
    send(Answers.question)
  }

  /// How long the rest of a key or of an answer is waited for, in milliseconds.
  var pieceDelay: Int {
    decoder.awaitsAnswer && ct_milliseconds() < inquiry.closeUntil ? max(options.escDelay, 60) : options.escDelay
  }

  /// Who has not answered by now does not.
  func tireOfWaiting() {
    if decoder.awaitsAnswer, ct_milliseconds() > inquiry.openUntil { decoder.awaitsAnswer = false }
  }
}
