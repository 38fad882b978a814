import Domain
import Foundation
import TestKit
import Testing

@testable import AlertEngine

@Suite("Cases of the reference implementation")
struct CaseTests {
  private func outcome(of subject: AlertCase) throws -> AlertOutcome {
    var instance = AlertInstance(subject.policy)
    let said = subject.steps.map { step in (at: step.at, events: instance.take(step.input, at: step.at)) }
    return AlertOutcome(said, end: instance)
  }

  @Test("each comes out event for event")
  func fixtures() throws {
    let cases = try AlertCaseFile.read(Data(contentsOf: Fixtures.folder.appending(path: "alerts/cases.json")))
    #expect(cases.count == 60)
    for subject in cases {
      #expect(try outcome(of: subject).difference(from: subject.expected) == nil, "\(subject.name)")
    }
    let seen = Set(cases.flatMap(\.expected.moments).flatMap(\.events))
    let never: Set<AlertEvent> = [
      .raisedWhenDue, .ruleChanged, .definitionChanged, .ignoredOutOfOrder, .noted, .undone,
    ]
    #expect(seen == Set(AlertEvent.allCases.filter { !never.contains($0) }.map(\.rawValue)))
  }

  private static let fine =
    #"{"name":"a","spec":{"warn":20,"min_n":0,"gate":false},"steps":[{"t":60,"value":15}],"#
    + #""expect":{"events":[{"t":60,"events":["fired_warn"]}],"state":"firing","severity":"warn","flapping":false}}"#

  private func read(_ subject: String) throws -> [AlertCase] {
    try AlertCaseFile.read(Data("{\"cases\":[\(subject)]}".utf8))
  }

  @Test("what a file leaves out is as usual")
  func defaults() throws {
    let subject = try #require(try read(Self.fine).first)
    #expect(
      subject.policy.direction == .below && subject.policy.staleAfter == 129_600 && subject.policy.flapRaises == 4)
    #expect(try outcome(of: subject) == subject.expected)
  }

  @Test(
    "the first difference is told in words",
    arguments: [
      ("fired_warn", "fired_crit", "expected fired_crit at 60, found fired_warn at 60"),
      (#"[{"t":60,"events":["fired_warn"]}]"#, "[]", "expected nothing more, found fired_warn at 60"),
      (#""state":"firing""#, #""state":"inactive""#, "state at the end: expected inactive, found firing"),
      (#""severity":"warn""#, #""severity":null"#, "severity at the end: expected none, found warn"),
      (#""flapping":false"#, #""flapping":true"#, "flapping at the end: expected true, found false"),
    ])
  func differences(text: String, other: String, words: String) throws {
    let subject = try #require(try read(Self.fine.replacing(text, with: other)).first)
    #expect(try outcome(of: subject).difference(from: subject.expected) == words)
  }

  @Test(
    "what cannot be read is told with its place and what was expected",
    arguments: [
      (#""t":60,"value""#, #""t":"x","value""#, "cases[0].steps[0].t: expected a whole number"),
      (#""t":60,"value""#, #""value""#, "cases[0].steps[0].t: expected here, but missing"),
      (
        #""value":15"#, #""do":"nap""#,
        "cases[0].steps[0].do: expected one of ack, snooze, unsnooze, restart, found nap"
      ),
      (#""t":60,"value""#, #""t":1.5,"value""#, "cases[0].steps[0].t: expected a whole number, found 1.5"),
      (#""warn":20"#, #""for_s":1e30"#, "cases[0].spec.for_s: expected a whole number, found 1e+30"),
      (#""warn":20"#, #""warn":"low""#, "cases[0].spec.warn: expected a number"),
      (#""gate":false"#, #""direction":"up""#, "cases[0].spec.direction: expected above or below, found up"),
      (#"[{"t":60,"value":15}]"#, "7", "cases[0].steps: expected a list"),
      (#""expect":{"#, #""was":{"#, "cases[0].expect: expected here, but missing"),
      (#""name":"a""#, #""name":null"#, "cases[0].name: expected text, found null"),
    ])
  func malformed(text: String, other: String, words: String) {
    let error = #expect(throws: AlertCaseProblem.self) { try read(Self.fine.replacing(text, with: other)) }
    #expect(error?.description == words)
  }

  @Test("a file that holds something else is told so")
  func otherJSON() {
    let error = #expect(throws: AlertCaseProblem.self) { try AlertCaseFile.read(Data("[]".utf8)) }
    #expect(error?.description == "top level: expected an object")
  }

  @Test("broken JSON is told with line and column")
  func brokenJSON() {
    let error = #expect(throws: AlertCaseProblem.self) { try AlertCaseFile.read(Data("{\"cases\":\n [,]}".utf8)) }
    #expect(error?.place == "line 2, column 3" && error?.message.hasPrefix("expected JSON") == true)
  }
}
