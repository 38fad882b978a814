import Domain

/// Where the present version of each lead and opportunity is: among the rows that the figures were first made of, or in
/// the change that brought it last.
struct LiveRows: Sendable {
  /// Versions that a change takes away and brings, each with the numbers of its rows.
  struct Change {
    var goes: [Versions] = []
    var comes: Versions
  }

  /// Whole leads and opportunities as a data set by itself.
  struct Versions {
    var rows: Dataset
    var leadNumbers: [Int32]
    var opportunityNumbers: [Int32]
  }

  private let base: Dataset
  private let leadIndex: KeyIndex
  private let opportunityIndex: KeyIndex
  /// No rows; names grow with those that changes bring.
  private var empty: Dataset
  /// What changes brought, in their order.
  private var brought: [Versions] = []
  private var leads = LivePlaces()
  private var opportunities = LivePlaces()

  init(_ base: Dataset) {
    self.base = base
    leadIndex = KeyIndex(base.leads.ids)
    opportunityIndex = KeyIndex(base.opportunities.ids)
    empty = base.cut(leads: [], opportunities: [])
    (leads.next, opportunities.next) = (Int32(base.leads.count), Int32(base.opportunities.count))
  }

  /// The names that codes of all versions stand for.
  var names: Dataset { empty }

  /// Puts the rows of a change in place of those with the same identifiers.
  mutating func take(_ delta: DatasetDelta) -> Change {
    var comes = empty.merging(DatasetDelta(rows: delta.rows))
    empty = comes.cut(leads: [], opportunities: [])
    comes.facts = delta.rows.facts
    var gone: [Int: (leads: [Int], opportunities: [Int])] = [:]
    let version = brought.count
    let leadNumbers = leads.move(comes.leads.ids, removed: delta.removedLeads, to: version, leadIndex) {
      gone[$0, default: ([], [])].leads.append($1)
    }
    let opportunityNumbers = opportunities.move(
      comes.opportunities.ids, removed: delta.removedOpportunities, to: version, opportunityIndex
    ) {
      gone[$0, default: ([], [])].opportunities.append($1)
    }
    let new = Versions(rows: comes, leadNumbers: leadNumbers, opportunityNumbers: opportunityNumbers)
    let goes = gone.sorted { $0.key < $1.key }.map {
      cut($0.value.leads.sorted(), $0.value.opportunities.sorted(), of: $0.key)
    }
    brought.append(new)
    return Change(goes: goes, comes: new)
  }

  private func cut(_ leads: [Int], _ opportunities: [Int], of version: Int) -> Versions {
    guard version != LivePlaces.base else {
      return Versions(
        rows: base.cut(leads: leads, opportunities: opportunities), leadNumbers: leads.map(Int32.init),
        opportunityNumbers: opportunities.map(Int32.init))
    }
    let from = brought[version]
    return Versions(
      rows: from.rows.cut(leads: leads, opportunities: opportunities),
      leadNumbers: leads.map { from.leadNumbers[$0] },
      opportunityNumbers: opportunities.map { from.opportunityNumbers[$0] })
  }
}

/// Places and numbers of the rows of one table that have changed.
private struct LivePlaces: Sendable {
  /// Stands for the rows that figures were first made of.
  static let base = -1

  private struct Place {
    /// Nil while the row is gone.
    var at: (version: Int, row: Int)?
    var number: Int32
  }

  private var changed: [String: Place] = [:]
  /// The number of the next row that nobody has seen before.
  var next: Int32 = 0

  /// Says where rows are from now on, after telling where they were.
  /// - Returns: the numbers of the new versions.
  mutating func move(
    _ ids: TextColumn, removed: [String], to version: Int, _ index: KeyIndex, _ leave: (Int, Int) -> Void
  ) -> [Int32] {
    for id in removed { changed[id] = left(id, index, leave).map { Place(at: nil, number: $0) } }
    return (0..<ids.count).map { row in
      let id = ids[row]
      let known = left(id, index, leave)
      let number = known ?? next
      if known == nil { next += 1 }
      changed[id] = Place(at: (version, row), number: number)
      return number
    }
  }

  /// The number of a row that has one; tells where it was if it was anywhere.
  private func left(_ id: String, _ index: KeyIndex, _ leave: (Int, Int) -> Void) -> Int32? {
    if let place = changed[id] {
      if let at = place.at { leave(at.version, at.row) }
      return place.number
    }
    var id = id
    let row = id.withUTF8 { index.table.row(of: $0) }
    guard row >= 0 else { return nil }
    leave(Self.base, Int(row))
    return row
  }
}
