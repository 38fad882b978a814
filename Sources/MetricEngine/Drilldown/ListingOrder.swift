import Domain

extension Engine {
  /// Columns that a list can be sorted by.
  public static func sortableColumns(_ listing: Listing) -> [String] {
    listing.isLeads
      ? ["name", "source", "rep", "team", "segment", "waited", "late", "created", "answered", "qualified", "answer"]
      : [
        "name", "account", "amount", "stage", "age", "idle", "rep", "team", "segment", "source", "touches", "status",
        "created", "closed", "instage", "expected", "next",
      ]
  }

  /// The rows sorted by a column; rows without a value come last either way, ties keep their order. A column that
  /// cannot be sorted by leaves the order as it is.
  public func sorted(
    _ rows: [Int32], _ listing: Listing, by column: String, descending: Bool, _ query: Query
  ) -> [Int32] {
    let keys = listing.isLeads ? leadKeys(rows, column, query) : opportunityKeys(rows, column, query)
    switch keys {
    case .none: return rows
    case .numbers(let numbers): return RowOrder.byValue(numbers, descending: descending).map { rows[Int($0)] }
    case .texts(let texts): return order(rows, texts, descending)
    }
  }

  /// Those rows that satisfy a filter, in their order.
  public func narrowed(_ rows: [Int32], _ listing: Listing, by filter: Filter, _ query: Query) -> [Int32] {
    guard !filter.isEmpty else { return rows }
    let passing = FilteredRows(filter, engine: standing(at: query.asOf), asOf: query.asOf)
    guard let kept = listing.isLeads ? passing.leads : passing.opportunities else { return rows }
    return rows.filter { kept.contains($0) }
  }

  /// By the first letters as numbers, which is fast and settles most; those alike in them by the rest. Lower case.
  private func order(_ rows: [Int32], _ texts: [String], _ descending: Bool) -> [Int32] {
    let beginnings = texts.map { Self.beginning($0) }
    var places = RowOrder.byBits(beginnings, descending: descending)
    var start = 0
    while start < places.count {
      let shared = beginnings[Int(places[start])]
      var end = start + 1
      while end < places.count, beginnings[Int(places[end])] == shared { end += 1 }
      if end - start > 1, shared != nil {
        places[start..<end].sort { left, right in
          let (a, b) = (texts[Int(left)], texts[Int(right)])
          return a == b ? left < right : descending ? a > b : a < b
        }
      }
      start = end
    }
    return places.map { rows[Int($0)] }
  }

  /// The first eight bytes, most significant first; nil of an empty text.
  private static func beginning(_ text: String) -> UInt64? {
    guard !text.isEmpty else { return nil }
    var bits: UInt64 = 0
    var room = 8
    for byte in text.utf8 {
      guard room > 0 else { break }
      bits = bits << 8 | UInt64(byte)
      room -= 1
    }
    return bits << UInt64(8 * room)
  }

  // MARK: - Keys

  private func opportunityKeys(_ rows: [Int32], _ column: String, _ query: Query) -> SortKeys {
    let table = dataset.opportunities
    func numbers(_ value: (Int) -> Double?) -> SortKeys { .numbers(rows.map { value(Int($0)) }) }
    switch column {
    case "name": return .texts(rows.map { opportunityName(Int($0)).lowercased() })
    case "amount": return numbers { table.amount[$0] == Money.none ? nil : Double(table.amount[$0]) }
    case "stage":
      let places = stagePlaces
      return numbers { places[Int(stage(ofOpportunity: $0, asOf: query.asOf))] }
    case "age": return numbers { ageDays($0, asOf: query.asOf) }
    case "idle": return numbers { idleDays($0, asOf: query.asOf) }
    case "touches":
      let pass = ActivityPass(self, query)
      return numbers { Double(pass.count(of: $0)) }
    case "instage": return numbers { stageDays($0, asOf: query.asOf) }
    case "expected": return numbers { seconds(table.expectedCloseOn[$0]) }
    case "next": return numbers { seconds(table.nextStepAt[$0]) }
    case "status": return numbers { Double(table.standing($0, asOf: query.asOf).rawValue) }
    case "created": return numbers { seconds(table.createdAt[$0]) }
    case "closed": return numbers { table.closedAt[$0] <= query.asOf ? seconds(table.closedAt[$0]) : nil }
    default: return Dimension(rawValue: column).map { ranks(rows, $0, table.codes($0)) } ?? .none
    }
  }

  private func leadKeys(_ rows: [Int32], _ column: String, _ query: Query) -> SortKeys {
    let table = dataset.leads
    let (clock, limits) = (LeadClock(self, asOf: query.asOf), ResponseLimits(self))
    func business(_ row: Int) -> Int64? {
      if case .success(let wait) = clock.read(row) { wait.times.business } else { nil }
    }
    func answer(_ row: Int) -> Double? {
      guard case .success(let wait) = clock.read(row), wait.standing == .answered else { return nil }
      return Double(dataset.facts.leadPrecision == .day ? wait.times.wall : wait.times.business)
    }
    func moment(_ instant: Instant) -> Double? { instant <= query.asOf ? seconds(instant) : nil }
    func numbers(_ value: (Int) -> Double?) -> SortKeys { .numbers(rows.map { value(Int($0)) }) }
    switch column {
    case "name": return .texts(rows.map { leadName(Int($0)).lowercased() })
    case "waited": return numbers { business($0).map { Double($0) } }
    case "late": return numbers { row in business(row).map { Double($0 - limits.seconds(lead: row)) } }
    case "created": return numbers { seconds(table.createdAt[$0]) }
    case "answered": return numbers { moment(table.firstResponseAt[$0]) }
    case "qualified": return numbers { moment(table.qualifiedAt[$0]) }
    case "answer": return numbers { answer($0) }
    default:
      guard let dimension = Dimension(rawValue: column), let codes = table.codes(dimension) else { return .none }
      return ranks(rows, dimension, codes)
    }
  }

  private func seconds(_ instant: Instant) -> Double? { instant.isKnown ? Double(instant.seconds) : nil }

  /// Names by their place in the alphabet, looked up once.
  private func ranks(_ rows: [Int32], _ dimension: Dimension, _ codes: Series<Code>) -> SortKeys {
    let names = dataset.vocabulary(dimension).names.map { $0.lowercased() }
    var ranks = [Double?](repeating: nil, count: names.count)
    for (rank, code) in names.indices.sorted(by: { names[$0] < names[$1] }).enumerated() where code != 0 {
      ranks[code] = Double(rank)
    }
    return .numbers(rows.map { ranks[Int(codes[Int($0)])] })
  }

  /// Stages by their place in the process, then others by name.
  private var stagePlaces: [Double?] {
    let names = dataset.vocabulary(.stage).names
    let map = StageMap(process: profile.process, vocabulary: dataset.vocabulary(.stage))
    let others = names.indices.sorted { names[$0] < names[$1] }
    var places = [Double?](repeating: nil, count: names.count)
    for (rank, code) in others.enumerated() where code != 0 {
      let meaning = map[Code(code)]
      places[code] = meaning >= 0 ? Double(meaning) : Double(map.stageCount + rank)
    }
    return places
  }
}

/// What a column sorts by.
private enum SortKeys {
  case none
  case numbers([Double?])
  case texts([String])
}
