@testable import NcursesTerminal

/// A terminal small enough for a test: places, erasing, colours and attributes. Two are equal if they look the same.
struct PaintedCells: Equatable {
  private struct Cell: Equatable {
    var text = " "
    var pen = Pen()

    /// What of it is seen: of a blank neither the colour of text nor how bold that is.
    var looks: Cell {
      guard text == " ", !pen.marksBlanks else { return self }
      return Cell(text: " ", pen: Pen(background: pen.background))
    }
  }

  private static let (width, height) = (30, 4)
  private var cells = [Cell](repeating: Cell(), count: width * height)
  private var pen = Pen()
  private var place = 0

  static func == (left: PaintedCells, right: PaintedCells) -> Bool {
    left.place == right.place && left.pen == right.pen && left.cells.map(\.looks) == right.cells.map(\.looks)
  }

  mutating func draw(_ bytes: [UInt8]) {
    var text = Substring(String(decoding: bytes, as: UTF8.self))
    while let letter = text.first {
      if let found = text.prefixMatch(of: /\u{1B}\[([0-9;]*)([A-Za-z])/) {
        obey(found.1, found.2)
        text = text[found.range.upperBound...]
      } else if let found = text.prefixMatch(of: /\u{1B}\(B/) {
        text = text[found.range.upperBound...]
      } else {
        put(Cell(text: String(letter), pen: pen))
        text.removeFirst()
      }
    }
  }

  private mutating func obey(_ parameters: Substring, _ final: Substring) {
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    switch final {
    case "m": _ = pen.take(Array(parameters.utf8)[...])
    case "H": place = (numbers[0] - 1) * Self.width + numbers[1] - 1
    case "X":
      for index in place..<min(place + numbers[0], cells.count) {
        cells[index] = Cell(pen: Pen(background: pen.background))
      }
    default: break
    }
  }

  private mutating func put(_ cell: Cell) {
    cells[place] = cell
    place = min(place + 1, cells.count - 1)
  }
}
