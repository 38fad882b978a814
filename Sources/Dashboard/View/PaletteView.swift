import Cells

/// The commands that match what is typed after `:`, in a box above the footer.
enum PaletteView {
  static func draw(_ model: Model, _ frame: Frame, _ look: Look, _ canvas: inout Canvas) {
    guard let prompt = model.prompt else { return }
    let matches = Palette.matches(prompt.text, model)
    let rows = min(max(1, matches.count), max(1, frame.body.height - 3), 12)
    let longest = matches.map { TextWidth.of($0.help) }.max() ?? 0
    let width = min(frame.body.width, max(72, longest + 15))
    let box = Rect(x: 0, y: frame.footer.maxY - 1 - rows - 2, width: width, height: rows + 2)
    canvas.fill(box, style: look[.text])
    canvas.box(box, style: look[.focus], glyphs: look.glyphs)
    canvas.put(" \(Words.commands) ", x: 2, y: box.y, style: look[.title])
    guard !matches.isEmpty else {
      canvas.put(Words.noCommand, x: 2, y: box.y + 1, style: look[.dim], width: width - 4)
      return
    }
    let top = max(0, min(prompt.selected - rows + 1, matches.count - rows))
    for (offset, binding) in matches[top..<min(matches.count, top + rows)].enumerated() {
      let y = box.y + 1 + offset
      canvas.put(binding.keys.first?.name ?? "", x: 2, y: y, style: look[.key], width: 8)
      canvas.put(binding.help, x: 11, y: y, style: look[.text], width: width - 13)
      if top + offset == prompt.selected {
        canvas.restyle(Rect(x: 1, y: y, width: width - 2, height: 1)) { _ in look[.selection] }
      }
    }
  }
}
