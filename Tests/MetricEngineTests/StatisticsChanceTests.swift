import Foundation
import Testing

@testable import MetricEngine

/// Counts, shares under repeated looks, and curves of rows that entered late. Numbers are those of scipy and lifelines.
struct StatisticsChanceTests {
  @Test("counts beyond Poisson have fatter tails")
  func countsBeyondPoissonHaveFatterTails() {
    let spread = NegativeBinomial(mean: 10, alpha: 0.3)
    #expect(isNear(spread.atLeast(18), 0.12042901542441423, 1e-10))
    #expect(isNear(spread.atMost(18), 0.9004014373566992, 1e-10))
    #expect(isNear(spread.atMost(2), 0.0744386948424217, 1e-10))
    #expect(isNear(NegativeBinomial(mean: 100, alpha: 0.05).atLeast(160), 0.015298835121196721, 1e-10))
    let poisson = NegativeBinomial(mean: 10, alpha: 0)
    #expect(isNear(poisson.atLeast(18), 0.014277613597049663, 1e-10))
    #expect(isNear(poisson.atMost(4), 0.029252688076961124, 1e-10))
    #expect(spread.variance == 40)
  }

  @Test("the two tails of a count overlap in the count alone", arguments: [0.0, 0.01, 0.5, 3])
  func theTwoTailsOfACountOverlapInTheCountAlone(_ alpha: Double) {
    let count = NegativeBinomial(mean: 6, alpha: alpha)
    for k in 0..<30 { #expect(isNear(count.atLeast(k + 1) + count.atMost(k), 1, 1e-11)) }
    #expect(NegativeBinomial(mean: 0, alpha: alpha).atLeast(1) == 0)
    #expect(NegativeBinomial(mean: -3, alpha: alpha).atMost(0) == 1)
  }

  @Test("a share may be looked at every day")
  func aShareMayBeLookedAtEveryDay() {
    #expect(isNear(AnytimeProportion.logE(30, of: 100, target: 0.5), 6.05750189819689, 1e-10))
    #expect(isNear(AnytimeProportion.logE(50, of: 100, target: 0.5), -2.0842441128641553, 1e-10))
    #expect(isNear(AnytimeProportion.logE(0, of: 40, target: 0.1), 0.5008485596087437, 1e-10))
    #expect(AnytimeProportion.differs(30, of: 100, target: 0.5))
    #expect(!AnytimeProportion.differs(50, of: 100, target: 0.5))
    #expect(AnytimeProportion.logE(0, of: 0, target: 0.5) == nil)
    #expect(AnytimeProportion.logE(1, of: 2, target: 1) == nil)
  }

  @Test("looking every day raises few false alarms")
  func lookingEveryDayRaisesFewFalseAlarms() {
    var dice = Dice(seed: 11)
    var alarms = 0
    for _ in 0..<300 {
      var successes = 0
      var raised = false
      for trial in 1...400 {
        if dice.next(5) == 0 { successes += 1 }
        raised = raised || AnytimeProportion.differs(successes, of: trial, target: 0.2)
      }
      if raised { alarms += 1 }
    }
    #expect(alarms <= 15)
  }

  @Test("shares of few trials are drawn to the mean, of many hardly")
  func sharesOfFewTrialsAreDrawnToTheMeanOfManyHardly() throws {
    let shares = try #require(ShrunkenShares([(90, 100), (10, 100), (5, 10), (50, 100)]))
    #expect(isNear(shares.mean, 0.5))
    #expect(abs(shares.share(10, of: 10) - 0.5) < abs(shares.share(100, of: 100) - 0.5))
    #expect(shares.share(100, of: 100) < 1 && shares.share(0, of: 0) == 0.5)
    let (a, b) = (try #require(shares.a), try #require(shares.b))
    #expect(isNear(shares.share(9, of: 12), (9 + a) / (12 + a + b)))
  }

  @Test("the prior is the spread between elements beyond chance")
  func thePriorIsTheSpreadBetweenElementsBeyondChance() throws {
    // Two of 100 with 0.6 and 0.4: between 2, within 48/198, size 100, correlation (2 - w)/(2 + 99w).
    let within = 48.0 / 198
    let correlation = (2 - within) / (2 + 99 * within)
    let shares = try #require(ShrunkenShares([(60, 100), (40, 100)]))
    #expect(isNear(shares.weight, 1 / correlation - 1))
  }

  @Test("elements that do not differ are all the mean")
  func elementsThatDoNotDifferAreAllTheMean() {
    let same = ShrunkenShares([(20, 100), (20, 100), (21, 100)])
    #expect(same?.weight == nil)
    #expect(same?.share(90, of: 100) == same?.mean)
    #expect(ShrunkenShares([(1, 2)])?.weight == nil)
    #expect(ShrunkenShares([]) == nil && ShrunkenShares([(0, 0)]) == nil)
  }

  @Test("rows that entered late count only after their entry")
  func rowsThatEnteredLateCountOnlyAfterTheirEntry() {
    let sample = LogRankSample.self
    let late = LeftTruncatedSurvival(exits: sample.exits, events: sample.events, entries: sample.entries)
    #expect(isNear(late.survival(at: 3), 0.875))
    #expect(isNear(late.survival(at: 8), 0.64453125))
    #expect(isNear(late.survival(at: 12), 0.4438612196180559))
    #expect(isNear(late.survival(at: 20), 0.27622504723018354))
    #expect(isNear(late.band(at: 8)?.low, 0.3361534336386968))
    #expect(isNear(late.band(at: 20)?.high, 0.4458826141218082))
    #expect(late.curve.quantile(0.5) == 11)
    #expect(late.curve.quantileBand(0.5) == (2, 15))
    #expect(late.curve.quantile(0.25) == 5 && late.curve.quantile(0.75) == 22 && late.curve.quantile(0.9) == 24)
    #expect(late.curve.events == 28 && late.curve.censored == 12)
  }

  @Test("nothing is known before the first row was seen")
  func nothingIsKnownBeforeTheFirstRowWasSeen() {
    let late = LeftTruncatedSurvival(
      exits: [50, 60, 70, 80], events: [true, false, true, true], entries: [40, 45, 48, 50])
    #expect(late.survival(at: 30) == nil && late.band(at: 30) == nil)
    #expect(late.survival(at: 45) == 1)
    #expect(isNear(late.survival(at: 55), 2.0 / 3))
    #expect(isNear(late.band(at: 75)?.low, 0.008961628330979068))
    #expect(late.curve.quantileBand(0.5) == (50, 80))
    let none = LeftTruncatedSurvival(exits: [], events: [], entries: [])
    #expect(none.survival(at: 1) == nil && none.firstSeen == nil)
  }

  @Test("rows entering at the very first time are at risk at it")
  func rowsEnteringAtTheVeryFirstTimeAreAtRiskAtIt() {
    let late = LeftTruncatedSurvival(
      exits: [0, 0, 3, 4, 5], events: [true, false, true, false, true], entries: [0, 0, 0, 3, 1])
    #expect(isNear(late.survival(at: 0), 2.0 / 3))
    #expect(isNear(late.survival(at: 4.5), 1.0 / 3))
  }

  @Test("with everybody there from the start it is the plain curve")
  func withEverybodyThereFromTheStartItIsThePlainCurve() {
    let plain = KaplanMeier(durations: LogRankSample.exits, events: LogRankSample.events)
    let late = LeftTruncatedSurvival(
      exits: LogRankSample.exits, events: LogRankSample.events, entries: LogRankSample.exits.map { _ in 0 })
    #expect(late.curve == plain)
  }

  @Test("the error of the restricted mean is that of its formula")
  func theErrorOfTheRestrictedMeanIsThatOfItsFormula() {
    let times: [Double] = [
      45, 22, 24, 33, 57, 51, 4, 21, 10, 45, 45, 36, 52, 31, 38, 38, 39, 29, 22, 7, 37, 53, 21, 58, 36, 50, 50, 21, 3,
      38,
    ]
    let events = "010101011000010100101001000011".map { $0 == "1" }
    let mean = KaplanMeier(durations: times, events: events).restrictedMean(to: 40)
    #expect(isNear(mean.mean, 34.581956097974405))
    #expect(isNear(mean.error, 1.8302268473748404))
  }
}
