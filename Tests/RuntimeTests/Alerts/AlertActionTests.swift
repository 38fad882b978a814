import AlertEngine
import Domain
import TestKit
import Testing

@testable import Runtime
@testable import Store

@Suite("What people do about alerts")
struct AlertActionTests {
  private let stage: AlertStage

  init() throws {
    stage = try AlertStage { $0 < hour(12) ? 15 : 30 }
    try stage.run(try stage.memory(), until: hour(0))
  }

  private func act(_ action: AlertAction, _ memory: AlertMemory, at now: Instant) throws -> AlertMemory.Deed {
    try #require(try memory.act(action, on: share, at: now))
  }

  @Test("whoever acknowledges is remembered, and another screen knows at once")
  func acknowledged() throws {
    let (mine, other) = (try stage.memory(actor: "ann"), try stage.memory(actor: "bob"))
    let deed = try act(.acknowledge(note: "on it", due: hour(9)), mine, at: hour(0))
    #expect(deed.events == [.acknowledged])
    #expect(other.book.instances[share]?.display == .firing)
    #expect(other.reload() && other.book.instances[share]?.acknowledgement?.by == "ann")
    let line = try #require(other.view.log[share]?.first)
    #expect(line.event == "acknowledged" && line.actor == "ann" && line.note == "on it" && line.until == hour(9))
  }

  @Test("what is done while hours are still missing does not keep them from being made up for")
  func duringCatchUp() throws {
    let memory = try stage.memory()
    _ = try act(.snooze(until: hour(40), reason: "fair"), memory, at: hour(20).adding(1_800))
    try stage.run(memory, until: hour(20))
    #expect(try stage.said(memory).suffix(2) == ["snoozed 20", "resolved 14"])
  }

  @Test("what cannot be done changes nothing and is not written down")
  func vain() throws {
    let memory = try stage.memory()
    try stage.run(memory, until: hour(20))
    let before = try stage.said(memory)
    #expect(try act(.acknowledge(), memory, at: hour(20)).events == [])
    #expect(try act(.unsnooze, memory, at: hour(20)).events == [])
    #expect(try memory.act(.unsnooze, on: AlertKey(rule: "none"), at: hour(20)) == nil)
    #expect(try stage.said(memory) == before)
  }

  @Test("taking it back restores the alert as it was, and the log says so")
  func undone() throws {
    let memory = try stage.memory()
    let before = memory.book
    let deed = try act(.acknowledge(), memory, at: hour(0))
    #expect(try memory.undo(deed, at: hour(0)))
    #expect(memory.book == before)
    #expect(try stage.memory().book == before)
    #expect(try stage.said(memory).suffix(2) == ["acknowledged 0", "undone 0"])
  }

  @Test("an hour that was judged since stays; what somebody else did since is not undone")
  func undoneLater() throws {
    let memory = try stage.memory()
    let first = try act(.acknowledge(), memory, at: hour(0))
    try stage.run(memory, until: hour(1))
    #expect(try memory.undo(first, at: hour(1)))
    #expect(memory.book.instances[share]?.acknowledgement == nil && memory.book.lastTick == hour(1))
    let second = try act(.snooze(until: hour(30)), memory, at: hour(1))
    _ = try act(.acknowledge(), try stage.memory(actor: "bob"), at: hour(1))
    #expect(try !memory.undo(second, at: hour(1)))
    #expect(memory.book.instances[share]?.snooze != nil)
  }

  @Test("the desk forgets what can be taken back after ten seconds")
  func tenSeconds() throws {
    let desk = AlertDesk(try stage.memory(), measuring: measuring(stage.value))
    desk.take(stage.job(hour(0)), between: {}, done: {})
    #expect(desk.act(.acknowledge(), on: share, at: hour(0)).told != nil)
    #expect(desk.undo(share, at: hour(0).adding(11)).refusal != nil)
    #expect(desk.act(.snooze(until: hour(9)), on: share, at: hour(0)).told != nil)
    #expect(desk.undo(share, at: hour(0).adding(10)).told == "undone")
    #expect(desk.undo(share, at: hour(0).adding(10)).refusal != nil)
  }

  @Test("a remark can be taken back, which leaves what was done before it")
  func remark() throws {
    let memory = try stage.memory()
    let desk = AlertDesk(memory, measuring: measuring(stage.value))
    desk.take(stage.job(hour(0)), between: {}, done: {})
    #expect(desk.act(.acknowledge(), on: share, at: hour(0)).told != nil)
    #expect(desk.note("fair", on: share, at: hour(0)).told == "note kept")
    #expect(desk.undo(share, at: hour(0)).told == "undone")
    #expect(memory.book.instances[share]?.acknowledgement != nil)
    #expect(memory.view.log[share]?.prefix(2).map(\.event) == ["undone", "noted"])
    #expect(memory.view.log[share]?.prefix(2).map(\.note) == ["fair", "fair"])
    #expect(desk.note("fair", on: AlertKey(rule: "none"), at: hour(0)).refusal?.contains("none") == true)
  }

  @Test("who asks for what cannot be done is told why, which is no failure")
  func refused() throws {
    let memory = try stage.memory()
    let desk = AlertDesk(memory, measuring: measuring(stage.value))
    desk.take(stage.job(hour(20)), between: {}, done: {})
    try stage.run(memory, until: hour(20))
    let refusal = desk.act(.acknowledge(), on: share, at: hour(20)).refusal
    #expect(refusal == "not acknowledged: it does not fire any more")
  }

  @Test("two programs at once neither lose nor double anything")
  func together() async throws {
    let stage = try AlertStage(value: { $0.seconds / 14_400 % 2 == 0 ? 15 : 30 })
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in ["ann", "bob"] {
        group.addTask {
          let memory = try stage.memory(actor: name)
          for now in 0...16 {
            try stage.run(memory, until: hour(Int64(now)))
            _ = try memory.note("\(now)", on: share, at: hour(Int64(now)))
          }
        }
      }
      try await group.waitForAll()
    }
    let alone = try AlertStage(value: stage.value)
    let memory = try alone.memory()
    for now in 0...16 { try alone.run(memory, until: hour(Int64(now))) }
    let said = try stage.said(stage.memory())
    #expect(said.filter { !$0.hasPrefix("noted") } == (try alone.said(memory)))
    #expect(said.count { $0.hasPrefix("noted") } == 34)
  }
}

@Suite("Where alerts cannot be written down")
struct AlertStorageTests {
  @Test("they are remembered in memory, and one line says so")
  func readOnly() throws {
    let stage = try AlertStage() { _ in 15 }
    try stage.run(try stage.memory(), until: hour(0))
    let store = try Store.open(path: stage.sandbox.path("alerts.sqlite"))
    let memory = AlertMemory(store: store, actor: "ann")
    try store.writing {
      try $0.run("CREATE TRIGGER stop BEFORE INSERT ON alerts BEGIN SELECT RAISE(ABORT, 'stop'); END")
    }
    try stage.run(memory, until: hour(1))
    #expect(memory.book.lastTick == hour(1) && memory.book.instances[share]?.severity == .warning)
    #expect(memory.notice?.contains("in memory only") == true)
    _ = try memory.act(.acknowledge(), on: share, at: hour(1))
    #expect(memory.book.instances[share]?.display == .acknowledged)
    #expect(try stage.memory().book.lastTick == hour(0))
  }
}
