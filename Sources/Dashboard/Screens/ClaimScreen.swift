import Cells
import MetricEngine

/// What the screen remembers.
public struct ClaimState: Sendable, Equatable {
  /// Which claim.
  let id: String
  /// nil until it was read.
  var claim: Claim?
  /// As the list asked it.
  var question: ClaimsQuestion
  var scroll = ScrollState()

  /// A claim of the list.
  init(claim: Claim, question: ClaimsQuestion) {
    (id, self.claim, self.question) = (claim.id, claim, question)
  }

  /// A claim that is to be read yet.
  init(id: String) {
    (self.id, question) = (id, ClaimsQuestion())
  }
}

/// One published figure: where it comes from, how yours is computed, what is missing, the curve behind it.
enum ClaimScreen: ScreenBehavior {
  static func title(_ state: ClaimState, _ model: Model) -> String {
    state.claim.map { ClaimText(claim: $0).short } ?? Words.claims
  }

  static func commands(_ state: ClaimState, _ model: Model) -> [Command] {
    [.copy, .export] + ScrollState.commands
  }

  static func draw(_ state: ClaimState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let claim = state.claim else {
      canvas.put(Words.reading, x: rect.x + 1, y: rect.y, style: look[.dim], width: rect.width - 2)
      return
    }
    let lines = ClaimLines(claim, width: rect.width)
    var scroll = state.scroll
    scroll.clamp(lines: lines.lines.count, height: rect.height)
    lines.draw(from: scroll.top, in: rect, look, &canvas)
    scroll.drawBar(in: rect, lines: lines.lines.count, look, &canvas)
  }

  static func appear(_ state: inout ClaimState, _ model: inout Model) -> [Effect] { state.question.ask(&model) }

  static func receive(_ message: Message, _ state: inout ClaimState, _ model: inout Model) -> [Effect] {
    let claims = state.question.answer(message)
    if let claim = claims?.first(where: { $0.id == state.id }) { state.claim = claim }
    return []
  }

  static func perform(_ command: Command, _ state: inout ClaimState, _ model: inout Model) -> [Effect] {
    guard let claim = state.claim else { return [] }
    let rect = Frame(size: model.size, model: model).body
    let lines = ClaimLines(claim, width: rect.width).lines
    if command == .copy {
      let text = lines.map { line in
        let bar = line.bar.map { "\($0.name)\t\($0.share.value.map { Numbers.percent($0, fine: true) } ?? "")" }
        return bar ?? [line.label, line.text].filter { !$0.isEmpty }.joined(separator: "\t")
      }
      return model.copy(text.joined(separator: "\n"))
    }
    if command == .export {
      return model.write(
        ScreenExport.claim(claim), named: ListExport.fileName(title(state, model), model))
    }
    state.scroll.perform(command, lines: lines.count, height: rect.height)
    return []
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ClaimState, _ model: inout Model
  ) -> [Effect] {
    let lines = state.claim.map { ClaimLines($0, width: rect.width).lines.count } ?? 0
    _ = state.scroll.follow(event, in: rect, lines: lines, &model)
    return []
  }
}
