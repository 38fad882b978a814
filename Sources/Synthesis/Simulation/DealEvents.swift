import Domain

/// Laying out an opportunity's events in working time.
extension Simulator {
  /// How long stages take relative to each other.
  private static let dwell = [0.9, 1.1, 1.1, 1.5, 0.9]

  /// The stage entries: the first on creation, the end on closing, the others in between.
  func visits(
    _ path: [Int], _ nature: DealNature, from start: Int64, to end: Int64, _ chance: inout Chance
  ) -> [DealStory.Visit] {
    var weights = path.map { Self.dwell[$0] * chance.gamma(shape: 1.6) }
    var total = 0.0
    for weight in weights { total += weight }
    if nature.isRushed { weights = path.map { _ in total * min(0.03, 7200 / Double(end - start)) } }
    var visits: [DealStory.Visit] = []
    var passed = 0.0
    for (index, stage) in path.enumerated() {
      let at = start + Int64(0.97 * passed / total * Double(end - start))
      visits.append(DealStory.Visit(at: hours.instant(elapsed: at), stage: stage))
      passed += weights[index]
    }
    visits[0].at = hours.instant(elapsed: start)
    if !nature.isForgotten {
      let stage = nature.isWon ? DealStory.Visit.won : DealStory.Visit.lost
      visits.append(DealStory.Visit(at: hours.instant(elapsed: end), stage: stage))
    }
    return visits
  }

  /// The touches: many in the first two weeks, fewer later, one before some of the steps.
  func touches(
    of lead: LeadStory, _ nature: DealNature, _ visits: [DealStory.Visit], from start: Int64, to end: Int64,
    _ chance: inout Chance
  ) -> [DealStory.Touch] {
    let day = Double(OpenHours.day)
    let length = Double(end - start) / day
    var times: [(at: Int64, isDemo: Bool)] = []
    if nature.isGivenUp {
      if chance.happens(0.85) { times.append((start + Int64(chance.between(0.01, min(4, length)) * day), false)) }
    } else {
      let early = min(length, 10)
      let late = max(0, min(length, 100) - 10)
      for _ in 0..<chance.poisson(mean: 0.26 * nature.effort * early) {
        times.append((start + Int64(chance.between(0, early) * day), false))
      }
      for _ in 0..<chance.poisson(mean: 0.10 * nature.effort * late) {
        times.append((start + Int64(chance.between(10, 10 + late) * day), false))
      }
      for visit in visits.dropFirst() where visit.stage < Market.stages.count && chance.happens(0.4) {
        let at = hours.elapsed(at: visit.at) - Int64(chance.integer(below: 5400))
        times.append((max(start + 60, at), visit.stage == Market.demoStage))
      }
    }
    times = times.filter { $0.at <= end }.sorted { $0.at < $1.at }
    return times.enumerated().compactMap { index, time in
      touch(of: lead, time, next: index + 1 < times.count ? times[index + 1].at : nil, &chance)
    }
  }

  /// One touch, or nil if the rep is idle and does not make it.
  private func touch(
    of lead: LeadStory, _ time: (at: Int64, isDemo: Bool), next: Int64?, _ chance: inout Chance
  ) -> DealStory.Touch? {
    let at = hours.instant(elapsed: time.at)
    let kind = time.isDemo ? "demo" : Market.touchKinds[chance.index(weights: Market.touchWeights)]
    let subject = chance.pick(Market.subjects[kind] ?? [""])
    let isPlanned = chance.happens(0.75)
    let promised = hours.instant(elapsed: next ?? time.at + Int64(chance.between(1, 8) * Double(OpenHours.day)))
    let luck = chance.uniform()
    for case .idle(lead.rep, let kept) in climate.troubles(at: at) where luck >= kept { return nil }
    return DealStory.Touch(at: at, kind: kind, subject: subject, nextAt: isPlanned ? promised : .never)
  }
}
