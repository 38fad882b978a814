import Cells
import Domain
import MetricEngine

/// What the screen of the organisation's parts remembers.
public struct WhoseState: Sendable, Equatable {
  /// Whose parts it shows.
  public var scope: OrganisationScope
  var question = PeopleQuestion()
  private(set) var people: People?
  /// How each of ``people`` stands.
  private(set) var states: [ElementState] = []
  /// The figure that the parts are ranked by.
  private(set) var metric = MetricID.leadResponse
  private(set) var isReversed = false
  /// What is typed behind `/`: names that hold it stay.
  private(set) var search = ""
  /// Places of those shown among all, in their order.
  private(set) var order: [Int] = []
  private(set) var selected = 0
  private(set) var top = 0

  /// The parts of one part before they are asked for.
  public init(_ scope: OrganisationScope) { self.scope = scope }

  /// The elements in the order shown.
  var elements: [PartFigures] { people.map { people in order.map { people.elements[$0] } } ?? [] }

  /// The selected one.
  var element: PartFigures? { people.flatMap { order.indices.contains(selected) ? $0.elements[order[selected]] : nil } }

  /// Takes an answer; the selection stays on its element.
  mutating func take(_ new: People, _ snapshot: Snapshot) {
    // A ranking by what nobody knows would be none.
    if people == nil, let known = MetricID.allCases.first(where: { PanelCatalog.missing($0, snapshot) == nil }) {
      metric = known
    }
    people = new
    states = new.elements.map { ElementState($0, beside: new.elements, snapshot) }
    arrange()
  }

  mutating func rank(by metric: MetricID) {
    isReversed = metric == self.metric ? !isReversed : false
    self.metric = metric
    arrange(keepsSelection: false)
  }

  mutating func rankByNext() {
    let all = MetricID.allCases
    rank(by: all[metric.number % all.count])
  }

  mutating func reverse() { rank(by: metric) }

  mutating func find(_ text: String) {
    search = text
    arrange(keepsSelection: false)
  }

  private mutating func arrange(keepsSelection: Bool = true) {
    guard let people else { return }
    let kept = keepsSelection ? element?.name : nil
    let wanted = search.lowercased()
    let ranked = people.worstFirst(by: metric).filter { place in
      let name = DimensionWords.name(people.dimension, people.elements[place].name)
      return wanted.isEmpty || name.lowercased().contains(wanted)
    }
    order = isReversed ? ranked.reversed() : ranked
    selected = kept.flatMap { name in order.firstIndex { people.elements[$0].name == name } } ?? 0
  }

  /// Moves the selection and keeps it in view.
  mutating func select(_ index: Int, capacity: Int) {
    selected = max(0, min(index, order.count - 1))
    top = Table.offset(top, showing: order.isEmpty ? nil : selected, rowCount: order.count, capacity: capacity)
  }

  /// Brings others into view; the selection stays as long as it is in view.
  mutating func scroll(to top: Int, capacity: Int) {
    self.top = max(0, min(top, order.count - capacity))
    select(max(self.top, min(selected, self.top + capacity - 1)), capacity: capacity)
  }
}

/// Which answer about the elements of a dimension is awaited.
struct PeopleQuestion: Sendable, Equatable {
  private var request: Int?
  private var asked: Query?
  private var generation: Int?

  /// Asks again only where the question or the figures changed.
  mutating func ask(_ dimension: Dimension, of scope: OrganisationScope, _ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    var query = model.shownQuery
    query.filter = Filter(clauses: scope.clauses + model.query.filter.clauses)
    guard asked != query || generation != snapshot.generation else { return [] }
    (asked, generation) = (query, snapshot.generation)
    let number = model.requests.next()
    request = number
    return [.people(dimension, query, request: number)]
  }

  /// What the message answers, if it answers this question.
  mutating func answer(_ message: Message) -> People? {
    guard case .people(let people, let number) = message, number == request else { return nil }
    request = nil
    return people
  }
}
