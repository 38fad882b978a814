import Cells
import Domain
import MetricEngine

/// The sheet of a rep, for a talk of two: the five figures against the middle half of the team, who waits, which deals
/// are quiet or off the process, what changed, what was noted.
enum RepScreen: ScreenBehavior {
  static func title(_ state: RepState, _ model: Model) -> String { PeopleWords.sheet }

  static func commands(_ state: RepState, _ model: Model) -> [Command] {
    let list: [Command] =
      RepState.list(state.part) == nil
      ? [] : [.open, .sort, .reverse, .filter, .mark, .columns, .nextMatch, .previousMatch]
    return list + [.export, .nextPart, .previousPart, .whose, .note, .changesSince, .copy, .left, .right]
      + ScrollState.commands
  }

  // MARK: - Drawing

  static func draw(_ state: RepState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return OverviewLoading.draw(model, rect, look, &canvas) }
    let layout = RepLayout(rect, state.part)
    RepHead(state, model, snapshot).draw(in: layout.head, look, &canvas)
    for (part, place) in layout.parts {
      let isActive = part == state.part
      let inside = PanelFrame.draw(
        place, title: title(part, state, snapshot), state: hint(part, state, layout, model), isSelected: isActive, look,
        &canvas)
      if let path = RepState.list(part) {
        draw(state[keyPath: path], isActive: isActive, now: model.now, snapshot, inside, look, &canvas)
      } else {
        draw(notes: state, inside, look, &canvas)
      }
    }
  }

  private static func title(_ part: RepState.Part, _ state: RepState, _ snapshot: Snapshot) -> String {
    guard let path = RepState.list(part) else { return part.title }
    let list = state[keyPath: path]
    if ListScreen.missing(list, snapshot) != nil { return part.title }
    let only = list.search.isEmpty ? "" : "  \(Words.only(list.search))"
    return list.page.map { "\(part.title)  \(Numbers.whole($0.total))" + only } ?? part.title
  }

  /// Where only one part is shown, which one Tab leads to.
  private static func hint(
    _ part: RepState.Part, _ state: RepState, _ layout: RepLayout, _ model: Model
  ) -> [Span] {
    if part == .notes { return [.dim(PeopleWords.writesNote(key: model.keyMap.keyName(of: .note)))] }
    guard layout.parts.count == 1 else { return [] }
    return [.dim("\(model.keyMap.keyName(of: .nextPart)): \(next(part, 1).title.lowercased())")]
  }

  private static func draw(
    _ list: ListState, isActive: Bool, now: Instant, _ snapshot: Snapshot, _ rect: Rect, _ look: Look,
    _ canvas: inout Canvas
  ) {
    guard list.page != nil else {
      return _ = canvas.put(Words.reading, x: rect.x, y: rect.y, style: look[.dim], width: rect.width)
    }
    guard list.total > 0 else { return ListScreen.drawEmpty(list, snapshot, rect, look, &canvas) }
    let shown = ListTable(list, snapshot, now: now)
    var table = shown.table
    if !isActive { table.selected = nil }
    table.draw(in: rect, on: &canvas, look: look) { shown.cells($0, snapshot, look) }
  }

  private static func draw(notes state: RepState, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let lines = noteLines(state, width: rect.width)
    if lines.isEmpty { canvas.put(Words.noneYet, x: rect.x, y: rect.y, style: look[.dim], width: rect.width) }
    for (offset, line) in lines.dropFirst(state.scroll.top).prefix(rect.height).enumerated() {
      canvas.put(line, x: rect.x, y: rect.y + offset, style: look[.text], width: rect.width)
    }
    state.scroll.drawBar(in: rect, lines: lines.count, look, &canvas)
  }

  /// Latest first; two columns are left for the bar.
  private static func noteLines(_ state: RepState, width: Int) -> [String] {
    (state.notes ?? []).reversed().flatMap { TextFlow.wrap($0, width: max(1, width - 2)) }
  }

  // MARK: - Asking

  static func appear(_ state: inout RepState, _ model: inout Model) -> [Effect] {
    var effects = model.setScope(state.scope)
    let layout = layout(state, model)
    effects += state.question.ask(.rep, of: state.scope.outer ?? OrganisationScope(), &model)
    effects.append(.notes(state.subject))
    // Rows of those who were on screen before are of no use.
    guard model.query.matches(model.shownQuery) else { return effects }
    for part in RepState.Part.allCases {
      guard let path = RepState.list(part) else { continue }
      let height = layout.parts.first { $0.part == part }?.rect.height ?? layout.height
      state[keyPath: path].visibleRows = max(1, height - 3)
      effects += ListScreen.appear(&state[keyPath: path], &model)
    }
    return effects
  }

  private static func layout(_ state: RepState, _ model: Model) -> RepLayout {
    RepLayout(Frame(size: model.size, model: model).body, state.part)
  }

  static func receive(_ message: Message, _ state: inout RepState, _ model: inout Model) -> [Effect] {
    if case .notes(let notes, state.subject) = message {
      state.notes = notes
      return []
    }
    if let people = state.question.answer(message) {
      state.people = people
      return []
    }
    return RepState.lists.flatMap { ListScreen.receive(message, &state[keyPath: $0], &model) }
  }

  // MARK: - Keys

  private static func next(_ part: RepState.Part, _ step: Int) -> RepState.Part {
    let all = RepState.Part.allCases
    let place = all.firstIndex(of: part) ?? 0
    return all[(place + step + all.count) % all.count]
  }

  static func stepBack(_ state: inout RepState, _ model: inout Model) -> [Effect]? {
    RepState.list(state.part).flatMap { ListScreen.stepBack(&state[keyPath: $0], &model) }
  }

  static func perform(_ command: Command, _ state: inout RepState, _ model: inout Model) -> [Effect] {
    switch command {
    case .nextPart, .previousPart: state.part = next(state.part, command == .nextPart ? 1 : -1)
    case .note: model.startNote(about: state.subject)
    case .left, .right: return model.setChangesSince(ChangesBar.next(model.changesSince, command == .left ? -1 : 1))
    case .changesSince: ChangesScreen.startSince(&model)
    case .copy:
      guard let snapshot = model.snapshot else { return [] }
      return [.copy(RepHead(state, model, snapshot).text)]
    case .export where RepState.list(state.part) == nil:
      guard let snapshot = model.snapshot, let element = state.element else { return [] }
      let part = FiguresExport.Part(name: state.name, figures: element.figures, widened: element.widened)
      let table = FiguresExport.table([part], period: FiguresExport.period(snapshot))
      return model.write(table, named: ListExport.fileName(title(state, model), model))
    default:
      if let path = RepState.list(state.part) { return ListScreen.perform(command, &state[keyPath: path], &model) }
      let inside = layout(state, model).parts.first { $0.part == .notes }?.rect.inset(2, 1)
      guard let inside else { return [] }
      state.scroll.perform(command, lines: noteLines(state, width: inside.width).count, height: inside.height)
    }
    return []
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout RepState, _ model: inout Model
  ) -> [Effect] {
    if prompt.label == ChangesScreen.sinceLabel { return ChangesScreen.typedSince(prompt, isFinal: isFinal, &model) }
    guard let path = RepState.list(state.part) else { return [] }
    return ListScreen.typed(prompt, isFinal: isFinal, &state[keyPath: path], &model)
  }

  // MARK: - Mouse

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout RepState, _ model: inout Model
  ) -> [Effect] {
    let layout = RepLayout(rect, state.part)
    guard let (part, place) = layout.parts.first(where: { $0.rect.contains(x: event.x, y: event.y) }) else { return [] }
    let inside = place.inset(2, 1)
    if event.kind == .press, part != state.part {
      state.part = part
      // The first click only chooses the part, unless it takes hold of a bar.
      guard event.x == inside.maxX - 1 else { return [] }
    }
    guard let path = RepState.list(part) else {
      _ = state.scroll.follow(event, in: inside, lines: noteLines(state, width: inside.width).count, &model)
      return []
    }
    // The list draws its table where its own line above it would end.
    let area = Rect(x: place.x + 1, y: place.y, width: place.width - 2, height: place.height - 1)
    return ListScreen.mouse(event, in: area, &state[keyPath: path], &model)
  }
}

/// Where the parts of the sheet stand: all of them where there is room, else the one that has the keys.
struct RepLayout {
  let head: Rect
  let parts: [(part: RepState.Part, rect: Rect)]
  /// Rows below the head.
  let height: Int

  init(_ rect: Rect, _ active: RepState.Part) {
    let rows = min(rect.height, RepHead.rows)
    head = Rect(x: rect.x + 1, y: rect.y, width: max(0, rect.width - 2), height: rows)
    let below = Rect(x: rect.x, y: rect.y + rows, width: rect.width, height: rect.height - rows)
    height = below.height
    guard rect.width >= 140, below.height >= 16 else {
      parts = below.height >= 4 ? [(active, below)] : []
      return
    }
    let (left, upper) = (below.width / 2, (below.height + 1) / 2)
    parts = RepState.Part.allCases.enumerated().map { index, part in
      let (isRight, isLower) = (index % 2 == 1, index >= 2)
      return (
        part,
        Rect(
          x: below.x + (isRight ? left : 0), y: below.y + (isLower ? upper : 0),
          width: isRight ? below.width - left : left, height: isLower ? below.height - upper : upper)
      )
    }
  }
}
