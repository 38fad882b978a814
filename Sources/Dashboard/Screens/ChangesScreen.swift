import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct ChangesState: Sendable, Equatable {
  /// The selected kind.
  var kind = ChangeKind.won
  /// The deals of that kind.
  var list = ListState(listing: .changed(.won, since: .unknown), title: Words.whatChanged)

  /// The screen as it opens: the first kind with deals selected.
  public init(_ changes: WhatChanged? = nil) {
    kind = ChangeKind.allCases.first { changes?.all[$0]?.count ?? 0 > 0 } ?? .won
  }
}

/// What became different since an instant of choice: each kind with deals and money, below the deals of the selected
/// one.
enum ChangesScreen: ScreenBehavior {
  static func title(_ state: ChangesState, _ model: Model) -> String { Words.whatChanged }

  static func commands(_ state: ChangesState, _ model: Model) -> [Command] {
    [.open, .changesSince, .copy, .export, .left, .right, .up, .down, .first, .last, .pageUp, .pageDown]
  }

  // MARK: - Drawing

  static func draw(_ state: ChangesState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot, let changes = snapshot.changes else {
      return OverviewLoading.draw(model, rect, look, &canvas)
    }
    let extra = extra(changes, snapshot)
    let layout = ChangesLayout(rect, extraLines: extra.count)
    ChangesBar(model, changes, snapshot, layout.bar).draw(look, &canvas)
    let to =
      snapshot.eventPrecision == .day ? Dates.weekday(changes.all.to, snapshot) : Dates.moment(changes.all.to, snapshot)
    RichLine(
      [[.dim(ChangeWords.since(changes, snapshot))], [.dim(ChangeWords.upTo(to))]],
      right: changes.looks.map { [.plain($0)] }
    ).draw(in: layout.sentence, look, &canvas)
    let table = ChangesTable(changes, snapshot, width: layout.kinds.width)
    table.table(selected: state.kind).draw(in: layout.kinds, on: &canvas, look: look) { table.cells($0) }
    for (offset, line) in extra.prefix(layout.extra.height).enumerated() {
      line.draw(in: layout.extra.row(offset), look, &canvas)
    }
    if let rect = layout.preview { drawPreview(state, changes, snapshot, rect, look, &canvas) }
  }

  /// "leads: 212 came, 198 answered   31 deals moved on to a later stage", and what became of alerts.
  private static func extra(_ changes: WhatChanged, _ snapshot: Snapshot) -> [RichLine] {
    let moved = RichLine([
      snapshot.readings.counts.leads > 0
        ? [.dim("\(ChangeWords.leadsLabel)  "), .plain(ChangeWords.leads(changes.all))] : nil,
      changes.all.movedForward.map { [.plain(Counted.deals($0)), .dim(" \(ChangeWords.movedOn)")] },
    ])
    guard let alerts = snapshot.alertChanges else { return [moved] }
    let words = [alerts.newWords(snapshot), alerts.clearedWords(snapshot)].compactMap(\.self)
    return [moved] + words.map { RichLine([[.dim("\(ChangeWords.alertsLabel) "), .plain($0)]]) }
  }

  private static func layout(_ rect: Rect, _ model: Model) -> ChangesLayout {
    guard let snapshot = model.snapshot, let changes = snapshot.changes else { return ChangesLayout(rect) }
    return ChangesLayout(rect, extraLines: extra(changes, snapshot).count)
  }

  private static func drawPreview(
    _ state: ChangesState, _ changes: WhatChanged, _ snapshot: Snapshot, _ rect: Rect, _ look: Look,
    _ canvas: inout Canvas
  ) {
    let group = changes.all[state.kind]
    let order = ListWords.ownOrder(state.list.listing)
    let count = group.map(\.count) ?? 0
    let inside = ChangesLayout.inside(rect)
    let note = count > inside.height - 1 ? ChangeWords.enterLists(Numbers.whole(count)) : ""
    _ = PanelFrame.draw(
      rect, title: "\(ChangeWords.name(state.kind)), \(order)", state: note.isEmpty ? [] : [.dim(note)],
      isSelected: false, look, &canvas)
    guard count > 0 else {
      let words = group == nil ? needs(state.kind, snapshot) : ChangeWords.none(since: changes, snapshot)
      TextFlow.draw(words, in: inside, on: &canvas, style: look[group == nil ? .text : .dim])
      return
    }
    guard state.list.page != nil else {
      return _ = canvas.put(Words.reading, x: inside.x, y: inside.y, style: look[.dim], width: inside.width)
    }
    let shown = ListTable(state.list, snapshot)
    var table = shown.table
    table.selected = nil
    table.draw(in: inside, on: &canvas, look: look) { shown.cells($0, snapshot, look) }
  }

  private static func needs(_ kind: ChangeKind, _ snapshot: Snapshot) -> String {
    if snapshot.hasNoRows { return Needs.rows }
    return switch kind {
    case .pushed, .pulledIn, .amountChanged:
      ChangeWords.missingBefore(kind)
    default: ChangeWords.missing(kind)
    }
  }

  // MARK: - Asking

  /// Asks for the deals of the selected kind.
  static func appear(_ state: inout ChangesState, _ model: inout Model) -> [Effect] {
    guard let changes = model.snapshot?.changes else { return [] }
    let listing = Listing.changed(state.kind, since: changes.beginning.after)
    if state.list.listing != listing {
      let since = model.snapshot.map { ChangeWords.shortDay(changes, $0) } ?? ""
      state.list = ListState(listing: listing, title: ChangeWords.title(state.kind, since: since))
    }
    guard (changes.all[state.kind]?.count ?? 0) > 0 else { return [] }
    let layout = layout(Frame(size: model.size, model: model).body, model)
    state.list.visibleRows = max(1, layout.preview?.height ?? 1)
    return ListScreen.appear(&state.list, &model)
  }

  static func receive(_ message: Message, _ state: inout ChangesState, _ model: inout Model) -> [Effect] {
    ListScreen.receive(message, &state.list, &model)
  }

  // MARK: - Keys

  static func perform(_ command: Command, _ state: inout ChangesState, _ model: inout Model) -> [Effect] {
    let kinds = ChangeKind.allCases
    let index = kinds.firstIndex(of: state.kind) ?? 0
    switch command {
    case .up: return select(kinds[max(0, index - 1)], &state, &model)
    case .down: return select(kinds[min(kinds.count - 1, index + 1)], &state, &model)
    case .first, .pageUp: return select(kinds[0], &state, &model)
    case .last, .pageDown: return select(kinds[kinds.count - 1], &state, &model)
    case .left, .right: return model.setChangesSince(ChangesBar.next(model.changesSince, command == .left ? -1 : 1))
    case .changesSince:
      startSince(&model)
      return []
    case .open: return open(state, &model)
    case .copy:
      guard let snapshot = model.snapshot, let changes = snapshot.changes else { return [] }
      return [.copy(ChangeWords.line(changes, snapshot, width: .max))]
    case .export:
      guard let changes = model.snapshot?.changes else { return [] }
      return model.write(table(changes), named: ListExport.fileName("changes", model))
    default: return []
    }
  }

  /// A row for each kind and currency.
  private static func table(_ changes: WhatChanged) -> ExportTable {
    func row(_ kind: ChangeKind, _ count: Int?, _ money: Money?) -> [ExportTable.Value] {
      let amount = money.map { Double($0.hundredths) / 100 }
      return [
        .text(ChangeWords.name(kind)), .init(count), .init(amount), .init(money?.currency),
        .init(changes.beginning.shown.isoText), .init(changes.all.to.isoText),
      ]
    }
    var rows: [[ExportTable.Value]] = []
    for kind in ChangeKind.allCases {
      let group = changes.all[kind]
      let amounts = group?.money.amounts ?? []
      if amounts.isEmpty { rows.append(row(kind, group?.count, nil)) }
      for money in amounts { rows.append(row(kind, group?.count, money)) }
    }
    return ExportTable(header: ["change", "deals", "amount", "currency", "since", "until"], rows: rows)
  }

  private static func select(_ kind: ChangeKind, _ state: inout ChangesState, _ model: inout Model) -> [Effect] {
    guard kind != state.kind else { return [] }
    state.kind = kind
    return appear(&state, &model)
  }

  private static func open(_ state: ChangesState, _ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot, let changes = snapshot.changes else { return [] }
    guard let group = changes.all[state.kind] else {
      model.tell("\(ChangeWords.name(state.kind)): \(ChangeWords.missing(state.kind))")
      return []
    }
    guard group.count > 0 else {
      model.tell("\(ChangeWords.name(state.kind)): \(ChangeWords.none(since: changes, snapshot))")
      return []
    }
    var list = state.list
    list.visibleRows = nil
    return model.push(.list(list))
  }

  static let sinceLabel = ChangeWords.since

  /// Opens the line for a day.
  static func startSince(_ model: inout Model) {
    model.prompt = Prompt(kind: .screen, label: sinceLabel, hint: DayInput.example)
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout ChangesState, _ model: inout Model
  ) -> [Effect] {
    typedSince(prompt, isFinal: isFinal, &model)
  }

  /// A line that is no day stays to be mended.
  static func typedSince(_ prompt: Prompt, isFinal: Bool, _ model: inout Model) -> [Effect] {
    guard !prompt.text.isEmpty, let snapshot = model.snapshot, let today = Dates.date(model.asOf, snapshot) else {
      model.prompt?.hint = DayInput.example
      return []
    }
    switch DayInput.parse(prompt.text, today: today) {
    case .success(let choice):
      if isFinal { return model.setChangesSince(choice) }
      model.prompt?.hint = ChangeWords.enterShows
    case .failure(let problem):
      if isFinal {
        model.prompt = Prompt(kind: .screen, label: prompt.label, text: prompt.text, hint: problem.text)
      } else {
        model.prompt?.hint = DayInput.example
      }
    }
    return []
  }

  // MARK: - Mouse

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ChangesState, _ model: inout Model
  ) -> [Effect] {
    let layout = layout(rect, model)
    switch event.kind {
    case .wheelUp: return perform(.up, &state, &model)
    case .wheelDown: return perform(.down, &state, &model)
    case .press where event.y == layout.bar.y:
      guard let snapshot = model.snapshot, let changes = snapshot.changes,
        let place = ChangesBar(model, changes, snapshot, layout.bar).place(atX: event.x)
      else { return [] }
      return place.choice.map { model.setChangesSince($0) } ?? perform(.changesSince, &state, &model)
    case .press:
      guard let snapshot = model.snapshot, let changes = snapshot.changes,
        let row = ChangesTable(changes, snapshot, width: layout.kinds.width).table(selected: state.kind).row(
          atY: event.y, in: layout.kinds)
      else { return [] }
      let kind = ChangeKind.allCases[row]
      return kind == state.kind ? open(state, &model) : select(kind, &state, &model)
    case .release, .drag: return []
    }
  }
}
