import Cells
import Domain
import MetricEngine

/// Where the parts of the screen "What changed" stand.
struct ChangesLayout {
  var bar: Rect
  var sentence: Rect
  /// The table of kinds.
  var kinds: Rect
  /// Below it: leads and deals that moved on, and what became of alerts.
  var extra: Rect
  /// The deals of the selected kind, borders included; nil where there is no room.
  var preview: Rect?

  /// - Parameter extraLines: lines below the table.
  init(_ rect: Rect, extraLines: Int = 1) {
    let inner = Rect(x: rect.x + 1, y: rect.y, width: max(0, rect.width - 2), height: rect.height)
    let isRoomy = rect.height >= 28
    bar = inner.row(0)
    sentence = inner.row(1)
    let top = rect.y + (isRoomy ? 3 : 2)
    let wanted = ChangeKind.allCases.count + 1
    kinds = Rect(x: inner.x, y: top, width: inner.width, height: max(0, min(wanted, rect.maxY - top)))
    let below = kinds.maxY + (isRoomy ? 1 : 0)
    extra = Rect(x: inner.x, y: below, width: inner.width, height: max(0, min(extraLines, rect.maxY - below)))
    let start = extra.maxY + (isRoomy ? 1 : 0)
    guard rect.maxY - start >= 4 else { return }
    preview = Rect(x: rect.x, y: start, width: rect.width, height: rect.maxY - start)
  }

  /// What is inside the border of the preview.
  static func inside(_ rect: Rect) -> Rect { rect.inset(2, 1) }
}

/// The choices of "since when" in a row, the present one marked.
struct ChangesBar {
  struct Place {
    var text: String
    /// Nil asks for a day.
    var choice: ChangesSince.Choice?
    var isChosen: Bool
    var x = 0
  }

  private(set) var places: [Place] = []
  private let rect: Rect

  init(_ model: Model, _ changes: WhatChanged, _ snapshot: Snapshot, _ rect: Rect) {
    self.rect = rect
    let chosen = model.changesSince.choice
    places = Self.choices(model.changesSince).map { choice in
      Place(text: Self.name(choice, model, snapshot), choice: choice, isChosen: choice == chosen)
    }
    places.append(
      Place(text: ChangeWords.anyDay(key: model.keyMap.keyName(of: .changesSince)), choice: nil, isChosen: false))
    var x = rect.x + 7
    for index in places.indices {
      places[index].x = x
      x += TextWidth.of(places[index].text) + 3
    }
  }

  /// Those that left and right go through; a day typed is one of them.
  private static func choices(_ since: ChangesSince) -> [ChangesSince.Choice] {
    let usual: [ChangesSince.Choice] = [.lastLook, .yesterday, .lastMonday]
    return usual.contains(since.choice) ? usual : usual + [since.choice]
  }

  /// The choice beside the present one.
  static func next(_ since: ChangesSince, _ step: Int) -> ChangesSince.Choice {
    let all = choices(since)
    let index = all.firstIndex(of: since.choice) ?? 0
    return all[(index + step + all.count) % all.count]
  }

  private static func name(_ choice: ChangesSince.Choice, _ model: Model, _ snapshot: Snapshot) -> String {
    switch choice {
    case .lastLook: ChangeWords.lastLook(isThere: !model.changesSince.looks.isEmpty)
    case .yesterday: ChangeWords.yesterday
    case .lastMonday: ChangeWords.lastMonday
    case .day(let day): Dates.day(day)
    case .at(let instant): Dates.moment(instant, snapshot)
    }
  }

  func place(atX x: Int) -> Place? { places.first { x >= $0.x - 1 && x <= $0.x + TextWidth.of($0.text) } }

  func draw(_ look: Look, _ canvas: inout Canvas) {
    canvas.put(ChangeWords.since, x: rect.x, y: rect.y, style: look[.dim])
    for place in places where place.x < rect.maxX {
      let isKey = place.choice == nil
      canvas.put(
        place.isChosen ? " \(place.text) " : place.text, x: place.isChosen ? place.x - 1 : place.x, y: rect.y,
        style: look[place.isChosen ? .selection : isKey ? .dim : .text], width: rect.maxX - place.x)
    }
    let hint = ChangeWords.otherChoices
    let end = places.last.map { $0.x + TextWidth.of($0.text) } ?? rect.x
    if end + TextWidth.of(hint) + 3 < rect.maxX {
      canvas.putRight(hint, endingAt: rect.maxX, y: rect.y, style: look[.dim])
    }
  }
}

/// The kinds with deals, money and the largest deals.
struct ChangesTable {
  private let changes: WhatChanged
  private let hasNoRows: Bool
  private let moneyWidth: Int
  /// For the names of the largest deals.
  private let nameRoom: Int
  private static let kindWidth = 15
  private static let dealsWidth = 7

  init(_ changes: WhatChanged, _ snapshot: Snapshot, width: Int) {
    self.changes = changes
    hasNoRows = snapshot.hasNoRows
    let money = ChangeKind.allCases.compactMap { kind in
      changes.all[kind].map { TextWidth.of(ChangeWords.money(kind, $0.money)) }
    }
    moneyWidth = min(34, max(9, money.max() ?? 0))
    nameRoom = width - Self.kindWidth - Self.dealsWidth - moneyWidth - 5
  }

  func table(selected: ChangeKind) -> Table {
    Table(
      columns: [
        TableColumn(id: "kind", title: AlertWords.what, minimum: Self.kindWidth, ideal: Self.kindWidth, priority: 100),
        TableColumn(
          id: "deals", title: Counted.dealNoun(2), alignment: .right, minimum: Self.dealsWidth, ideal: Self.dealsWidth,
          priority: 95
        ),
        TableColumn(
          id: "money", title: ChangeWords.money, alignment: .right, minimum: moneyWidth, ideal: moneyWidth, priority: 90
        ),
        TableColumn(id: "largest", title: "  \(ChangeWords.largest)", minimum: 12, ideal: 160, priority: 80),
      ], rowCount: ChangeKind.allCases.count, selected: ChangeKind.allCases.firstIndex(of: selected))
  }

  func cells(_ index: Int) -> [TableCell] {
    let kind = ChangeKind.allCases[index]
    let name = ChangeWords.name(kind)
    guard let group = changes.all[kind] else {
      let needs = hasNoRows ? Needs.rows : ChangeWords.missing(kind)
      return [TableCell(name, .dim), TableCell(""), TableCell(""), TableCell("  \(needs)", .dim)]
    }
    guard group.count > 0 else {
      return [TableCell(name), TableCell(Words.none, .dim), TableCell(""), TableCell("")]
    }
    return [
      TableCell(name, .strong), TableCell(Numbers.whole(group.count), .strong), TableCell(moneyText(kind)),
      TableCell("  \(largest(kind))", .dim),
    ]
  }

  private func moneyText(_ kind: ChangeKind) -> String {
    changes.all[kind].map { ChangeWords.money(kind, $0.money) } ?? ""
  }

  /// As many of the largest deals as fit whole.
  private func largest(_ kind: ChangeKind) -> String {
    var line = ""
    for deal in changes.largest[kind] ?? [] {
      let amount = deal.amount.map { " \(MoneyText.short($0, withCurrency: false))" } ?? ""
      let longer = (line.isEmpty ? "" : line + ", ") + deal.displayName + amount
      guard line.isEmpty || TextWidth.of(longer) <= nameRoom else { break }
      line = longer
    }
    return line
  }
}
