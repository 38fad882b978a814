import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// A figure says what it is out of, and nothing where it has too little behind it.
@Suite struct BasisTests {
  private func text(_ change: (inout Snapshot) -> Void) -> String {
    var snapshot = Sample.snapshot(findings: [])
    change(&snapshot)
    return PlainReport.lines(snapshot).joined(separator: "\n")
  }

  @Test func thoseNeverAnsweredAreSplitByWhetherTheyWereDisqualified() {
    let text = text { $0.readings.response.neverAnsweredDisqualified = 160 }
    #expect(text.contains("169 leads, 160 of them disqualified"))
  }

  @Test func daysThatHardlyAnyDealWasFollowedForAreLeftOut() {
    let text = text {
      $0.readings.close.atRisk = [900, 700, 400, 9, 0]
      $0.readings.close.historyDays = 200
    }
    #expect(text.contains("90 d 13 %   history too short for 180 d"))
    #expect(!text.contains("365 d"))
    #expect(text.contains("wins later than 90 d"))
  }

  @Test func aLongHistoryOfQuickDealsIsNotCalledShort() {
    let text = text {
      $0.readings.close.atRisk = [900, 300, 3, 0, 0]
      $0.readings.close.historyDays = 900
    }
    #expect(text.contains("fewer than 10 deals lasted 90 d"))
    #expect(!text.contains("wins later than 90 d"))
  }

  @Test func fewWinsSayNothingAboutLateOnes() {
    #expect(!text { $0.readings.close.won = 19 }.contains("wins later than"))
  }

  @Test func aShareOfFewRowsIsNotCompared() {
    let text = text {
      $0.readings.process.recentBefore = Share(successes: 20, trials: 29, value: 0.69, low: 0.5, high: 0.8)
    }
    let line = text.split(separator: "\n").first { $0.contains("follow the process") }
    #expect(line?.contains("was") == false)
  }

  @Test func theAverageOfTheCRMSaysWhoseItIs() {
    #expect(text { _ in }.contains("CRM average of won deals says 64 d; it leaves out 1 160 open"))
  }

  @Test func dealsClosedBeforeOpenedHaveTheirOwnReason() {
    let text = text { $0.readings.close.closedBeforeOpened = 3 }
    #expect(text.contains("12 deals without dates, 3 closed before opened: counted, not timed"))
    let alone = self.text {
      $0.readings.close.withoutDates = 0
      $0.readings.close.closedBeforeOpened = 1
    }
    #expect(alone.contains("1 deal closed before opened"))
  }

  @Test func theUsualPaceSaysHowManyWereExpected() {
    var reading = Reading(value: 0.8, count: 50, rows: Array(0..<40))
    reading.expected = 50
    let finding = Sample.finding(Sample.rule("qualified-rate"), reading, .within)
    let words = FigureText(finding: finding, profile: Sample.snapshot().profile)
    #expect(words.outOf == "40 qualified, 50 expected")
  }

  @Test func whereSourcesHaveTheirOwnLimitsTheShortTextLeavesRoomForWhatToDo() {
    var profile = Sample.snapshot().profile
    let finding = Sample.finding(Sample.rule("response-late"), Reading(value: 12, count: 20), .breach(.warning))
    #expect(FigureText(finding: finding, profile: profile).signedLimit == ">5 min")
    profile.responseLimits["partner"] = 600
    #expect(FigureText(finding: finding, profile: profile).signedLimit == ">own")
    #expect(FigureText(finding: finding, profile: profile).limit == "over their limit")
  }
}
