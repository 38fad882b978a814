import Domain

@testable import MetricEngine

/// An opportunity as a test needs it. Times are days before the present of these tests; nil is "has not happened".
struct SampleDeal {
  /// Days before now; nil if nobody recorded the creation.
  var created: Double?
  /// Stages with the days before now on which they were entered.
  var path: [(stage: String, days: Double)] = []
  /// Days before now of activities that count.
  var touches: [Double] = []
  var won: Double?
  var lost: Double?
  var amount: Int64?
  var currency = "EUR"
  var segment = ""
  var rep = ""
  var team = ""
  var stage = ""
  var nextStep: Instant = .never
  var name = ""
}

/// Stages of the process of these tests.
enum SampleProcess {
  static let stages = ["Discovery", "Demo", "Proposal"]
  static let process = SalesProcess(stages: stages, won: ["Won"], lost: ["Lost"], assumed: false)
  static let profile = Profile(process: process, hours: BusinessHours(timeZone: "UTC", assumed: false))
  /// The present: a Tuesday.
  static let now = CivilDate(year: 2026, month: 6, day: 30).midnightUTC.adding(12 * 3600)
}

extension Instant {
  /// So many days before the present of these tests.
  static func ago(_ days: Double) -> Instant {
    SampleProcess.now.adding(-Int64((days * Double(Instant.day)).rounded()))
  }
}

extension Dataset {
  /// A data set of these opportunities, with histories and activities.
  static func deals(_ samples: [SampleDeal]) -> Dataset {
    var data = Dataset()
    for dimension in Dimension.allCases { data.vocabularies[dimension] = Vocabulary() }
    for (index, sample) in samples.enumerated() { data.append(sample, index) }
    data.facts.presentFields = ["opportunities.created_at", "opportunities.closed_at", "opportunities.outcome"]
    return data
  }

  private mutating func code(_ name: String, _ dimension: Dimension) -> Code {
    vocabularies[dimension, default: Vocabulary()].code(for: name)
  }

  private mutating func append(_ sample: SampleDeal, _ index: Int) {
    opportunities.ids.append("O\(index)")
    opportunities.names.append(sample.name)
    opportunities.createdAt.append(sample.created.map { .ago($0) } ?? .unknown)
    opportunities.closedAt.append((sample.won ?? sample.lost).map { .ago($0) } ?? .never)
    opportunities.outcome.append(sample.won != nil ? .won : sample.lost != nil ? .lost : .open)
    opportunities.amount.append(sample.amount ?? Money.none)
    opportunities.expectedCloseOn.append(.never)
    opportunities.nextStepAt.append(sample.nextStep)
    opportunities.currency.append(code(sample.currency, .currency))
    opportunities.segment.append(code(sample.segment, .segment))
    opportunities.rep.append(code(sample.rep, .rep))
    opportunities.team.append(code(sample.team, .team))
    opportunities.stage.append(code(sample.stage, .stage))
    opportunities.source.append(0)
    opportunities.region.append(0)
    opportunities.manager.append(0)
    opportunities.account.append(0)
    opportunities.pipeline.append(0)
    opportunities.kind.append(0)
    opportunities.country.append(0)
    opportunities.lostReason.append(0)
    opportunities.lead.append(-1)
    for (stage, days) in sample.path { appendVisit(index, code(stage, .stage), .ago(days)) }
    for days in sample.touches.sorted(by: >) { appendTouch(index, .ago(days)) }
    opportunities.visitStarts.append(Int32(visits.count))
    opportunities.activityStarts.append(Int32(activities.count))
  }

  private mutating func appendVisit(_ row: Int, _ stage: Code, _ at: Instant) {
    visits.opportunity.append(Int32(row))
    visits.stage.append(stage)
    visits.enteredAt.append(at)
    visits.changedBy.append(0)
  }

  private mutating func appendTouch(_ row: Int, _ at: Instant, _ traits: ActivityTraits = []) {
    activities.ids.append("A\(activities.count)")
    activities.opportunity.append(Int32(row))
    activities.lead.append(-1)
    activities.occurredAt.append(at)
    activities.kind.append(activityKinds.code(for: "call"))
    activities.rep.append(0)
    activities.traits.append(traits)
  }
}

extension Engine {
  /// An engine over these opportunities with the process of these tests.
  static func over(_ samples: [SampleDeal]) -> Engine {
    Engine(dataset: .deals(samples), profile: SampleProcess.profile)
  }

  /// The process panel of everything, now.
  func process(_ query: Query = Query(asOf: SampleProcess.now)) -> ProcessReading {
    let engine = standing(at: query.asOf)
    return engine.processReading(query, engine.selection(query))
  }

  /// The activities panel of everything, now.
  func activity(_ query: Query = Query(asOf: SampleProcess.now)) -> ActivityReading {
    activityReading(query, selection(query))
  }

  /// The time-to-close panel of everything, now.
  func close(_ query: Query = Query(asOf: SampleProcess.now)) -> CloseReading { closeReading(query, selection(query)) }
}
