import Cells

/// The choices that match what is typed, in a box above the footer.
enum PaletteView {
  private static let keyWidth = 8

  static func draw(_ model: Model, _ frame: Frame, _ look: Look, _ canvas: inout Canvas) {
    guard let prompt = model.prompt, let choices = model.choices else { return }
    let place = PalettePlace(choices, prompt, frame)
    let (box, width) = (place.box, place.box.width)
    canvas.fill(box, style: look[.text])
    canvas.box(box, style: look[.focus], glyphs: look.glyphs)
    canvas.put(" \(title(prompt)) ", x: 2, y: box.y, style: look[.title])
    guard !choices.isEmpty else {
      canvas.put(nothing(prompt), x: 2, y: box.y + 1, style: look[.dim], width: width - 4)
      return
    }
    let keys = max(keyWidth, choices.map { TextWidth.of($0.key) }.max() ?? 0)
    for (offset, choice) in choices.dropFirst(place.top).prefix(place.rows).enumerated() {
      let y = box.y + 1 + offset
      canvas.put(choice.key, x: 2, y: y, style: look[.key], width: min(keys, width - 4))
      canvas.put(choice.text, x: keys + 3, y: y, style: look[.text], width: max(0, width - keys - 5))
      if place.top + offset == prompt.selected {
        canvas.restyle(Rect(x: 1, y: y, width: width - 2, height: 1)) { _ in look[.selection] }
      }
    }
    place.bar?.draw(top: place.top, on: &canvas, look: look)
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

/// Where the choices stand. Drawing and finding what was clicked share it.
struct PalettePlace {
  /// Borders included.
  let box: Rect
  /// Choices in view, and the first of them.
  let rows: Int
  let top: Int
  private let count: Int

  init(_ choices: [Choice], _ prompt: Prompt, _ frame: Frame) {
    count = choices.count
    rows = min(max(1, choices.count), max(1, frame.body.height - 3), 12)
    top = max(0, min(prompt.selected - rows + 1, choices.count - rows))
    let longest = choices.map { TextWidth.of($0.text) }.max() ?? 0
    let width = min(frame.body.width, max(72, longest + 15))
    box = Rect(x: 0, y: frame.footer.maxY - 1 - rows - 2, width: width, height: rows + 2)
  }

  /// The bar on the right border; nil where all choices are in view.
  var bar: ScrollBar? {
    ScrollBar(Rect(x: box.maxX - 1, y: box.y + 1, width: 1, height: rows), lines: count, shown: rows)
  }

  /// The choice at a place of the screen; nil on the border and outside.
  func choice(atX x: Int, _ y: Int) -> Int? {
    let place = y - box.y - 1
    guard box.contains(x: x, y: y), (0..<rows).contains(place), top + place < count else { return nil }
    return top + place
  }
}
