import Cells

extension Model {
  /// A press or a turn of the wheel: on the header's counts, on a key of the footer, or within the screen on top.
  mutating func mouse(_ event: MouseEvent) -> [Effect] {
    guard Frame.isUsable(size), event.kind != .release else { return [] }
    let frame = Frame(size: size, model: self)
    if frame.body.contains(x: event.x, y: event.y) {
      guard prompt == nil else { return event.kind == .press ? cancelPrompt() : [] }
      return sendMouse(event, in: frame.body)
    }
    guard event.kind == .press, prompt == nil else { return [] }
    toast = nil
    if frame.footer.contains(x: event.x, y: event.y) {
      return FooterBar.command(at: event.x, event.y, self, frame.footer).flatMap { keyMap.binding(of: $0) }.map {
        run($0)
      } ?? []
    }
    return []
  }
}
