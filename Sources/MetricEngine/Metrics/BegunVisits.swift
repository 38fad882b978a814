import Domain
import Synchronization

/// Visits of a selection that began lately. What began within some weeks is kept, so that a longer window looks only at
/// the days that it adds.
final class BegunVisits: Sendable {
  private let kept = Mutex<[Beginnings]>([])

  private static let stepDays = 56
  /// Longer windows are seldom asked about.
  private static let mostSteps = 7

  /// What began after an instant. Always asked for the same selection.
  func after(_ instant: Instant, _ engine: Engine, _ selection: RowSet) -> Beginnings {
    let facts = engine.processFacts
    let below = facts.visits.offset(after: instant)
    let wholeDays = Int(below) / Int(Instant.day)
    let known = kept.withLock { list in list.prefix { $0.days <= wholeDays } }
    var begun = known.last ?? Beginnings(facts, engine.dataset, selection)
    var made = Array(known)
    while made.count < Self.mostSteps, begun.days + Self.stepDays <= wholeDays {
      begun.addDays(through: begun.days + Self.stepDays, facts.visits, engine.dataset.opportunities, selection)
      made.append(begun)
    }
    kept.withLock { list in if made.count > list.count { list = made } }
    begun.addDays(through: wholeDays, facts.visits, engine.dataset.opportunities, selection)
    begun.addPart(below: below, facts.visits, engine.dataset.opportunities, selection)
    return begun
  }
}

/// What began in a number of days before the newest beginning.
struct Beginnings: Sendable {
  /// Those that ended, by their place among all.
  private(set) var ended: PlaceMarks
  /// First entries of stages, by stage, whether a later one was entered, and currency.
  private var sums: [PathSums.Sum]
  /// Whole days that are in it.
  private(set) var days = 0
  private let currencies: Int

  /// Only what nobody knows the beginning of: it counts as lately.
  init(_ facts: ProcessFacts, _ dataset: Dataset, _ selection: RowSet) {
    ended = PlaceMarks(size: facts.visits.ended.count)
    currencies = max(1, dataset.vocabulary(.currency).count)
    sums = Array(repeating: PathSums.Sum(), count: facts.models.stages.count * 2 * currencies)
    let (amounts, codes) = (dataset.opportunities.amount, dataset.opportunities.currency)
    for entry in facts.visits.undatedEntries where selection.contains(entry.row) {
      let cell = Int(entry.stage) * 2 + (entry.wentFurther ? 1 : 0)
      sums[cell * currencies + Int(codes[Int(entry.row)])].add(amounts[Int(entry.row)])
    }
  }

  /// Adds days until there are so many.
  mutating func addDays(through last: Int, _ visits: ProcessVisits, _ table: OpportunityTable, _ selection: RowSet) {
    add(visits.begun(days: days..<max(days, last)), below: .max, visits, table, selection)
    days = max(days, last)
  }

  /// Adds what began on the next day and less than an offset before the newest; then all is counted.
  mutating func addPart(below: UInt32, _ visits: ProcessVisits, _ table: OpportunityTable, _ selection: RowSet) {
    add(visits.begun(days: days..<days + 1), below: below, visits, table, selection)
    ended.count()
  }

  private mutating func add(
    _ range: Range<Int>, below: UInt32, _ visits: ProcessVisits, _ table: OpportunityTable, _ selection: RowSet
  ) {
    let currencies = currencies
    visits.starts.withUnsafeBufferPointer { starts in
      table.amount.withUnsafeBufferPointer { amounts in
        table.currency.withUnsafeBufferPointer { codes in
          sums.withUnsafeMutableBufferPointer { sums in
            ended.mark { mark in
              for visit in starts[range] where visit.offset < below && selection.contains(visit.row) {
                if visit.place >= 0, !visit.isRunning { mark(Int(visit.place)) }
                guard visit.isFirst else { continue }
                let (cell, row) = (visit.stage * 2 + (visit.wentFurther ? 1 : 0), Int(visit.row))
                sums[cell * currencies + Int(codes[row])].add(amounts[row])
              }
            }
          }
        }
      }
    }
  }

  /// First entries of a stage, only those after which a later one was entered or only the others, by currency.
  func entries(_ stage: Int, wentFurther: Bool) -> ArraySlice<PathSums.Sum> {
    let cell = stage * 2 + (wentFurther ? 1 : 0)
    return sums[cell * currencies..<(cell + 1) * currencies]
  }
}
