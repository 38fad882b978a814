import Domain
import GRDB
import Ingest

/// Why a data set in memory cannot take over what changed, so that all rows are assembled anew. All reasons are here.
enum DeltaObstacle: Error, Equatable {
  /// Another store, other names of stages, or the knowledge of an earlier instant.
  case otherQuestion
  /// More versions lie between than the log remembers, as after an import by an earlier release.
  case forgotten
  /// Dates got or lost their time of day, or times another offset: figures of all rows change.
  case precision
  /// Too many rows point to what is not there to know them all.
  case looseEnds
  /// A user or account is another than before, or one came that rows already name: rows that did not change look other.
  case directory
  /// A field got its first value or column or lost its last one: what is missing means something else then.
  case fields
  /// More than a fifth of the rows: reading everything once is faster than row by row.
  case tooMuch
}

/// What must hold for all rows before a few of them are enough.
struct DeltaTerms {
  let database: Database
  let base: OpenedDataset
  let key: DatasetKey

  /// What can be told before any row is looked at.
  func checkQuestion() throws {
    guard base.key.identity == key.identity, base.key.options == key.options, key.options.knownAt == nil,
      base.key.dataVersion <= key.dataVersion
    else { throw DeltaObstacle.otherQuestion }
    guard base.key.factsVersion == key.factsVersion else { throw DeltaObstacle.precision }
    guard base.looseEnds.areAllKnown else { throw DeltaObstacle.looseEnds }
    guard try ChangeLog.reaches(back: base.key.dataVersion, in: database) else { throw DeltaObstacle.forgotten }
  }

  /// Users and accounts as they are now. New ones that no row names yet change no row.
  func directories(_ reader: TableReader) throws -> Directories {
    let new = try [RecordKind.users, .accounts].map { kind in
      guard try ChangeLog.touched(kind, since: base.key.dataVersion, in: database).isEmpty else {
        throw DeltaObstacle.directory
      }
      return try ChangeLog.inserted(kind, since: base.key.dataVersion, in: database).flatMap(Array.init)
    }
    if let known = base.directories, new.allSatisfy(\.isEmpty) { return known }
    let directories = Directories(users: try reader.read(.users), accounts: try reader.read(.accounts))
    let names = base.dataset.vocabularies
    guard try !isNamed(reader.read(.users, .these(new[0])), "user_id", in: [names[.rep], names[.manager]]),
      try !isNamed(reader.read(.accounts, .these(new[1])), "account_id", in: [names[.account]])
    else { throw DeltaObstacle.directory }
    return directories
  }

  private func isNamed(_ new: RawTable, _ identity: String, in vocabularies: [Vocabulary?]) -> Bool {
    let texts = [new.texts(identity), new.texts("name")]
    return (0..<new.count).contains { row in
      texts.contains { column in
        !column.isEmpty(at: row) && vocabularies.contains { $0?.find(column[row]) != nil }
      }
    }
  }

  /// Fields with values and fields with columns must be those that they were.
  func checkFields(_ reader: TableReader, _ context: RawContext, _ new: Dataset, _ deals: TouchedDeals) throws {
    let facts = base.dataset.facts
    var present = context.presentFields
    if hasActivitiesOfLeads(new, deals) { present.insert(Self.answered) }
    // Whether first responses are recorded or taken from activities depends on whether any is recorded at all.
    let isRecorded = context.presentFields.contains(Self.answered)
    guard isRecorded == base.dataset.hasRecordedResponses, isRecorded || !reader.wasEverPresent(Self.answered),
      present == facts.presentFields, new.facts.givenFields.isSubset(of: facts.givenFields),
      try reader.givenFields(of: context, among: facts.givenFields) == facts.givenFields
    else { throw DeltaObstacle.fields }
  }

  private static let answered = "leads.first_response_at"

  private func hasActivitiesOfLeads(_ new: Dataset, _ deals: TouchedDeals) -> Bool {
    new.activities.lead.contains { $0 >= 0 }
      || base.dataset.activities.lead.contains { $0 >= 0 && !deals.leadRows.contains($0) }
  }
}

extension Dataset {
  /// True if a source recorded when any lead was first answered.
  fileprivate var hasRecordedResponses: Bool {
    leads.firstResponseAt.indices.contains { row in
      leads.firstResponseAt[row] != .never && !leads.assumptions[row].contains(.answeredByActivity)
    }
  }
}
