import Cells
import Domain

/// A part of a panel, from top to bottom. Where there is little room the least important go first.
struct Block {
  /// Higher stays longer; equal ones are dropped from the bottom.
  var priority: Int
  /// Rows it needs, rows it wants before less important blocks get any, and rows it can use.
  var minimum: Int
  var preferred: Int
  var ideal: Int
  /// True for a picture of what is said in words beside it: left out where nobody can see it.
  var isChart: Bool
  var draw: (Rect, Look, inout Canvas) -> Void
  /// The same as a chart over days or ages, which can show fewer of them and read one out; nil for anything else.
  private var chart: ((Rect, ChartView) -> DayChart)?

  /// A chart over days, weeks or ages, laid out.
  struct DayChart {
    var draw: (Look, inout Canvas) -> Void
    /// What a column of the screen shows; nil outside of the plot.
    var place: (_ atColumn: Int) -> ChartPlace?
  }

  init(
    priority: Int, minimum: Int = 1, preferred: Int? = nil, ideal: Int? = nil, isChart: Bool = false,
    draw: @escaping (Rect, Look, inout Canvas) -> Void
  ) {
    self.priority = priority
    self.isChart = isChart
    self.minimum = minimum
    self.preferred = max(minimum, preferred ?? minimum)
    self.ideal = max(self.preferred, ideal ?? minimum)
    self.draw = draw
  }

  /// A chart over days, weeks or ages.
  init(
    priority: Int, minimum: Int, preferred: Int? = nil, ideal: Int, chart: @escaping (Rect, ChartView) -> DayChart
  ) {
    self.init(priority: priority, minimum: minimum, preferred: preferred, ideal: ideal, isChart: true) {
      rect, look, canvas in chart(rect, ChartView()).draw(look, &canvas)
    }
    self.chart = chart
  }

  /// One line of text; the first of several wordings that fits.
  static func line(_ priority: Int, _ line: RichLine, or shorter: RichLine? = nil) -> Block {
    Block(priority: priority) { rect, look, canvas in
      let chosen = shorter.map { line.fits(rect.width) ? line : $0 } ?? line
      chosen.draw(in: rect, look, &canvas)
    }
  }

  /// One line of text; another wording where its first part would be cut.
  static func line(_ priority: Int, _ line: RichLine, orIfCut shorter: RichLine) -> Block {
    Block(priority: priority) { rect, look, canvas in
      (line.holdsFirst(rect.width) ? line : shorter).draw(in: rect, look, &canvas)
    }
  }

  /// One line of text that says something only as a whole: shown if all of it fits.
  static func lineIfItFits(_ priority: Int, _ line: RichLine) -> Block {
    Block(priority: priority) { rect, look, canvas in
      if line.fits(rect.width) { line.draw(in: rect, look, &canvas) }
    }
  }

  /// An empty row, the first to go.
  static var gap: Block { Block(priority: 0) { _, _, _ in } }

  /// Wrapped text.
  static func text(_ priority: Int, _ text: String, role: Role, width: Int, limit: Int = 6) -> Block {
    let rows = max(1, min(limit, TextFlow.wrap(text, width: max(1, width)).count))
    return Block(priority: priority, minimum: rows) { rect, look, canvas in
      TextFlow.draw(text, in: rect, on: &canvas, style: look[role])
    }
  }

  /// Wrapped text behind a label; at most three lines.
  static func labelled(_ priority: Int, _ label: String, _ text: String, role: Role, width: Int) -> Block {
    let indent = TextWidth.of(label)
    let rows = max(1, min(3, TextFlow.wrap(text, width: max(1, width - indent)).count))
    return Block(priority: priority, minimum: rows) { rect, look, canvas in
      canvas.put(label, x: rect.x, y: rect.y, style: look[.dim], width: rect.width)
      let room = Rect(x: rect.x + indent, y: rect.y, width: max(0, rect.width - indent), height: rect.height)
      TextFlow.draw(text, in: room, on: &canvas, style: look[role])
    }
  }

  /// Puts as many blocks as fit into `rect`, in their order; what is left over goes to those that can use it.
  static func draw(
    _ blocks: [Block], in rect: Rect, _ look: Look, _ canvas: inout Canvas, view: ChartView = ChartView()
  ) {
    for (block, place) in places(blocks, in: rect) {
      if let chart = block.chart {
        chart(place, view).draw(look, &canvas)
      } else {
        block.draw(place, look, &canvas)
      }
    }
  }

  /// What a chart among the blocks shows at a place of the screen; nil where there is none.
  static func place(atX x: Int, _ y: Int, _ blocks: [Block], in rect: Rect, view: ChartView) -> ChartPlace? {
    guard let (block, room) = places(blocks, in: rect).first(where: { $0.1.contains(x: x, y: y) }) else { return nil }
    return block.chart?(room, view).place(x)
  }

  /// The blocks that fit, with their places.
  private static func places(_ blocks: [Block], in rect: Rect) -> [(Block, Rect)] {
    var y = rect.y
    return layout(blocks, height: rect.height).map { block, height in
      defer { y += height }
      return (block, Rect(x: rect.x, y: y, width: rect.width, height: height))
    }
  }

  /// The blocks that fit, with their heights.
  static func layout(_ blocks: [Block], height: Int) -> [(Block, Int)] {
    var room = height
    var heights = [Int?](repeating: nil, count: blocks.count)
    let order = blocks.indices.sorted { (-blocks[$0].priority, $0) < (-blocks[$1].priority, $1) }
    for index in order where blocks[index].priority > 0 {
      guard blocks[index].minimum <= room else { continue }
      let height = min(room, blocks[index].preferred)
      heights[index] = height
      room -= height
    }
    for index in order where blocks[index].priority == 0 && room > 0 {
      heights[index] = blocks[index].minimum
      room -= blocks[index].minimum
    }
    var canGrow = true
    while room > 0, canGrow {
      canGrow = false
      for index in order where room > 0 {
        guard let current = heights[index], current < blocks[index].ideal else { continue }
        heights[index] = current + 1
        room -= 1
        canGrow = true
      }
    }
    return blocks.indices.compactMap { index in heights[index].map { (blocks[index], $0) } }
  }
}
