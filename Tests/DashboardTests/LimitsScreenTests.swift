import AlertEngine
import Cells
import Domain
import Foundation
import TestKit
import Testing

@testable import Dashboard

@Suite("The limits of a rule")
struct LimitsScreenTests {
  private let sizes = [(80, 24), (160, 48), (220, 60)]

  private func opened(_ width: Int = 160, _ height: Int = 48) throws -> Model {
    var model = Sample.model(width, height)
    let rule = try #require(model.snapshot?.findings.first { $0.id == "response-share" }?.rule)
    let effects = model.push(.limits(LimitsState(rule)))
    guard case .ruleHistory(let asked, let request)? = effects.first else {
      Issue.record("nothing was asked: \(effects)")
      return model
    }
    #expect(asked == rule)
    _ = update(&model, .ruleHistory(Sample.ruleHistory(), request: request))
    return model
  }

  private func press(_ key: Key, _ model: inout Model) -> [Effect] { update(&model, .event(.key(key))) }

  private func state(_ model: Model) throws -> LimitsState {
    guard case .limits(let state) = model.screen else { throw NotThere() }
    return state
  }

  private struct NotThere: Error {}

  @Test("looks as kept", arguments: [0, 1, 2])
  func looks(_ size: Int) throws {
    var model = try opened(sizes[size].0, sizes[size].1)
    _ = press(.up, &model)
    Golden.expect(Sample.text(model), "limits-\(sizes[size].0)x\(sizes[size].1)")
  }

  @Test("E opens those of the first rule about the panel in view")
  func opens() {
    var model = Sample.model(160, 48)
    _ = press(.character("E"), &model)
    guard case .limits(let state) = model.screen else {
      Issue.record("not opened")
      return
    }
    #expect(!state.rule.isItem)
  }

  @Test("moving a level says at once how often it would have fired")
  func moving() throws {
    var model = try opened()
    let before = try #require(try state(model).past?.episodes.count)
    for _ in 0..<3 { _ = press(.pageDown, &model) }
    let state = try state(model)
    #expect(state.levels.warn < state.rule.warn)
    #expect(state.past?.episodes.count != before)
    #expect(state.past == Backtest(AlertPolicy(state.levels.applied(to: state.rule)), over: Sample.ruleHistory()))
    #expect(Sample.text(model).contains("not saved"))
  }

  @Test("levels stay round, and a critical level further out than the warning")
  func sensible() throws {
    var model = try opened()
    for _ in 0..<7 { _ = press(.up, &model) }
    let warn = try state(model).levels.warn
    #expect(warn == (warn * 100).rounded() / 100)
    _ = press(.tab, &model)
    for _ in 0..<200 { _ = press(.up, &model) }
    let levels = try state(model).levels
    #expect(try #require(levels.critical) < levels.warn)
    for _ in 0..<200 { _ = press(.down, &model) }
    #expect(try #require(try state(model).levels.critical) >= 0)
  }

  @Test("the suggested levels are taken with a key and are quiet")
  func suggestion() throws {
    var model = try opened()
    _ = press(.character("v"), &model)
    let state = try state(model)
    #expect(state.levels == state.suggested?.levels)
    #expect((state.past?.episodes.count ?? 99) <= 2)
  }

  @Test("saving writes the levels once, and nothing where nothing moved")
  func saving() throws {
    var model = try opened()
    #expect(press(.control("s"), &model).isEmpty)
    _ = press(.down, &model)
    #expect(press(.enter, &model).isEmpty, "Enter writes nothing")
    let state = try state(model)
    #expect(press(.control("s"), &model) == [.saveLevels(state.rule, state.levels)])
    #expect(press(.control("s"), &model).isEmpty)
  }

  @Test("days are read out one by one")
  func reading() throws {
    var model = try opened()
    _ = press(.home, &model)
    #expect(try state(model).day == 0)
    _ = press(.left, &model)
    _ = press(.right, &model)
    #expect(try state(model).day == 1)
  }

  @Test("an answer to another question changes nothing")
  func stale() throws {
    var model = Sample.model(160, 48)
    let rule = try #require(model.snapshot?.findings.first?.rule)
    _ = model.push(.limits(LimitsState(rule)))
    _ = update(&model, .ruleHistory(Sample.ruleHistory(), request: -1))
    #expect(try state(model).series == nil)
    #expect(Sample.text(model).contains("measuring"))
  }
}
