import Domain
import Ingest

/// Turns rows as read into a ``Domain/Dataset``. Pure: the same rows and options give the same data set.
///
/// The large tables are handed over one after another, so that no two of them need be in memory as read:
/// leads and opportunities, then their visits, then their activities.
struct Assembler {
  let context: RawContext
  let ends: EndStages
  let people: People
  let accounts: Accounts
  /// Finds leads and opportunities.
  let links: LinkSet
  private(set) var leads: RawTable
  private(set) var opportunities: RawTable
  var names = DimensionNames()
  var dataset = Dataset()
  /// What points to rows that are not there.
  var looseEnds = LooseEnds()
  var hasActivitiesOfLeads = false

  /// Puts leads and opportunities in the order of their creation.
  init(_ context: RawContext, leads: consuming RawTable, opportunities: consuming RawTable, _ options: AssemblyOptions)
  {
    self.context = context
    ends = EndStages(options)
    people = context.directories.people
    accounts = context.directories.accountNames
    self.leads = leads
    self.opportunities = opportunities
    dataset.leads.createdAt = Self.sortByCreation(&self.leads)
    dataset.opportunities.createdAt = Self.sortByCreation(&self.opportunities)
    dataset.leads.ids = self.leads.texts("lead_id")
    dataset.opportunities.ids = self.opportunities.texts("opportunity_id")
    links = LinkSet(leads: Links(to: self.leads), opportunities: Links(to: self.opportunities))
    for table in [
      context.directories.users, context.directories.accounts, context.targets, self.leads, self.opportunities,
    ] { note(table) }
  }

  /// Adds leads, opportunities and visits.
  mutating func add(visits: consuming RawTable) {
    note(visits)
    addLeads()
    addOpportunities(lastVisits: addVisits(visits))
    linkLeadsAndOpportunities()
    addChanges()
    addTargets()
  }

  /// Lets go of what only leads, opportunities and visits were made of.
  mutating func letGo() {
    leads.columns = leads.columns.filter { $0.key == "first_response_at" }
    opportunities = RawTable(.opportunities)
  }

  /// Adds activities. Each column is shown to `keeper` as soon as it is made, and what it was made of is let go.
  mutating func add(activities: consuming RawTable, keeper: inout some ColumnKeeper) {
    note(activities)
    addActivities(activities, &keeper)
  }

  /// The data set, once all is added.
  mutating func finish() -> Dataset {
    addFacts()
    dataset.vocabularies = names.vocabularies.filter { $0.value.count > 1 }
    return dataset
  }

  private mutating func note(_ table: RawTable) {
    dataset.facts.givenFields.formUnion(table.givenFields)
    let rows = table.count + table.deleted.count
    if rows > 0 { dataset.facts.rowsRead[table.kind.rawValue] = rows }
    let read = Set(table.columns.keys.map { "\(table.kind.rawValue).\($0)" })
    let unfilled = read.subtracting(table.filledFields)
    let ours = context.presentFields.filter { $0.hasPrefix(table.kind.rawValue + ".") }
    dataset.facts.presentFields.formUnion(ours.subtracting(unfilled))
  }

  private static func sortByCreation(_ table: inout RawTable) -> Series<Instant> {
    let created = table.instants("created_at", missing: .unknown)
    guard let order = CreationOrder.of(created) else { return created }
    table.reorder(order)
    return created.gathered(order)
  }

  private mutating func addTargets() {
    let raw = context.targets
    let (owners, teams) = (raw.texts("owner"), raw.texts("team"))
    let (periods, measures) = (raw.texts("period"), raw.texts("measure"))
    let values = raw.numbers("value")
    dataset.targets = (0..<raw.count).compactMap { row in
      guard !values[row].isNaN else { return nil }
      return SalesTarget(
        owner: people.directory.name(owners[row]), team: teams[row], period: periods[row], measure: measures[row],
        value: values[row])
    }
  }

  /// Codes of a column in a vocabulary, each distinct text put through `shown` once.
  static func codes(
    _ column: RawNames, in vocabulary: inout Vocabulary, shown: (String) -> String = { $0 }
  ) -> Series<Code> {
    column.spread(column.distinct.map { vocabulary.code(for: $0.isEmpty ? "" : shown($0)) })
  }
}

/// Takes columns over as soon as they are made.
protocol ColumnKeeper {
  /// May replace a column by an equal one that takes up no memory.
  mutating func keep<Value: BitwiseCopyable & Sendable>(_ column: inout Series<Value>)
}

extension ColumnKeeper {
  mutating func keep(_ column: inout TextColumn) {
    var (bytes, ends) = (column.bytes, column.ends)
    column = TextColumn()
    keep(&bytes)
    keep(&ends)
    column = TextColumn(bytes: bytes, ends: ends)
  }
}

/// The vocabularies of the dimensions, growing while rows are added.
struct DimensionNames {
  var vocabularies: [Dimension: Vocabulary] = [:]

  mutating func codes(
    _ column: RawNames, _ dimension: Dimension, shown: (String) -> String = { $0 }
  ) -> Series<Code> {
    Assembler.codes(column, in: &vocabularies[dimension, default: Vocabulary()], shown: shown)
  }

  mutating func code(_ name: String, _ dimension: Dimension) -> Code {
    vocabularies[dimension, default: Vocabulary()].code(for: name)
  }
}

extension Series<Code> {
  /// Codes with those of `fallback` where there are none.
  func filled(from fallback: Series<Code>) -> Series<Code> {
    Series(count: count) { target in
      withUnsafeBufferPointer { mine in
        fallback.withUnsafeBufferPointer { theirs in
          for row in mine.indices { target.initializeElement(at: row, to: mine[row] != 0 ? mine[row] : theirs[row]) }
        }
      }
    }
  }
}
