import Cells
import Domain

/// Draws the model. A pure function: the same model, look and size give the same cells.
public func view(_ model: Model, look: Look, size: Size) -> Canvas {
  guard look.glyphs == .ascii else {
    return Conventions.$shown.withValue(model.conventions) { drawn(model, look, size) }
  }
  return Conventions.$shown.withValue(model.conventions.inASCII) { drawn(model, look, size).foldedToASCII() }
}

private func drawn(_ model: Model, _ look: Look, _ size: Size) -> Canvas {
  KeyWords.$inForce.withValue(model.keyMap) { painted(model, look, size) }
}

private func painted(_ model: Model, _ look: Look, _ size: Size) -> Canvas {
  var canvas = Canvas(size: size, style: look[.text])
  canvas.glyphs = look.glyphs
  guard Frame.isUsable(size) else {
    canvas.put(Words.tooSmall, x: 0, y: 0, style: look[.text])
    return canvas
  }
  let frame = Frame(size: size, model: model)
  HeaderBar.draw(model, frame.header, look, &canvas)
  if let band = frame.band { HeaderBar.drawBand(model, band, look, &canvas) }
  model.drawScreen(frame.body, look, &canvas)
  FooterBar.draw(model, frame.footer, look, &canvas)
  if model.choices != nil { PaletteView.draw(model, frame, look, &canvas) }
  return canvas
}

/// How the screen is divided: header, band, body, footer. Drawing and finding what was clicked share it.
struct Frame: Equatable {
  var header: Rect
  /// The clear band that says when the figures do not stand at the present.
  var band: Rect?
  var body: Rect
  var footer: Rect

  /// Smaller than this there is only a message.
  static func isUsable(_ size: Size) -> Bool { size.width >= 40 && size.height >= 10 }

  init(size: Size, model: Model) {
    let hasBand = HeaderBar.bandText(model) != nil && size.height >= 16
    let footerRows = size.height >= 20 ? 2 : 1
    header = Rect(x: 0, y: 0, width: size.width, height: 1)
    band = hasBand ? Rect(x: 0, y: 1, width: size.width, height: 1) : nil
    let top = hasBand ? 2 : 1
    body = Rect(x: 0, y: top, width: size.width, height: max(0, size.height - top - footerRows))
    footer = Rect(x: 0, y: size.height - footerRows, width: size.width, height: footerRows)
  }
}
