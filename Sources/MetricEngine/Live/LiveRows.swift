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
    let comes = empty.adopt(delta.rows)
    (empty.targets, empty.facts) = (delta.rows.targets, delta.rows.facts)
    var gone: [Int: (leads: [Int], opportunities: [Int])] = [:]
    let version = brought.count
    let leadNumbers = leads.move(
      comes.leads.ids, comes.leads.createdAt, removed: delta.removedLeads, to: version,
      from: (leadIndex, base.leads.createdAt)
    ) { gone[$0, default: ([], [])].leads.append($1) }
    let opportunityNumbers = opportunities.move(
      comes.opportunities.ids, comes.opportunities.createdAt, removed: delta.removedOpportunities, to: version,
      from: (opportunityIndex, base.opportunities.createdAt)
    ) { gone[$0, default: ([], [])].opportunities.append($1) }
    let new = Versions(rows: comes, leadNumbers: leadNumbers, opportunityNumbers: opportunityNumbers)
    let goes = gone.sorted { $0.key < $1.key }.map {
      cut($0.value.leads.sorted(), $0.value.opportunities.sorted(), of: $0.key)
    }
    brought.append(new)
    return Change(goes: goes, comes: new)
  }

  /// All rows there were at the beginning.
  var all: Versions {
    Versions(
      rows: base, leadNumbers: (0..<base.leads.count).map(Int32.init),
      opportunityNumbers: (0..<base.opportunities.count).map(Int32.init))
  }

  /// The identifier of the lead with a number.
  func leadID(_ number: Int32) -> String {
    leads.id(number, base.leads.ids) { self.brought[$0].rows.leads.ids[$1] }
  }

  /// The identifier of the opportunity with a number.
  func opportunityID(_ number: Int32) -> String {
    opportunities.id(number, base.opportunities.ids) { self.brought[$0].rows.opportunities.ids[$1] }
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

/// Places and numbers of the rows of one table that have changed. Of rows created at once, the one with the lower number
/// comes first in a data set with all changes in it; so a row whose creation changes gets a new number.
private struct LivePlaces: Sendable {
  /// Stands for the rows that figures were first made of.
  static let base = -1

  private struct Place {
    /// Nil while the row is gone.
    var at: (version: Int, row: Int)?
    var number: Int32
    var created: Instant
  }

  /// The rows that figures were first made of.
  typealias Base = (index: KeyIndex, created: Series<Instant>)

  private var changed: [String: Place] = [:]
  /// Where each row came from that was not there at the beginning, by number.
  private var firstSeen: [(version: Int, row: Int)] = []
  /// The number of the next row that nobody has seen before.
  var next: Int32 = 0

  /// Says where rows are from now on, after telling `leave` where they were.
  /// - Returns: the numbers of the new versions.
  mutating func move(
    _ ids: TextColumn, _ created: Series<Instant>, removed: [String], to version: Int, from base: Base,
    _ leave: (Int, Int) -> Void
  ) -> [Int32] {
    for id in removed {
      guard var old = place(of: id, base), let at = old.at else { continue }
      leave(at.version, at.row)
      old.at = nil
      changed[id] = old
    }
    return (0..<ids.count).map { row in
      let id = ids[row]
      var known: Int32?
      if let old = place(of: id, base), let at = old.at {
        leave(at.version, at.row)
        if old.created == created[row] { known = old.number }
      }
      let number = known ?? new(version, row)
      changed[id] = Place(at: (version, row), number: number, created: created[row])
      return number
    }
  }

  private mutating func new(_ version: Int, _ row: Int) -> Int32 {
    firstSeen.append((version, row))
    next += 1
    return next - 1
  }

  private func place(of id: String, _ base: Base) -> Place? {
    if let place = changed[id] { return place }
    var id = id
    let row = id.withUTF8 { base.index.table.row(of: $0) }
    return row >= 0 ? Place(at: (Self.base, Int(row)), number: row, created: base.created[Int(row)]) : nil
  }

  func id(_ number: Int32, _ ids: TextColumn, _ brought: (Int, Int) -> String) -> String {
    if Int(number) < ids.count { return ids[Int(number)] }
    let first = firstSeen[Int(number) - ids.count]
    return brought(first.version, first.row)
  }
}
