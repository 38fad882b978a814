import Domain
import TestKit
import Testing

@testable import MetricEngine

/// Published figures tested on own rows.
struct ClaimTests {
  private func claims(_ data: Dataset, asOf: Instant) -> [String: Claim] {
    let engine = Engine(dataset: data, profile: SampleProcess.profile)
    return Dictionary(uniqueKeysWithValues: engine.claims(Query(asOf: asOf)).map { ($0.id, $0) })
  }

  /// Leads of last year: so many answered after `minutes`, so many of them qualified.
  private func leads(_ minutes: Int, _ count: Int, qualified: Int) -> [SampleLead] {
    (0..<count).map { index in
      let created = Instant.november(4, 10, index % 50).adding(days: -100)
      return SampleLead(
        created: created, answered: created.adding(Int64(minutes * 60)),
        qualified: index < qualified ? created.adding(days: 3) : .never)
    }
  }

  // MARK: - Answer in five minutes

  @Test("60 of 300 against 10 of 300 is seven times the odds, 3.5 to 13.7")
  func sixtyOfThreeHundredAgainstTen() throws {
    let data = Dataset.leads(leads(4, 300, qualified: 60) + leads(45, 300, qualified: 10))
    let claim = try #require(claims(data, asOf: .noon)["answer-in-5-minutes"])
    #expect(abs((claim.yours?.value ?? 0) - 7.0) < 0.05)
    #expect(abs((claim.yours?.low ?? 0) - 3.5) < 0.05)
    #expect(abs((claim.yours?.high ?? 0) - 13.7) < 0.05)
    #expect(claim.verdict == .differs)
    #expect(claim.count == 600)
    #expect(claim.curve.map(\.share.trials) == [300, 0, 300, 0, 0, 0, 0])
  }

  @Test("with fewer than ten in a group nothing is judged")
  func withFewerThanTenInAGroupNothingIsJudged() throws {
    let data = Dataset.leads(leads(4, 300, qualified: 60) + leads(45, 300, qualified: 9))
    let claim = try #require(claims(data, asOf: .noon)["answer-in-5-minutes"])
    #expect(claim.verdict == .tooFew)
    #expect(claim.shortfall?.hasPrefix("9 of the 10") == true)
  }

  @Test("bands agree with the reference's buckets", arguments: ["plain", "dirty"])
  func bandsAgreeWithTheReferencesBuckets(_ folder: String) throws {
    let set = try Fixtures.canonical(folder)
    let answers = try ReferenceAnswers(folder)
    let claim = try #require(claims(set.dataset, asOf: set.asOf)["answer-in-5-minutes"])
    let buckets = "response_time.speed_to_qualify.buckets"
    guard answers.has(buckets) else { return }
    answers.expect("\(buckets).le5m.k", claim.curve[0].share.successes)
    answers.expect("\(buckets).le5m.n", claim.curve[0].share.trials)
    answers.expect("\(buckets).5m_30m.k", claim.curve[1].share.successes)
    answers.expect("\(buckets).30m_2h.n", claim.curve[2].share.trials + claim.curve[3].share.trials)
    answers.expect("\(buckets).2h_24h.k", claim.curve[4].share.successes)
    answers.expect("\(buckets).gt24h.n", claim.curve[5].share.trials)
    answers.expect("\(buckets).none.n", claim.curve[6].share.trials)
  }

  @Test("following the process against winning agrees with the reference", arguments: ["plain", "dirty"])
  func followingTheProcessAgreesWithTheReference(_ folder: String) throws {
    let set = try Fixtures.canonical(folder)
    let answers = try ReferenceAnswers(folder)
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let claim = try #require(engine.claims(Query(asOf: set.asOf)).first { $0.id == "process-followers-win" })
    answers.expect("process_steps.conform_vs_win.risk_ratio", claim.yours?.value)
    answers.expect("process_steps.conform_vs_win.rr_ci.0", claim.yours?.low)
  }

  // MARK: - What cannot be told

  @Test("without fields a claim names what is missing and says nothing else")
  func withoutFieldsAClaimNamesWhatIsMissing() throws {
    let claims = claims(Dataset(), asOf: .noon)
    #expect(claims.count == 11)
    for claim in claims.values {
      #expect(claim.verdict == .notTestable, "\(claim.id)")
      #expect(claim.yours == nil && !claim.missing.isEmpty, "\(claim.id)")
    }
    #expect(claims["waiting-longer"]?.missing == ["leads.first_touch_at"])
    #expect(claims["process-changed"]?.missing == ["process.from"])
  }

  @Test("a verdict needs the published figure within or without the range")
  func aVerdictNeedsTheRange() {
    var claim = Claim(
      "x", "X", published: .init(text: "80 %", value: 0.8), unit: .share, noun: "deals", provenance: "", method: "",
      note: "")
    claim.judge(Estimate(value: 0.7, low: 0.6, high: 0.8), count: 100)
    #expect(claim.verdict == .consistent)
    claim.judge(Estimate(value: 0.7, low: 0.6, high: 0.79), count: 100)
    #expect(claim.verdict == .differs)
    claim.judge(Estimate(value: 0.7), count: 100)
    #expect(claim.verdict == .tooFew)
    claim.judge(Estimate(value: 0.7, low: 0.6, high: 0.8), count: 5, shortfall: "5 of the 60 deals")
    #expect(claim.verdict == .tooFew)
  }

  // MARK: - Deals

  @Test("dead deals stopped at one touch are counted by deal and by rep")
  func deadDealsStoppedAtOneTouch() throws {
    // given 40 reps with two lost deals each; every second rep touched both once, the others four times
    let deals = (0..<80).map { index in
      SampleDeal(
        created: 100, touches: (index / 2) % 2 == 0 ? [90] : [90, 80, 70, 60], lost: 20, rep: "rep\(index / 2)")
    }
    var data = Dataset.deals(deals)
    data.facts.presentFields.formUnion(["activities.occurred_at", "activities.opportunity_id", "opportunities.rep"])
    let claims = claims(data, asOf: SampleProcess.now)
    let reps = try #require(claims["reps-giving-up"])
    #expect(reps.yours?.value == 0.5 && reps.count == 40 && reps.verdict == .consistent)
    let dead = try #require(claims["deals-given-up"])
    #expect(dead.yours?.value == 0.5 && dead.count == 80)
    // Deals of a rep are alike, so that the range is as wide as that of 40, not of 80.
    let naive = Wilson.share(40, of: 80)
    #expect((dead.yours?.low ?? 1) < (naive.low ?? 0))
  }

  @Test("teams' quarters over half won need thirty closed deals each")
  func teamsQuartersOverHalfWon() throws {
    // given 13 teams that won two of three in one quarter, and one with few deals
    var deals: [SampleDeal] = []
    for team in 0..<13 {
      for index in 0..<30 {
        var deal = SampleDeal(created: 100, team: "team\(team)")
        if index % 3 == 0 { deal.lost = 20 } else { deal.won = 20 }
        deals.append(deal)
      }
    }
    deals += (0..<29).map { _ in SampleDeal(created: 100, lost: 20, team: "small") }
    let claim = try #require(claims(.deals(deals), asOf: SampleProcess.now)["over-half-won"])
    #expect(claim.count == 13 && claim.yours?.value == 1)
    #expect(claim.verdict == .differs)
    #expect(claim.figures.first?.estimate.value == 260.0 / 419)
  }

  @Test("the same seed gives the same ranges")
  func theSameSeedGivesTheSameRanges() throws {
    let set = try Fixtures.canonical("plain")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let query = Query(asOf: set.asOf)
    #expect(engine.claims(query) == engine.claims(query))
    let other = Engine(dataset: set.dataset, profile: set.profile).claims(query, seed: 99)
    #expect(other.map(\.yours?.value) == engine.claims(query).map(\.yours?.value))
  }

  @Test("standing at a past day equals having only what was dated by then", arguments: ["plain", "dirty"])
  func standingAtAPastDayEqualsHavingOnlyThat(_ folder: String) throws {
    let then = CivilDate(year: 2026, month: 3, day: 2).midnightUTC.adding(9 * 3600)
    let (all, past) = (try Fixtures.canonical(folder), try Fixtures.canonical(folder, through: then))
    let travelled = Engine(dataset: all.dataset, profile: all.profile).claims(Query(asOf: then))
    let lived = Engine(dataset: past.dataset, profile: past.profile).claims(Query(asOf: then))
    #expect(travelled.map(\.verdict) == lived.map(\.verdict))
    #expect(travelled.map(\.count) == lived.map(\.count))
    #expect(travelled.map(\.yours?.value) == lived.map(\.yours?.value))
  }

  // MARK: - Curves

  @Test("of buyers watched to the end the shares are plain fractions")
  func ofBuyersWatchedToTheEndTheSharesArePlainFractions() throws {
    // given leads of three years ago that were won after 30, 200 and 500 days, and others never
    var data = Dataset.leads((0..<400).map { _ in SampleLead(created: .noon.adding(days: -1100)) })
    data.facts.presentFields.formUnion([
      "leads.opportunity_id", "opportunities.closed_at", "opportunities.outcome", "opportunities.created_at",
    ])
    let deals = Dataset.deals((0..<100).map { _ in SampleDeal(created: 0) }).opportunities
    data.opportunities = deals
    for row in 0..<100 {
      let days = row < 50 ? 30 : row < 80 ? 200 : 500
      data.opportunities.createdAt[row] = .noon.adding(days: -1100)
      data.opportunities.closedAt[row] = .noon.adding(days: -1100 + days)
      data.opportunities.outcome[row] = .won
      data.leads.opportunity[row] = Int32(row)
    }
    for dimension in Domain.Dimension.allCases where data.vocabularies[dimension] == nil {
      data.vocabularies[dimension] = Vocabulary()
    }
    data.vocabularies[.currency] = Vocabulary(names: ["EUR"])
    let claims = claims(data, asOf: .noon)
    let soon = try #require(claims["not-bought-in-3-months"])
    let late = try #require(claims["bought-after-12-months"])
    #expect(abs((soon.yours?.value ?? 0) - 0.5) < 1e-12 && soon.count == 100)
    #expect(abs((late.yours?.value ?? 0) - 0.2) < 1e-12 && late.verdict == .consistent)
    #expect((soon.yours?.low ?? 1) < 0.45 && (soon.yours?.low ?? 0) > 0.35)
    #expect(abs((soon.figures.first?.estimate.value ?? 0) - 350.0 / 400) < 1e-12)
  }
}
