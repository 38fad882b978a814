import Cells
import Domain
import MetricEngine

/// The elements of a dimension as a table: name, five figures, state.
struct WhoseTable {
  private let people: People
  private let elements: [PartFigures]
  private let snapshot: Snapshot
  private let state: WhoseState
  /// True where there is room to say what figures are out of.
  private let isWide: Bool

  /// From this width on a figure stands beside what it is out of.
  private static let wide = 118

  init(_ state: WhoseState, _ people: People, _ snapshot: Snapshot, width: Int) {
    (self.state, self.people, self.snapshot) = (state, people, snapshot)
    elements = state.elements
    isWide = width >= Self.wide
  }

  var table: Table {
    let names = elements.map { TextWidth.of(DimensionWords.name(people.dimension, $0.name)) }
    let name = max(TextWidth.of(people.dimension.rawValue), names.max() ?? 0)
    let figures = MetricID.allCases.map { metric in
      TableColumn(
        id: metric.rawValue, title: title(metric), alignment: .right, minimum: isWide ? 12 : 9,
        ideal: isWide ? 19 : 12, priority: 90 - metric.number)
    }
    return Table(
      columns: [
        TableColumn(
          id: "name", title: people.dimension.rawValue, minimum: min(name, 10), ideal: min(name, 32), priority: 100)
      ] + figures + [
        TableColumn(
          id: "state", title: " \(PeopleWords.state)", minimum: isWide ? 12 : 10, ideal: isWide ? 38 : 20, priority: 95)
      ],
      rowCount: elements.count, selected: elements.isEmpty ? nil : state.selected, offset: state.top,
      sortedBy: state.metric.rawValue, descending: state.isReversed)
  }

  private func title(_ metric: MetricID) -> String {
    if isWide { return PanelWords.valueTitle(metric) }
    return switch metric {
    case .processSteps: PeopleWords.process
    case .timeToClose: PeopleWords.wonIn
    default: PanelWords.valueTitle(metric)
    }
  }

  func cells(_ index: Int, _ look: Look) -> [TableCell] {
    let element = elements[index]
    let figures = MetricID.allCases.map { metric in
      let words = ElementWords(metric, element, snapshot)
      return TableCell(isWide ? words.long : words.short, words.isDim ? .dim : .text)
    }
    let standing = state.states[state.order[index]]
    return [TableCell(DimensionWords.name(people.dimension, element.name), element.name.isEmpty ? .dim : .strong)]
      + figures + [TableCell(" " + standing.text(look, isShort: !isWide), standing.role)]
  }
}
