import Cells

/// The choices that match what is typed, in a box above the footer.
enum PaletteView {
  private static let keyWidth = 8

  static func draw(_ model: Model, _ frame: Frame, _ look: Look, _ canvas: inout Canvas) {
    guard let prompt = model.prompt, let choices = model.choices else { return }
    let rows = min(max(1, choices.count), max(1, frame.body.height - 3), 12)
    let longest = choices.map { TextWidth.of($0.text) }.max() ?? 0
    let width = min(frame.body.width, max(72, longest + 15))
    let box = Rect(x: 0, y: frame.footer.maxY - 1 - rows - 2, width: width, height: rows + 2)
    canvas.fill(box, style: look[.text])
    canvas.box(box, style: look[.focus], glyphs: look.glyphs)
    canvas.put(" \(title(prompt)) ", x: 2, y: box.y, style: look[.title])
    guard !choices.isEmpty else {
      canvas.put(nothing(prompt), x: 2, y: box.y + 1, style: look[.dim], width: width - 4)
      return
    }
    let keys = max(keyWidth, choices.map { TextWidth.of($0.key) }.max() ?? 0)
    let top = max(0, min(prompt.selected - rows + 1, choices.count - rows))
    for (offset, choice) in choices[top..<min(choices.count, top + rows)].enumerated() {
      let y = box.y + 1 + offset
      canvas.put(choice.key, x: 2, y: y, style: look[.key], width: min(keys, width - 4))
      canvas.put(choice.text, x: keys + 3, y: y, style: look[.text], width: max(0, width - keys - 5))
      if top + offset == prompt.selected {
        canvas.restyle(Rect(x: 1, y: y, width: width - 2, height: 1)) { _ in look[.selection] }
      }
    }
  }

  private static func title(_ prompt: Prompt) -> String {
    switch prompt.kind {
    case .views: Words.views
    case .export: ChoiceWords.writeAs
    default: Words.commands
    }
  }

  private static func nothing(_ prompt: Prompt) -> String {
    prompt.kind == .palette ? Words.noCommand : Words.nothingOfThatName
  }
}
