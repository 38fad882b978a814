import Domain

/// A filter made ready for rows: names are looked up once, a row costs a few comparisons.
struct RowFilter {
  /// Tests that a lead's row must pass.
  private(set) var leadTests: [(Int) -> Bool] = []
  /// Tests that an opportunity's row must pass.
  private(set) var opportunityTests: [(Int) -> Bool] = []

  init(_ filter: Filter, engine: Engine, asOf: Instant) {
    let builder = RowTests(engine: engine, asOf: asOf)
    for clause in filter.clauses {
      let (lead, opportunity) = builder.tests(clause)
      if let lead { leadTests.append(lead) }
      if let opportunity { opportunityTests.append(opportunity) }
    }
  }
}

/// Makes the tests of single clauses. Nil means that all rows of that table pass.
private struct RowTests {
  typealias Test = (Int) -> Bool
  let engine: Engine
  let asOf: Instant
  private var leads: LeadTable { engine.dataset.leads }
  private var opportunities: OpportunityTable { engine.dataset.opportunities }

  init(engine: Engine, asOf: Instant) {
    self.engine = engine
    self.asOf = asOf
  }

  func tests(_ clause: FilterClause) -> (lead: Test?, opportunity: Test?) {
    switch clause {
    case .dimension(let dimension, let names): dimensionTests(dimension, names)
    case .attribute(let name, let values): attributeTests(name, values)
    case .amount(let bound, let limit): dealTests(amountTest(bound, limit))
    case .idleDays(let bound, let limit): dealTests(idleTest(bound, limit))
    case .ageDays(let bound, let limit):
      (ageTest(leads.createdAt, bound, limit), ageTest(opportunities.createdAt, bound, limit))
    case .text(let text): textTests(text)
    case .status(let outcomes):
      dealTests { [engine, asOf] in outcomes.contains(engine.status(opportunity: $0, asOf: asOf)) }
    }
  }

  /// What only opportunities have: a lead is judged by the one that it became.
  private func dealTests(_ opportunity: @escaping Test) -> (lead: Test?, opportunity: Test?) {
    (throughOpportunity(opportunity), opportunity)
  }

  // MARK: - Names

  private func dimensionTests(_ dimension: Dimension, _ names: [String]) -> (lead: Test?, opportunity: Test?) {
    let wanted = Self.mask(engine.dataset.vocabulary(dimension), names)
    let opportunity = opportunityTest(dimension, wanted)
    guard let column = leads.codes(dimension) else { return (throughOpportunity(opportunity), opportunity) }
    let lead: Test = { wanted[Int(column[$0])] }
    // Leads and opportunities are of different kinds: each is found by its own and by that of its counterpart.
    guard dimension == .kind else { return (lead, opportunity) }
    let named = [false] + wanted.dropFirst()
    let viaOpportunity = throughOpportunity(opportunityTest(dimension, named))
    let viaLead = throughLead { named[Int(column[$0])] }
    return ({ lead($0) || viaOpportunity($0) }, { opportunity($0) || viaLead($0) })
  }

  private func opportunityTest(_ dimension: Dimension, _ wanted: [Bool]) -> Test {
    if dimension == .stage { return { [engine, asOf] in wanted[Int(engine.stage(ofOpportunity: $0, asOf: asOf))] } }
    let column = opportunities.codes(dimension)
    return { wanted[Int(column[$0])] }
  }

  private func attributeTests(_ name: String, _ values: [String]) -> (lead: Test?, opportunity: Test?) {
    func test(_ column: AttributeColumn?) -> Test? {
      column.map { column in
        let wanted = Self.mask(column.names, values)
        return { column.codes.indices.contains($0) && wanted[Int(column.codes[$0])] }
      }
    }
    let opportunity = test(engine.dataset.opportunityAttributes[name]) ?? { _ in false }
    return (test(engine.dataset.leadAttributes[name]) ?? throughOpportunity(opportunity), opportunity)
  }

  /// A lead without such a field of its own is judged by the opportunity that it became; without one it fails.
  private func throughOpportunity(_ test: @escaping Test) -> Test {
    { [links = leads.opportunity] row in links[row] >= 0 && test(Int(links[row])) }
  }

  private func throughLead(_ test: @escaping Test) -> Test {
    { [links = opportunities.lead] row in links[row] >= 0 && test(Int(links[row])) }
  }

  /// Which codes have one of these names, ignoring case; `none` is the empty name too.
  private static func mask(_ vocabulary: Vocabulary, _ names: [String]) -> [Bool] {
    var wanted = Set(names.map { $0.lowercased() })
    if wanted.contains("none") { wanted.insert("") }
    return vocabulary.names.map { wanted.contains($0.lowercased()) }
  }

  // MARK: - Numbers

  private func amountTest(_ bound: Bound, _ limit: Int64) -> Test {
    { [amounts = opportunities.amount] in amounts[$0] != Money.none && bound.holds(amounts[$0], limit) }
  }

  /// Only open opportunities can be idle.
  private func idleTest(_ bound: Bound, _ limit: Int) -> Test {
    { [engine, asOf] row in
      engine.isOpen(opportunity: row, asOf: asOf)
        && days(since: engine.lastTouch(ofOpportunity: row, asOf: asOf), bound, limit)
    }
  }

  private func ageTest(_ createdAt: Series<Instant>, _ bound: Bound, _ limit: Int) -> Test {
    { days(since: createdAt[$0], bound, limit) }
  }

  private func days(since instant: Instant, _ bound: Bound, _ limit: Int) -> Bool {
    guard instant.isKnown else { return false }
    let elapsed = Double(asOf.since(instant)) / Double(Instant.day)
    return bound == .equal ? elapsed.rounded(.down) == Double(limit) : bound.holds(elapsed, Double(limit))
  }

  // MARK: - Text

  /// Every text that lists show: name, id, account, rep, team, source, stage.
  private func textTests(_ text: String) -> (lead: Test?, opportunity: Test?) {
    let search = TextSearch(text)
    let (leads, opportunities) = (leads, opportunities)
    let leadNames = Self.shown.compactMap { named(search, $0, leads.codes($0)) }
    let dealNames = Self.shown.compactMap { named(search, $0, opportunities.codes($0)) } + [stageTest(search)]
    return (
      { row in
        search.matches(leads.names, row) || search.matches(leads.ids, row) || leadNames.contains { $0(row) }
      },
      { row in
        search.matches(opportunities.names, row) || search.matches(opportunities.ids, row)
          || dealNames.contains { $0(row) }
      }
    )
  }

  /// Dimensions whose names lists show, but for the stage, which depends on the instant.
  private static let shown: [Dimension] = [.account, .rep, .team, .source]

  private func named(_ search: TextSearch, _ dimension: Dimension, _ codes: Series<Code>?) -> Test? {
    guard let codes else { return nil }
    let wanted = engine.dataset.vocabulary(dimension).names.map { search.matches($0) }
    return wanted.contains(true) ? { wanted[Int(codes[$0])] } : nil
  }

  private func stageTest(_ search: TextSearch) -> Test {
    let wanted = engine.dataset.vocabulary(.stage).names.map { search.matches($0) }
    guard wanted.contains(true) else { return { _ in false } }
    return { [engine, asOf] in wanted[Int(engine.stage(ofOpportunity: $0, asOf: asOf))] }
  }
}

extension Bound {
  fileprivate func holds<Number: Comparable>(_ value: Number, _ limit: Number) -> Bool {
    switch self {
    case .above: value > limit
    case .below: value < limit
    case .equal: value == limit
    }
  }
}

/// Looks for a piece of text, ignoring case; plain ASCII is compared byte by byte, without making strings.
struct TextSearch {
  private let needle: [UInt8]
  private let isASCII: Bool
  private let lowered: String

  init(_ text: String) {
    lowered = text.lowercased()
    needle = Array(lowered.utf8)
    isASCII = needle.allSatisfy { $0 < 128 }
  }

  func matches(_ text: String) -> Bool { needle.isEmpty || text.lowercased().contains(lowered) }

  func matches(_ column: TextColumn, _ row: Int) -> Bool {
    guard isASCII else { return matches(column[row]) }
    let range = column.range(row)
    guard range.count >= needle.count else { return false }
    return column.bytes.withUnsafeBufferPointer { bytes in
      (range.lowerBound...range.upperBound - needle.count).contains { start in
        needle.indices.allSatisfy { Self.lower(bytes[start + $0]) == needle[$0] }
      }
    }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte + 32 : byte }
}
