import Domain
import Ingest

/// Appends bytes to the file of this name, `leads.csv` for example.
public typealias GeneratedFileSink = (_ file: String, _ bytes: [UInt8]) throws -> Void

/// Generates a synthetic sales organisation as a canonical set of CSV files: users, accounts, leads, opportunities,
/// stage_history, activities and config.json. The same options give the same bytes on every machine.
public struct Generator: Sendable {
  /// What is generated.
  public let options: GenerationOptions

  /// A generator; the options are checked when it runs.
  public init(_ options: GenerationOptions) { self.options = options }

  /// Hands the files to `sink` piece by piece, several of them in turn; returns the number of rows by file.
  @discardableResult
  public func run(to sink: @escaping GeneratedFileSink) throws -> [(file: String, rows: Int)] {
    try options.validate()
    let organisation = Organisation(opportunities: options.opportunities, seed: options.seed)
    let (simulator, leads) = cast(organisation)
    var tables = TableSet(sink: sink)
    let author = RowAuthor(organisation: organisation, seed: options.seed, asOf: options.asOf)
    let opening = start.adding(days: -180).utcDate.midnightUTC
    try tables.write(.users, rows: organisation.reps.count + organisation.teams.count + 1) {
      author.users(to: &$0, since: opening)
    }
    var accounts: Set<CompanyKey> = []
    for lead in leads {
      try tables.write(.leads, rows: 1) { author.lead(lead, to: &$0) }
      guard lead.qualifiedAt <= options.asOf else { continue }
      if accounts.insert(lead.company).inserted {
        try tables.write(.accounts, rows: 1) { author.account(lead.company, to: &$0) }
      }
      try write(simulator.deal(of: lead), of: lead, author, to: &tables)
    }
    try tables.finish()
    try sink("config.json", Array(configuration.utf8))
    return tables.rows
  }

  private var start: Instant { options.asOf.adding(days: -options.days) }

  private func write(
    _ deal: DealStory, of lead: LeadStory, _ author: RowAuthor, to tables: inout TableSet
  ) throws {
    try tables.write(.opportunities, rows: 1) { author.opportunity(deal, of: lead, to: &$0) }
    let visits = deal.visits.count { $0.at <= options.asOf }
    try tables.write(.stageHistory, rows: visits) {
      author.visits(of: deal, lead: lead, after: .unknown, to: &$0)
    }
    let touches = deal.touches.count { $0.at <= options.asOf }
    try tables.write(.activities, rows: touches) {
      author.touches(of: deal, lead: lead, after: .unknown, to: &$0)
    }
  }

  /// Simulates more leads than needed and keeps as many as give the number of opportunities asked for.
  private func cast(_ organisation: Organisation) -> (Simulator, [LeadStory]) {
    let climate: any Climate =
      options.hasPlants ? PlannedClimate.planted(in: organisation, asOf: options.asOf) : PlannedClimate.calm
    var expected = Int(Double(options.opportunities) / 0.30 * 1.35) + 400
    while true {
      let simulator = Simulator(
        organisation: organisation, climate: climate, seed: options.seed, start: start, end: options.asOf,
        lastDate: options.asOf.adding(days: 1_500).utcDate, leads: expected)
      let leads = arrivals(simulator)
      if let kept = trimmed(leads) { return (simulator, kept) }
      expected *= 2
    }
  }

  private func arrivals(_ simulator: Simulator) -> [LeadStory] {
    var leads: [LeadStory] = []
    for day in simulator.firstDate.daysSinceEpoch...EasternTime.date(of: options.asOf).daysSinceEpoch {
      leads += simulator.leads(on: CivilDate(daysSinceEpoch: day))
    }
    return leads.filter { $0.createdAt >= start && $0.createdAt < options.asOf }
  }

  /// Keeps exactly the opportunities asked for, and the same share of the other leads; nil if there are too few.
  private func trimmed(_ leads: [LeadStory]) -> [LeadStory]? {
    let qualified = leads.indices.filter { leads[$0].qualifiedAt <= options.asOf }
    let others = leads.indices.filter { leads[$0].qualifiedAt > options.asOf }
    guard qualified.count >= options.opportunities else { return nil }
    let share = Double(options.opportunities) / Double(max(1, qualified.count))
    var chance = Chance(seed: options.seed, stream: 2)
    let kept =
      sample(qualified, options.opportunities, &chance)
      + sample(others, Int((Double(others.count) * share).rounded()), &chance)
    return kept.sorted().enumerated().map { position, index in
      var lead = leads[index]
      lead.number = position + 1
      return lead
    }
  }

  /// `count` elements, all alike to be chosen: the start of a shuffle.
  private func sample(_ elements: [Int], _ count: Int, _ chance: inout Chance) -> ArraySlice<Int> {
    var elements = elements
    for index in 0..<count { elements.swapAt(index, index + chance.integer(below: elements.count - index)) }
    return elements[0..<count]
  }
}
