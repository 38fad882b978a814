import Domain

/// A visit to a stage in which the customer should have been met, that ended without a meeting.
struct UnmetVisit: Sendable, BitwiseCopyable {
  var row: Int32
  /// Counted over all versions of the process.
  var stage: Int32
  var left: Instant
  /// When the opportunity next left it without a meeting; `never` if it did not.
  var leftAgain: Instant = .never
}

extension UnmetVisit {
  /// All such visits, those left last first. A meeting is one known to have been held, or one that is only called so and is
  /// neither known to be missed nor still to come.
  static func find(_ engine: Engine, _ models: ProcessModels, _ paths: ProcessPaths) -> Series<UnmetVisit> {
    guard models.models.contains(where: { $0.customerFacing.contains(true) }) else { return [] }
    let (table, visits) = (engine.dataset.opportunities, engine.dataset.visits)
    let meetings = MeetingLookup(engine)
    var found: [UnmetVisit] = []
    for row in 0..<table.count where paths.pathOf[row] >= 0 {
      let before = found.count
      let model = models.models[Int(paths.all[Int(paths.pathOf[row])].version)]
      var (stage, since) = (StageMap.foreign, Instant.unknown)
      for visit in table.visits(of: row) where visits.enteredAt[visit].happened {
        let (next, at) = (model.map[visits.stage[visit]], visits.enteredAt[visit])
        if next == stage, next >= 0 { continue }
        if stage >= 0, model.customerFacing[Int(stage)], since.isKnown, at.isKnown,
          !meetings.any(opportunity: row, from: since, through: at)
        {
          found.append(UnmetVisit(row: Int32(row), stage: model.shared[Int(stage)], left: at))
        }
        (stage, since) = (next, at)
      }
      if found.count > before + 1 { link(&found[before...]) }
    }
    return Series(RowOrder.descending(found.map(\.left.seconds)).map { found[Int($0)] })
  }

  /// Tells visits of one opportunity to the same stage of each other.
  private static func link(_ visits: inout ArraySlice<UnmetVisit>) {
    visits.sort { ($0.stage, $0.left) < ($1.stage, $1.left) }
    for place in visits.indices.dropLast() where visits[place].stage == visits[place + 1].stage {
      visits[place].leftAgain = visits[place + 1].left
    }
  }
}

/// Looks for meetings with the customer.
private struct MeetingLookup {
  private let table: OpportunityTable
  private let activities: ActivityTable
  private let isMeeting: [Bool]

  init(_ engine: Engine) {
    (table, activities) = (engine.dataset.opportunities, engine.dataset.activities)
    isMeeting = engine.dataset.activityKinds.names.map { StageMap.folded($0) == "meeting" }
  }

  func any(opportunity row: Int, from start: Instant, through end: Instant) -> Bool {
    table.activities(of: row).contains { activity in
      let (at, traits) = (activities.occurredAt[activity], activities.traits[activity])
      guard at >= start, at <= end, traits.isDisjoint(with: [.missed, .undone]) else { return false }
      return traits.contains(.held) || isMeeting[Int(activities.kind[activity])]
    }
  }
}
