import Domain
import TestKit
import Testing

@testable import MetricEngine

/// Orders of many rows.
@Suite struct RowOrderTests {
  @Test("rows without a value come last either way, equal ones keep their order")
  func byValue() {
    let values: [Double?] = [3, nil, -1, 3, 0, -.infinity]
    #expect(RowOrder.byValue(values, descending: false) == [5, 2, 4, 0, 3, 1])
    #expect(RowOrder.byValue(values, descending: true) == [0, 3, 4, 2, 5, 1])
  }

  @Test("many rows are ordered as few are", arguments: [true, false])
  func many(_ descending: Bool) {
    var chance = SplitMix64(seed: 7)
    let values = (0..<5_000).map { _ in chance.next() % 10 == 0 ? nil : Double(chance.next() % 300) - 150 }
    let expected = values.indices.sorted { left, right in
      switch (values[left], values[right]) {
      case (let a?, let b?) where a != b: descending ? a > b : a < b
      case (.some, nil): true
      case (nil, .some): false
      default: left < right
      }
    }
    #expect(RowOrder.byValue(values, descending: descending).map(Int.init) == expected)
  }

  @Test("names that begin alike are told apart by the rest, those without one come last", arguments: [true, false])
  func names(_ descending: Bool) throws {
    let set = try Fixtures.canonical("plain")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let query = Query(asOf: set.asOf)
    let rows = engine.rows(.allOpportunities, query)
    let sorted = engine.sorted(rows, .allOpportunities, by: "name", descending: descending, query)
    let names = sorted.map { engine.opportunityName(Int($0)).lowercased() }
    #expect(names == names.sorted { descending ? $0 > $1 : $0 < $1 })
    #expect(Set(sorted) == Set(rows) && sorted.count == rows.count)
  }
}
