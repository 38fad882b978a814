import Cells

/// Before the first figures, and while more rows are being read.
enum OverviewLoading {
  static func draw(_ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let y = rect.y + rect.height / 2
    if let failure = model.failure {
      TextFlow.draw(
        failure, in: Rect(x: rect.x + 2, y: y - 1, width: rect.width - 4, height: 4), on: &canvas, style: look[.error])
      return
    }
    let width = min(60, rect.width - 4)
    let x = rect.x + (rect.width - width) / 2
    let text = model.loading?.text ?? Words.reading
    canvas.put(text, x: x, y: y - 1, style: look[.text], width: width)
    guard let loading = model.loading else { return }
    HorizontalBar(
      label: "", labelWidth: 0, share: loading.fraction, number: Numbers.percent(loading.fraction), numberWidth: 6
    ).draw(in: Rect(x: x, y: y, width: width, height: 1), on: &canvas, look: look)
  }

  /// One line over the foot of the screen while old figures stay.
  static func drawLine(_ loading: Loading, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let text = " \(loading.text) \(Numbers.percent(loading.fraction)) "
    canvas.putRight(text, endingAt: rect.maxX - 2, y: rect.maxY - 1, style: look[.band], width: rect.width - 4)
  }
}
