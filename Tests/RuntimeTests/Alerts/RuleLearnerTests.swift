import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Store
import TestKit
import Testing

@testable import Runtime

@Suite("Learned levels")
struct RuleLearnerTests {
  private let rules = DefaultRules.all.filter { $0.id == "response-share" }

  /// Rows whose leads are to be answered within so many seconds.
  private func engine(answerLimit: Int) throws -> Engine {
    let set = try Fixtures.canonical("plain")
    var profile = set.profile
    (profile.responseLimit, profile.responseLimits) = (answerLimit, [:])
    return Engine(dataset: set.dataset, profile: profile)
  }

  private func level(_ learner: RuleLearner, _ present: Instant) throws -> Double? {
    try #require(learner.rules(rules, at: present).first).warn
  }

  @Test("they are kept until a month has passed")
  func kept() throws {
    let (store, present) = (try Store.inMemory(), try Fixtures.canonical("plain").asOf)
    #expect(RuleLearner(store: store).learn(rules, from: try engine(answerLimit: 300), at: present))
    let next = RuleLearner(store: store)
    #expect(!next.learn(rules, from: try engine(answerLimit: 300), at: present.adding(days: 29)))
    #expect(next.learn(rules, from: try engine(answerLimit: 300), at: present.adding(days: 30)))
  }

  @Test("they are learned anew once figures are defined by something else, though their alert is raised")
  func otherDefinition() throws {
    let (store, present) = (try Store.inMemory(), try Fixtures.canonical("plain").asOf)
    RuleLearner(store: store).learn(rules, from: try engine(answerLimit: 300), at: present)
    let learner = RuleLearner(store: store)
    let before = try level(learner, present)
    #expect(learner.learn(rules, from: try engine(answerLimit: 36_000), at: present) { _ in true })
    #expect(try level(learner, present) != before)
    #expect(!learner.learn(rules, from: try engine(answerLimit: 36_000), at: present) { _ in true })
  }
}
