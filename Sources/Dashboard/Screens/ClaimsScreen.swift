import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct ClaimsState: Sendable, Equatable {
  var claims: [Claim]?
  var question = ClaimsQuestion()
  /// Name of the selected claim.
  var selected: String?

  /// The screen before its answer is there.
  public init() {}
}

/// Which answer of the engine is awaited.
struct ClaimsQuestion: Sendable, Equatable {
  private var request: Int?
  private var asked: Query?
  private var generation: Int?

  /// Asks again only where the question or the figures changed: the answer looks at every row.
  mutating func ask(_ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    guard asked != model.shownQuery || generation != snapshot.generation else { return [] }
    (asked, generation) = (model.shownQuery, snapshot.generation)
    let number = model.requests.next()
    request = number
    return [.claims(model.shownQuery, request: number)]
  }

  /// What the message answers, if it answers this question.
  mutating func answer(_ message: Message) -> [Claim]? {
    guard case .claims(let claims, let number) = message, number == request else { return nil }
    request = nil
    return claims
  }
}

/// Figures that are handed round, each beside the own one with its likely range and a verdict.
enum ClaimsScreen: ScreenBehavior {
  static func title(_ state: ClaimsState, _ model: Model) -> String { Words.claims }

  static func commands(_ state: ClaimsState, _ model: Model) -> [Command] {
    [.open, .copy, .export] + ScrollState.commands
  }

  // MARK: - Looks

  static func draw(_ state: ClaimsState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let claims = state.claims else {
      canvas.put(Words.reading, x: rect.x + 1, y: rect.y, style: look[.dim], width: rect.width - 2)
      return
    }
    let list = listRect(rect, claims)
    table(state, claims, list).draw(in: list, on: &canvas, look: look) { cells(claims[$0], isWide: isWide(rect), look) }
    let detail = Rect(x: rect.x, y: list.maxY + 1, width: rect.width, height: rect.maxY - list.maxY - 1)
    guard detail.height >= 4, claims.indices.contains(index(state)) else { return }
    canvas.put(
      String(repeating: look.mark(.horizontal), count: max(0, rect.width - 2)), x: rect.x + 1, y: list.maxY,
      style: look[.border], width: rect.width - 2)
    let claim = claims[index(state)]
    let whole = ClaimLines(claim, width: rect.width)
    let lines = whole.lines.count <= detail.height ? whole : ClaimLines(claim, width: rect.width, isBrief: true)
    lines.draw(in: detail, look, &canvas)
  }

  private static func isWide(_ rect: Rect) -> Bool { rect.width >= 110 }

  private static func listRect(_ rect: Rect, _ claims: [Claim]) -> Rect {
    let inner = Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: rect.height)
    return Rect(x: inner.x, y: inner.y, width: inner.width, height: min(claims.count + 1, inner.height))
  }

  private static func table(_ state: ClaimsState, _ claims: [Claim], _ rect: Rect) -> Table {
    let capacity = max(0, rect.height - 1)
    return Table(
      columns: columns(claims, isWide: rect.width >= 108), rowCount: claims.count, selected: index(state),
      offset: Table.offset(0, showing: index(state), rowCount: claims.count, capacity: capacity))
  }

  private static func columns(_ claims: [Claim], isWide: Bool) -> [TableColumn] {
    let words = claims.map(ClaimText.init)
    func width(_ text: (ClaimText) -> String, _ title: String) -> Int {
      max(TextWidth.of(title), words.map { TextWidth.of(text($0)) }.max() ?? 0)
    }
    let name = width({ isWide ? $0.claim.title : $0.short }, ClaimWords.claim)
    let (yours, likely) = (width(\.yours, ClaimWords.yours), width(\.likely, ClaimWords.likely))
    let verdict = width(\.verdict, ClaimWords.verdict) + 2
    return [
      TableColumn(id: "claim", title: ClaimWords.claim, minimum: min(name, 24), ideal: name, priority: 100),
      TableColumn(id: "published", title: ClaimWords.published, alignment: .right, minimum: 9, ideal: 9, priority: 80),
      TableColumn(
        id: "yours", title: ClaimWords.yours, alignment: .right, minimum: yours, ideal: yours + 2, priority: 95),
      TableColumn(
        id: "likely", title: ClaimWords.likely, alignment: .right, minimum: likely, ideal: likely + 2, priority: 70),
      TableColumn(id: "verdict", title: ClaimWords.verdict, minimum: verdict, ideal: verdict, priority: 90),
      TableColumn(
        id: "basis", title: ClaimWords.outOf, minimum: 14, ideal: width(\.basis, ClaimWords.outOf), priority: 50),
    ]
  }

  private static func cells(_ claim: Claim, isWide: Bool, _ look: Look) -> [TableCell] {
    let words = ClaimText(claim: claim)
    return [
      TableCell(isWide ? claim.title : words.short), TableCell(words.published, .dim),
      TableCell(words.yours, words.role), TableCell(words.likely, .dim),
      TableCell("\(look.mark(words.glyph)) \(words.verdict)", words.role), TableCell(words.basis, .dim),
    ]
  }

  private static func index(_ state: ClaimsState) -> Int {
    state.claims?.firstIndex { $0.id == state.selected } ?? 0
  }

  // MARK: - Asking

  static func appear(_ state: inout ClaimsState, _ model: inout Model) -> [Effect] { state.question.ask(&model) }

  static func receive(_ message: Message, _ state: inout ClaimsState, _ model: inout Model) -> [Effect] {
    if let claims = state.question.answer(message) { state.claims = claims }
    return []
  }

  // MARK: - Keys and mouse

  static func perform(_ command: Command, _ state: inout ClaimsState, _ model: inout Model) -> [Effect] {
    guard let claims = state.claims, !claims.isEmpty else { return [] }
    let index = index(state)
    switch command {
    case .up: state.selected = claims[max(0, index - 1)].id
    case .down: state.selected = claims[min(claims.count - 1, index + 1)].id
    case .pageUp, .first: state.selected = claims.first?.id
    case .pageDown, .last: state.selected = claims.last?.id
    case .open: return model.push(.claim(ClaimState(claim: claims[index], question: state.question)))
    case .export:
      return model.write(ScreenExport.claims(claims), named: ListExport.fileName(Words.claims, model))
    case .copy: return [.copy(claims.map(line).joined(separator: "\n"))]
    default: break
    }
    return []
  }

  /// A claim as a line of tab-separated text.
  private static func line(_ claim: Claim) -> String {
    let words = ClaimText(claim: claim)
    return [claim.title, words.published, words.yours, words.likely, words.basis, words.verdict].joined(separator: "\t")
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ClaimsState, _ model: inout Model
  ) -> [Effect] {
    guard let claims = state.claims else { return [] }
    let list = listRect(rect, claims)
    let table = table(state, claims, list)
    if let top = model.pull(table.scrollBar(in: list), top: table.offset, event) {
      // What is selected decides what is in view.
      let wanted = top < table.offset ? top : top + table.capacity(in: list) - 1
      if top != table.offset { state.selected = claims[min(claims.count - 1, wanted)].id }
      return []
    }
    switch event.kind {
    case .wheelUp: return perform(.up, &state, &model)
    case .wheelDown: return perform(.down, &state, &model)
    case .press:
      guard let row = table.row(atY: event.y, in: list) else { return [] }
      if row == index(state) { return perform(.open, &state, &model) }
      state.selected = claims[row].id
    case .release, .drag: break
    }
    return []
  }
}
