import Domain
import Testing

@testable import MetricEngine

/// The defined process: several versions, optional stages, listed jumps, stages in which the customer is met
/// (statistics.md section 6, "Process steps").
struct ProcessVersionTests {
  private let stages = ["Discovery", "Demo", "Proposal"]

  private func process(_ stages: [String]) -> SalesProcess {
    SalesProcess(stages: stages, won: ["Won"], lost: ["Lost"], assumed: false)
  }

  private func reading(_ versions: [DatedProcess], _ deals: [SampleDeal], pipeline: String = "") -> ProcessReading {
    var profile = SampleProcess.profile
    profile.processVersions = versions
    var data = Dataset.deals(deals)
    let code = data.vocabularies[.pipeline, default: Vocabulary()].code(for: pipeline)
    for row in data.opportunities.pipeline.indices { data.opportunities.pipeline[row] = code }
    return Engine(dataset: data, profile: profile).process()
  }

  private func deal(_ path: [String], created: Double = 50, won: Bool = false) -> SampleDeal {
    let visits = path.enumerated().map { (stage: $1, days: created - Double($0)) }
    return SampleDeal(created: created, path: visits, won: won ? 1 : nil)
  }

  @Test("passing over an optional stage is no deviation and costs nothing")
  func optionalStagesMayBePassedOver() {
    let version = DatedProcess(process: process(stages), optional: ["demo"])
    let skipped = reading([version], [deal(["Discovery", "Proposal", "Won"], won: true)])
    #expect(skipped.conforming.successes == 1)
    #expect(skipped.moves.maximum == 0)
    let visited = reading([version], [deal(["Discovery", "Demo", "Proposal", "Won"], won: true)])
    #expect(visited.conforming.successes == 1)
    #expect(visited.moves.maximum == 0)
  }

  @Test("a listed jump is no deviation, another way round the same stage is one")
  func listedJumpsAreNoDeviation() {
    let version = DatedProcess(process: process(stages), jumps: [["Discovery", "Proposal"]])
    #expect(reading([version], [deal(["Discovery", "Proposal", "Won"], won: true)]).moves.maximum == 0)
    #expect(reading([version], [deal(["Discovery", "Proposal"])]).conforming.successes == 1)
    let other = reading([version], [deal(["Proposal", "Won"], won: true)])
    #expect(other.conforming.successes == 0)
    #expect(other.skippedStages == 2)
  }

  @Test("a listed way back is neither a move back nor rework")
  func listedWaysBackAreNoDeviation() {
    let version = DatedProcess(process: process(stages), jumps: [["Proposal", "Demo"]])
    let path = ["Discovery", "Demo", "Proposal", "Demo", "Proposal", "Won"]
    let reading = reading([version], [deal(path, won: true)])
    #expect((reading.withBackward, reading.withRework, reading.conforming.successes) == (0, 0, 1))
    #expect(reading.moves.maximum == 0)
  }

  @Test("each opportunity is judged by the version in force when it was created")
  func versionInForceAtCreationJudges() {
    let change = CivilDate(year: 2026, month: 6, day: 1)
    let versions = [
      DatedProcess(process: process(stages)), DatedProcess(from: change, process: process(["Discovery", "Proposal"])),
    ]
    let path = ["Discovery", "Proposal"]
    #expect(reading(versions, [deal(path, created: 60)]).conforming.successes == 0)
    #expect(reading(versions, [deal(path, created: 10)]).conforming.successes == 1)
    // The demo of the first version is a name that the second does not know.
    #expect(reading(versions, [deal(["Discovery", "Demo"], created: 10)]).withOther == 1)
  }

  @Test("a pipeline's own version goes before the one for all")
  func pipelinesHaveTheirOwnVersion() {
    let versions = [
      DatedProcess(process: process(stages)),
      DatedProcess(pipeline: "Renewals", process: process(["Discovery", "Proposal"])),
    ]
    let path = ["Discovery", "Proposal"]
    #expect(reading(versions, [deal(path)], pipeline: "renewals").conforming.successes == 1)
    #expect(reading(versions, [deal(path)], pipeline: "New").conforming.successes == 0)
  }

  @Test("the cost is the steps to put in or take out")
  func costCountsStepsToPutInOrTakeOut() {
    let version = DatedProcess(process: process(stages))
    func moves(_ path: [String]) -> Double? { reading([version], [deal(path, won: true)]).moves.maximum }
    #expect(moves(["Discovery", "Demo", "Proposal", "Won"]) == 0)
    #expect(moves(["Discovery", "Proposal", "Won"]) == 1)
    #expect(moves(["Discovery", "Demo", "Discovery", "Proposal", "Won"]) == 1)
    #expect(moves(["Elsewhere"]) == 3)
  }

  @Test("customer-facing stages left without a meeting are counted with their money")
  func customerFacingStagesNeedAMeeting() {
    let version = DatedProcess(process: process(stages), customerFacing: ["Demo"])
    func withoutMeeting(_ kind: String) -> StageReading {
      var profile = SampleProcess.profile
      profile.processVersions = [version]
      let path: [(stage: String, days: Double)] = [("Discovery", 20), ("Demo", 15), ("Proposal", 10)]
      var data = Dataset.deals([SampleDeal(created: 20, path: path, touches: [12], amount: 700)])
      data.activities.kind[0] = data.activityKinds.code(for: kind)
      return Engine(dataset: data, profile: profile).process().stages[1]
    }
    #expect(withoutMeeting("call").withoutMeeting == 1)
    #expect(withoutMeeting("call").withoutMeetingMoney.amounts == [Money(hundredths: 700, currency: "EUR")])
    #expect(withoutMeeting("Meeting").withoutMeeting == 0)
    #expect(Engine.over([deal(["Demo"])]).process().stages[1].withoutMeeting == nil)
  }
}
