import AlertEngine
import Foundation
import TestKit
import Testing

@testable import Runtime

@Suite("Cases are replayed through the store")
struct AlertReplayTests {
  @Test("each comes out as the reference implementation says, though all but the store is forgotten after every step")
  func fixtures() throws {
    let cases = try AlertCaseFile.read(Data(contentsOf: Fixtures.folder.appending(path: "alerts/cases.json")))
    let replay = try AlertReplay()
    for subject in cases {
      #expect(try replay.outcome(of: subject).difference(from: subject.expected) == nil, "\(subject.name)")
    }
  }

  @Test("cases of one name do not know of each other, and one without steps ends as it began")
  func apart() throws {
    let cases = try AlertCaseFile.read(Data(contentsOf: Fixtures.folder.appending(path: "alerts/cases.json")))
    var (first, second) = (try #require(cases.first), try #require(cases.dropFirst().first))
    second.name = first.name
    let replay = try AlertReplay()
    #expect(try replay.outcome(of: first) == first.expected)
    #expect(try replay.outcome(of: second) == second.expected)
    first.steps = []
    #expect(try replay.outcome(of: first) == AlertOutcome([], end: AlertInstance(first.policy)))
  }
}
