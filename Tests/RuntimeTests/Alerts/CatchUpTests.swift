import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Store
import TestKit
import Testing

@testable import Runtime

@Suite("Missed hours are made up for")
struct CatchUpTests {
  @Test("a definition that somebody changed is on record once, and the board has it")
  func definitions() throws {
    var stage = try AlertStage { _ in 30 }
    try stage.run(try stage.memory(), until: hour(0))
    stage.loaded.engine = Engine(dataset: stage.loaded.engine.dataset, profile: slower(stage.loaded.engine.profile))
    for now in [1, 2] { try stage.run(try stage.memory(actor: "bob"), until: hour(Int64(now))) }
    let changes = try stage.memory().history().filter { $0.line.event == "definition_changed" }
    #expect(changes.map(\.line.note) == ["answer limit: 5 min -> 10 min"])
    #expect(changes.map(\.line.actor) == ["bob"])
    #expect(try stage.memory().view.definitions == changes.map(\.line))
  }

  private func slower(_ profile: Profile) -> Profile {
    var profile = profile
    profile.responseLimit = 600
    return profile
  }

  @Test("a breach that lasts fires once, however often the program starts")
  func restart() throws {
    let stage = try AlertStage { $0 >= hour(5) ? 15 : 30 }
    for now: Int64 in [4, 5, 6, 6, 7, 8, 9, 30] { try stage.run(try stage.memory(), until: hour(now)) }
    #expect(try stage.said(stage.memory()) == ["fired_warn 7"])
    #expect(try stage.memory().book.instances[share]?.display == .firing)
  }

  @Test("hours that were missed come out as if the program had run", arguments: 0..<30 as Range<UInt64>)
  func missed(seed: UInt64) throws {
    let walk = walk(seed)
    let (live, paused) = (try AlertStage(value: walk), try AlertStage(value: walk))
    let memory = try live.memory()
    for now in 0...160 { try live.run(memory, until: hour(Int64(now))) }
    var chance = SplitMix64(seed: seed)
    var now: Int64 = 0
    try paused.run(try paused.memory(), until: hour(now))
    while now < 160 {
      now = min(160, now + Int64.random(in: 1...47, using: &chance))
      try paused.run(try paused.memory(), until: hour(now))
    }
    #expect(try live.said(live.memory()) == paused.said(paused.memory()))
    #expect(try live.memory().book == paused.memory().book)
  }

  /// A value that wanders about the levels and is missing now and then, the same for a seed.
  private func walk(_ seed: UInt64) -> @Sendable (Instant) -> Double? {
    var chance = SplitMix64(seed: seed &+ 7)
    var value = 22.0
    var values: [Instant: Double] = [:]
    for step in -800...200 {
      value = min(40, max(0, value + Double.random(in: -4...4, using: &chance)))
      if Int.random(in: 0..<8, using: &chance) > 0 { values[hour(Int64(step))] = value }
    }
    return { [values] in values[$0] }
  }

  @Test("without memory four weeks are looked at: a breach that has lasted is firing at once")
  func firstStart() throws {
    let stage = try AlertStage([figureRule(hold: 172_800)]) { $0 >= hour(-400) ? 15 : 30 }
    try stage.run(try stage.memory(), until: hour(0))
    let instance = try #require(try stage.memory().book.instances[share])
    #expect(instance.display == .firing && instance.lastTick == hour(0))
    #expect(instance.firedAt.map { $0 < hour(-300) } == true)
  }

  @Test("a feed that has gone quiet is no data: nothing fires, nothing resolves")
  func stale() throws {
    let stage = try AlertStage { $0 >= hour(2_300) ? 15 : 30 }
    let memory = try stage.memory()
    // the last event is that of hour 2400
    try stage.run(memory, until: hour(2_420))
    #expect(memory.book.instances[share]?.severity == .warning && memory.book.instances[share]?.gap == nil)
    try stage.run(memory, until: hour(2_500))
    #expect(memory.book.instances[share]?.severity == .warning && memory.book.instances[share]?.gap != nil)
  }

  @Test("where the present stands still, rows that changed are judged at the same hour again")
  func standingStill() throws {
    let stage = try AlertStage { _ in 30 }
    let worse = try AlertStage { _ in 5 }
    let memory = try stage.memory()
    let rule = figureRule(hold: 0)
    var job = stage.job(hour(0), rules: [rule])
    job.loaded.present = Present(fixed: hour(0), origin: .settings)
    try AlertCatchUp(memory, measuring: measuring(stage.value)).run(job)
    #expect(memory.book.instances[share]?.severity == .ok)
    try AlertCatchUp(memory, measuring: measuring(worse.value)).run(job)
    #expect(memory.book.instances[share]?.severity == .critical)
    try AlertCatchUp(memory, measuring: measuring(worse.value)).run(job)
    #expect(try stage.said(memory) == ["fired_crit 0"])
  }

  @Test("rows that some program has judged at the same hour are not judged again")
  func judgedElsewhere() throws {
    let stage = try AlertStage { _ in 30 }
    var job = stage.job(hour(0), rules: [figureRule(hold: 0)])
    job.loaded.present = Present(fixed: hour(0), origin: .settings)
    for (rows, value, severity) in [("a", 30.0, Severity.ok), ("a", 5, .ok), ("b", 5, .critical)] {
      job.loaded.identity = rows
      let memory = try stage.memory()
      try AlertCatchUp(memory, measuring: measuring { _ in value }).run(job)
      #expect(memory.book.instances[share]?.severity == severity, "\(rows) \(value)")
    }
  }

  @Test("an instant of one's choice that has not come yet leaves no trace")
  func ahead() throws {
    let stage = try AlertStage { _ in 5 }
    let memory = try stage.memory()
    var job = stage.job(hour(0))
    job = AlertJob(stage.loaded.standing(at: hour(100_000), .chosen), rules: stage.rules, now: hour(0))
    #expect(try !AlertCatchUp(memory, measuring: measuring(stage.value)).run(job))
    #expect(memory.book == AlertBook())
  }

  @Test("what lies before what is remembered is not judged")
  func earlier() throws {
    let stage = try AlertStage { _ in 5 }
    let memory = try stage.memory()
    try stage.run(memory, until: hour(10))
    let book = memory.book
    try stage.run(memory, until: hour(3))
    #expect(memory.book == book)
  }

  @Test("work that is given up goes on where it was")
  func abandoned() throws {
    struct Enough: Error {}
    let stage = try AlertStage { $0 >= hour(-400) ? 15 : 30 }
    let memory = try stage.memory()
    let left = Box(30)
    let catchUp = AlertCatchUp(memory, measuring: measuring(stage.value))
    #expect(throws: Enough.self) {
      try catchUp.run(stage.job(hour(0))) {
        left.value -= 1
        if left.value < 0 { throw Enough() }
      }
    }
    #expect(memory.book.lastTick.map { $0 < hour(0) } == true)
    try stage.run(memory, until: hour(0))
    let whole = try AlertStage { $0 >= hour(-400) ? 15 : 30 }
    let straight = try whole.memory()
    try whole.run(straight, until: hour(0))
    #expect(memory.book == straight.book)
    #expect(try stage.said(memory) == whole.said(straight))
  }
}

@Suite("Rules that change")
struct RuleChangeTests {
  @Test("an edited rule begins anew, and the log says what was edited and by whom")
  func edited() throws {
    let stage = try AlertStage { _ in 15 }
    try stage.run(try stage.memory(), until: hour(0))
    var rule = figureRule()
    rule.warn = 18
    rule.minimumCount = 5
    try stage.run(try stage.memory(actor: "bob"), until: hour(1), rules: [rule])
    let entries = try stage.memory().history().map(\.line).filter { $0.event == "rule_changed" }
    #expect(entries.map(\.note) == ["warn 20 -> 18, min_n 0 -> 5"] && entries.map(\.actor) == ["bob"])
    #expect(try stage.memory().book.instances[share]?.policy.warn == 18)
    #expect(try stage.memory().book.instances[share]?.severity == .warning)
  }

  @Test("a rule that is gone is forgotten, what it said is not")
  func gone() throws {
    let stage = try AlertStage { _ in 15 }
    try stage.run(try stage.memory(), until: hour(0))
    try stage.run(try stage.memory(), until: hour(1), rules: [figureRule("other")])
    let memory = try stage.memory()
    #expect(memory.book.instances.keys.map(\.rule) == ["other"])
    #expect(try memory.history().map(\.line.event).contains("fired_warn"))
  }

  @Test("a rule holds from its first day to its last")
  func dated() throws {
    var rule = figureRule()
    rule.activeUntil = CivilDate(year: 2026, month: 6, day: 30)
    let stage = try AlertStage([rule]) { _ in 15 }
    try stage.run(try stage.memory(), until: hour(1))
    #expect(try stage.memory().book.instances[share]?.severity == .warning)
    try stage.run(try stage.memory(), until: hour(30))
    #expect(try stage.memory().book.instances.isEmpty)
  }

  @Test("a rule with a calendar is judged in its open hours only")
  func calendar() throws {
    var rule = figureRule(hold: 0)
    rule.calendar = "business"
    // noon is a Tuesday; the breach is at night
    let stage = try AlertStage([rule]) { $0 > hour(6) && $0 < hour(20) ? 5 : 30 }
    let memory = try stage.memory()
    for now in 0...24 { try stage.run(memory, until: hour(Int64(now))) }
    #expect(try stage.said(memory) == [])
  }
}

extension Loaded {
  fileprivate func standing(at instant: Instant, _ origin: ClockOrigin) -> Loaded {
    var loaded = self
    loaded.present = Present(fixed: instant, origin: origin)
    return loaded
  }
}
