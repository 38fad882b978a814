import Domain
import Ingest

/// Turns rows as read into a ``Domain/Dataset``. Pure: the same rows and options give the same data set.
struct Assembler {
  let raw: RawTables
  let ends: EndStages
  let people: People
  let accounts: Accounts
  var names = DimensionNames()
  var dataset = Dataset()
  /// Rows of the data set by id; entry 0 is no row.
  var leadIndex: ByteIndex
  var opportunityIndex: ByteIndex

  static func assemble(_ raw: RawTables, _ options: AssemblyOptions) -> Dataset {
    var assembler = Assembler(raw, options)
    assembler.addLeads()
    assembler.addOpportunities(lastVisits: assembler.addVisits())
    assembler.linkLeadsAndOpportunities()
    assembler.addActivities()
    assembler.addTargets()
    assembler.addFacts()
    assembler.dataset.vocabularies = assembler.names.vocabularies.filter { $0.value.count > 1 }
    return assembler.dataset
  }

  private init(_ raw: RawTables, _ options: AssemblyOptions) {
    self.raw = raw
    ends = EndStages(options)
    people = People(raw.users)
    accounts = Accounts(raw.accounts)
    leadIndex = ByteIndex(expecting: raw.leads.count)
    opportunityIndex = ByteIndex(expecting: raw.opportunities.count)
    dataset.leads.ids = raw.leads.texts("lead_id")
    dataset.leads.createdAt = Series(raw.leads.instants("created_at", missing: .unknown))
    dataset.opportunities.ids = raw.opportunities.texts("opportunity_id")
    dataset.opportunities.createdAt = Series(raw.opportunities.instants("created_at", missing: .unknown))
    _ = leadIndex.intern(dataset.leads.ids)
    _ = opportunityIndex.intern(dataset.opportunities.ids)
  }

  /// The row that each pointer means: -1 if it is empty or its row was deleted, -2 if nothing is there.
  func resolve(_ pointers: TextColumn, _ index: ByteIndex, deleted: TextColumn) -> [Int32] {
    var rows = index.find(pointers).map { $0 - 1 }
    guard deleted.count > 0, rows.contains(-2) else { return rows }
    var gone = ByteIndex(expecting: deleted.count)
    _ = gone.intern(deleted)
    for (row, entry) in gone.find(pointers).enumerated() where rows[row] == -2 && entry > 0 { rows[row] = -1 }
    return rows
  }

  mutating func addTargets() {
    let (owners, teams) = (raw.targets.texts("owner"), raw.targets.texts("team"))
    let (periods, measures) = (raw.targets.texts("period"), raw.targets.texts("measure"))
    let values = raw.targets.numbers("value")
    dataset.targets = (0..<raw.targets.count).compactMap { row in
      guard !values[row].isNaN else { return nil }
      return SalesTarget(
        owner: people.directory.name(owners[row]), team: teams[row], period: periods[row], measure: measures[row],
        value: values[row])
    }
  }

  /// Codes of a column in a vocabulary, each distinct text put through `shown` once.
  static func codes(
    _ column: TextColumn, in vocabulary: inout Vocabulary, shown: (String) -> String = { $0 }
  ) -> [Code] {
    var index = ByteIndex()
    let entries = index.intern(column)
    let codes = index.names.map { vocabulary.code(for: $0.isEmpty ? "" : shown($0)) }
    return entries.map { codes[Int($0)] }
  }
}

/// The vocabularies of the dimensions, growing while rows are added.
struct DimensionNames {
  var vocabularies: [Dimension: Vocabulary] = [:]

  mutating func codes(
    _ column: TextColumn, _ dimension: Dimension, shown: (String) -> String = { $0 }
  ) -> [Code] {
    Assembler.codes(column, in: &vocabularies[dimension, default: Vocabulary()], shown: shown)
  }

  mutating func code(_ name: String, _ dimension: Dimension) -> Code {
    vocabularies[dimension, default: Vocabulary()].code(for: name)
  }
}

/// Codes with those of `fallback` where there are none.
func filling(_ codes: some Sequence<Code>, from fallback: some Sequence<Code>) -> [Code] {
  zip(codes, fallback).map { $0 != 0 ? $0 : $1 }
}
