import Domain

/// All that ever happens to a lead. `never` stands for what does not.
struct LeadStory: Sendable, Equatable {
  /// 1, 2, 3, ... in order of creation.
  var number = 0
  /// Decides everything about the lead that is not here: its person, its opportunity.
  var seed: UInt64
  var createdAt: Instant
  var assignedAt = Instant.never
  var firstResponseAt = Instant.never
  var qualifiedAt = Instant.never
  var disqualifiedAt = Instant.never
  var source: Int
  var rep: Int
  var company: CompanyKey

  /// Seconds until the answer as the customer felt them; ten days if there was none.
  var patience: Double {
    firstResponseAt.isKnown ? Double(firstResponseAt.since(createdAt)) : Double(10 * Instant.day)
  }
}

extension Simulator {
  /// A lead that comes in at an instant; from a random source if none is given.
  func lead(at created: Instant, source given: Int?, _ chance: inout Chance) -> LeadStory {
    let troubles = climate.troubles(at: created)
    let rep = chance.index(weights: organisation.repWeights)
    let source = given ?? drawnSource(troubles, &chance)
    let company = drawnCompany(rep: rep, troubles, &chance)
    var story = LeadStory(seed: chance.next(), createdAt: created, source: source, rep: rep, company: company)
    answer(&story, troubles, &chance)
    qualify(&story, troubles, &chance)
    return story
  }

  private func drawnSource(_ troubles: [Trouble], _ chance: inout Chance) -> Int {
    var source = chance.index(weights: Market.sourceWeights)
    for case .surge(let surging, let share) in troubles where chance.happens(share) { source = surging }
    return source
  }

  private func drawnCompany(rep: Int, _ troubles: [Trouble], _ chance: inout Chance) -> CompanyKey {
    let isOwnRegion = chance.happens(0.9)
    let anyRegion = chance.integer(below: Market.regions.count)
    var enterprise = 0.18
    for case .enterprise(let share) in troubles { enterprise = share }
    let segment = chance.index(weights: [(1 - enterprise) * 0.58, (1 - enterprise) * 0.42, enterprise])
    // Squaring makes a few companies come back again and again.
    let position = chance.uniform()
    let index = Int(position * position * Double(companies))
    let region = isOwnRegion ? organisation.region(ofRep: rep) : anyRegion
    return CompanyKey(region: region, segment: segment, index: index)
  }

  private func answer(_ story: inout LeadStory, _ troubles: [Trouble], _ chance: inout Chance) {
    let habit = AnsweringHabit(of: organisation.reps[story.rep], to: story, under: troubles)
    let isFast = chance.happens(habit.fastShare)
    let fast = chance.logNormal(median: 130, spread: 0.6)
    let slow = chance.logNormal(median: habit.median, spread: 1.3)
    let delay = Int64(max(5, isFast ? fast : slow))
    // Some answer at night too, the others when work begins.
    let isAnyHour = chance.happens(0.15)
    let isNever = chance.happens(habit.neverShare)
    let lag = chance.exponential(mean: 90)
    guard !isNever else {
      story.assignedAt = story.createdAt.adding(Int64(min(lag, 3600)))
      return
    }
    let start = max(story.createdAt, habit.notBefore)
    story.firstResponseAt = isAnyHour ? start.adding(delay) : hours.adding(delay, to: start)
    let waited = story.firstResponseAt.isKnown ? story.firstResponseAt.since(story.createdAt) : 3600
    story.assignedAt = story.createdAt.adding(min(Int64(lag), waited / 2))
  }

  private func qualify(_ story: inout LeadStory, _ troubles: [Trouble], _ chance: inout Chance) {
    let doublings = PortableMath.log(max(60, story.patience) / 300) / 0.693_147_180_559_945_3
    let logOdds =
      -0.05 + Market.sourceQuality[story.source] + organisation.reps[story.rep].qualifying - 0.16 * doublings
    var probability = PortableMath.probability(logOdds: logOdds)
    for case .poorLeads(story.source, let factor) in troubles { probability *= factor }
    let isQualified = chance.happens(probability)
    let isToldOff = chance.happens(0.8)
    let days = chance.logNormal(median: 1.5, spread: 0.9)
    let sweptAfter = chance.between(5, 12)
    guard story.firstResponseAt.isKnown else {
      // Leads that nobody answered are cleared away in the end.
      story.disqualifiedAt = hours.adding(Int64(sweptAfter * Double(OpenHours.day)), to: story.createdAt)
      return
    }
    let decidedAt = hours.adding(Int64(days * OpenHours.perCalendarDay) + 60, to: story.firstResponseAt)
    if isQualified { story.qualifiedAt = decidedAt } else if isToldOff { story.disqualifiedAt = decidedAt }
  }
}

/// How a lead will be answered: the rep's habit, changed by what is going on.
private struct AnsweringHabit {
  var median: Double
  var fastShare: Double
  var neverShare: Double
  var notBefore = Instant.unknown

  init(of rep: Rep, to story: LeadStory, under troubles: [Trouble]) {
    median = 2400 * rep.slowness
    fastShare = rep.fastShare
    neverShare = rep.neverShare
    for trouble in troubles {
      switch trouble {
      case .slow(.rep(story.rep), let factor, let fast, let never),
        .slow(.source(story.source), let factor, let fast, let never):
        median *= factor
        fastShare = fast
        neverShare = min(0.9, neverShare * never)
      case .unattended(story.source, let until):
        notBefore = until
        neverShare = 0
      case .prompt(story.source):
        median = 600
        fastShare = 0.85
        neverShare = 0.01
      default: break
      }
    }
  }
}
