import Domain

/// "Eighty in a hundred firms changed a sales process within three years": the own versions of it.
enum ProcessChangeClaim {
  private static let fewest = 60
  private static let span = 1096

  static func claim(_ input: ClaimInput) -> Claim {
    let offsets = input.engine.calendar.offsets
    let pipelines = Dictionary(grouping: input.engine.profile.processVersions) { $0.pipeline ?? "" }
    let changes = pipelines.values.flatMap { versions in
      versions.map { $0.from?.daysSinceEpoch ?? .min }.sorted().dropFirst()
    }
    return claim(
      input, versions: changes.filter { $0 > .min }.map { offsets.instant(day: $0, secondsAfterMidnight: 0) })
  }

  /// - Parameter versions: when each version of the process but the first came into force.
  static func claim(_ input: ClaimInput, versions: [Instant]) -> Claim {
    var claim = blank
    let since = input.query.asOf.adding(days: -span)
    let known = versions.filter { $0.isKnown && $0 <= input.query.asOf }.sorted()
    guard let change = known.last else { return claim.lacking(["process.from"]) }
    let isRecent = change > since
    claim.note =
      "One firm is no share of firms: \(isRecent ? "yours is" : "yours is not") among those that changed a process"
    let (before, after) = (Deals(input, from: .unknown, to: change), Deals(input, from: change, to: .never))
    claim.count = before.all + after.all
    claim.curveTitle = "won of closed deals, by the version that a deal began under"
    claim.curve = [
      .init(name: "before the change", share: Wilson.share(before.won, of: before.closed)),
      .init(name: "since the change", share: Wilson.share(after.won, of: after.closed)),
    ]
    claim.shortfall = Shortfall.of(min(before.all, after.all), fewest, "deals on the smaller side of the change")
    claim.verdict = claim.shortfall != nil ? .tooFew : isRecent ? .consistent : .differs
    claim.figures = [("days a deal stayed open, of 180, before", before), ("the same since", after)].compactMap {
      let mean = $1.curve.restrictedMean(to: 180)
      guard $1.all > 0 else { return nil }
      let half = Deviate.twoSided95 * mean.error
      return .init(
        name: $0, estimate: Estimate(value: mean.mean, low: mean.mean - half, high: mean.mean + half), unit: .days,
        count: $1.all)
    }
    return claim
  }

  /// Opportunities that began under a version.
  private struct Deals {
    private(set) var (all, closed, won) = (0, 0, 0)
    private var (ended, running): ([Double], [Double]) = ([], [])

    init(_ input: ClaimInput, from: Instant, to: Instant) {
      let (table, asOf) = (input.dataset.opportunities, input.query.asOf)
      input.selection.opportunitySet.forEach { row in
        let created = table.createdAt[row]
        guard created.isKnown, created >= from, created < to else { return }
        let standing = table.standing(row, asOf: asOf)
        guard let seconds = table.lifetime(row, standing: standing, asOf: asOf), seconds >= 0 else { return }
        all += 1
        if standing != .open { closed += 1 }
        if standing == .won { won += 1 }
        let days = Double(seconds) / Double(Instant.day)
        if standing == .open { running.append(days) } else { ended.append(days) }
      }
    }

    var curve: KaplanMeier {
      KaplanMeier(sortedEvents: Sorting.ascending(ended), sortedCensored: Sorting.ascending(running))
    }
  }

  private static let blank = Claim(
    "process-changed", "Changed a sales process within three years",
    published: .init(text: "80 % of firms", value: 0.8), unit: .share, noun: "deals",
    provenance: "told of Avanade; the source was not found",
    method: "the own versions of the process in the last 36 months, with the deals before and since the last change",
    note: "Needs the day from which each version of the process held")
}
