import AlertEngine
import Dashboard
import Domain
import Ingest
import MetricEngine
import Store
import TestKit
import Testing

@testable import Runtime

@Suite("Who keeps the data fresh")
struct FeederTests {
  private let mailbox = Mailbox {}

  private func feeder(_ open: @escaping @Sendable () throws -> Workspace) -> Feeder {
    let analyst = Analyst(mailbox: mailbox, rules: [], query: Query(asOf: .never)) { noon }
    return Feeder(mailbox: mailbox, analyst: analyst, interval: .seconds(3600), open: open)
  }

  /// What was posted from the start of a feeder until it first sleeps.
  private func firstRun(_ feeder: Feeder) async -> [Message] {
    let task = Task { await feeder.run() }
    task.cancel()
    await task.value
    return mailbox.drain()
  }

  private func counts(_ messages: [Message]) -> [Int] {
    messages.compactMap(\.snapshot).map(\.readings.counts.opportunities)
  }

  @Test("rows of the store are shown before any file is looked at, then what is new")
  func cachedFirst() async throws {
    let storage = try Storage.inMemory()
    let source = FakeSource([threeDeals])
    try workspace([source], storage: storage).readSources()
    source.add(deals([("O4", 1, 2)], in: "more.csv"))
    let messages = await firstRun(feeder { try workspace([source], storage: storage) })
    #expect(counts(messages) == [3, 4])
  }

  @Test("what the last start kept is shown before rows that came since, and alerts are judged with these only")
  func keptFirst() async throws {
    let sandbox = try Sandbox()
    let path = sandbox.path("store.sqlite")
    let source = FakeSource([threeDeals])
    let last = try workspace([source], storage: Storage.durable(path: path))
    try last.readSources()
    _ = try last.load()
    source.add(deals([("O4", 1, 2)], in: "more.csv"))
    try workspace([source], storage: Storage.durable(path: path)).readSources()

    let judged = Box<Set<Int>>([])
    let desk = AlertDesk(
      AlertMemory(store: try Store.inMemory(), actor: "ann"),
      measuring: RuleMeasuring { engine, _ in
        judged.value.insert(engine.dataset.opportunities.count)
        return { _, _ in Reading(value: nil, count: 0) }
      })
    let analyst = Analyst(mailbox: mailbox, rules: [figureRule()], query: Query(asOf: .never), alerts: desk) { noon }
    let feeder = Feeder(mailbox: mailbox, analyst: analyst, interval: .seconds(3600)) {
      try workspace([], storage: Storage.durable(path: path))
    }
    #expect(counts(await firstRun(feeder)).prefix(2) == [3, 4])
    // Judging goes on behind the figures.
    for _ in 0..<2000 where judged.value.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    #expect(judged.value == [4])
  }

  @Test("where nothing is new the kept rows are shown once")
  func cachedOnly() async throws {
    let storage = try Storage.inMemory()
    let source = FakeSource([threeDeals])
    try workspace([source], storage: storage).readSources()
    #expect(counts(await firstRun(feeder { try workspace([source], storage: storage) })) == [3])
  }

  @Test("an empty source ends in an empty snapshot, not in waiting for ever")
  func empty() async throws {
    #expect(counts(await firstRun(feeder { try workspace([FakeSource()]) })) == [0])
  }

  @Test("nothing new posts nothing, unless somebody asks")
  func quiet() async throws {
    let feeder = feeder { try workspace([FakeSource([threeDeals])]) }
    _ = await firstRun(feeder)
    await feeder.refresh(isAsked: false)
    #expect(mailbox.drain().isEmpty)
    await feeder.refresh(isAsked: true)
    #expect(counts(mailbox.drain()) == [3])
  }

  @Test("a failing source is named once and its rows stay; when it works again the complaint goes")
  func failing() async throws {
    let source = FakeSource([threeDeals])
    let feeder = feeder { try workspace([source]) }
    _ = await firstRun(feeder)
    source.fail(IngestError("the folder is gone", hint: "put it back"))
    await feeder.refresh(isAsked: false)
    let messages = mailbox.drain()
    #expect(counts(messages) == [3])
    #expect(messages.last?.failure == "the folder is gone: put it back")
    await feeder.refresh(isAsked: false)
    #expect(mailbox.drain().isEmpty)
    source.fail(nil)
    await feeder.refresh(isAsked: false)
    let mended = mailbox.drain()
    #expect(counts(mended) == [3] && mended.compactMap(\.failure).isEmpty)
  }

  @Test("a store that cannot be opened is tried again at every look, and complained of once")
  func closedStore() async throws {
    let works = Box(false)
    let feeder = feeder {
      guard works.value else { throw StoreError("the store is locked", hint: "wait") }
      return try workspace([FakeSource([threeDeals])])
    }
    #expect(await firstRun(feeder).compactMap(\.failure) == ["the store is locked: wait"])
    works.value = true
    await feeder.refresh(isAsked: false)
    #expect(counts(mailbox.drain()) == [3])
  }

  @Test("settings that are wrong are told, the rows go on with the last good ones")
  func reload() async throws {
    let issues = Box<[String]>([])
    let feeder = feeder { try workspace([FakeSource([threeDeals])]) { (.init(), issues.value) } }
    _ = await firstRun(feeder)
    issues.value = ["dealtop.yaml:2:1: no"]
    await feeder.reloadSettings()
    let messages = mailbox.drain()
    #expect(counts(messages) == [3] && messages.last?.refusal == "dealtop.yaml:2:1: no")
    issues.value = []
    await feeder.reloadSettings()
    #expect(mailbox.drain().last?.told == "settings read again")
  }

  @Test("a correction is shown and said where it is kept")
  func correct() async throws {
    let feeder = feeder { try workspace([FakeSource([threeDeals])]) }
    _ = await firstRun(feeder)
    let process = SalesProcess(stages: ["One", "Two"], won: [], lost: [], assumed: false)
    await feeder.correct(Profile(process: process, hours: BusinessHours(timeZone: "UTC", assumed: true)))
    let messages = mailbox.drain()
    #expect(messages.compactMap(\.told) == ["kept until you leave"])
    #expect(messages.compactMap(\.snapshot).last?.profile.process.stages == ["One", "Two"])
  }
}

@Suite("Effects")
struct EffectRunnerTests {
  private let mailbox = Mailbox {}
  private let sandbox: Sandbox
  private let notebook: Notebook
  private let runner: EffectRunner
  private let answering: Answering

  init() throws {
    sandbox = try Sandbox()
    notebook = try Notebook.open(path: sandbox.path("notes.sqlite"))
    let analyst = Analyst(mailbox: mailbox, rules: [], query: Query(asOf: .never)) { noon }
    let feeder = Feeder(mailbox: mailbox, analyst: analyst, interval: .seconds(3600)) { try workspace([]) }
    let desk = Desk(
      folder: sandbox.folder.path, storage: try Storage.inMemory(), notebook: notebook, world: world()
    ) { [.monochrome] }
    runner = EffectRunner(mailbox: mailbox, analyst: analyst, feeder: feeder, desk: desk)
    answering = Answering(analyst: analyst, desk: desk, mailbox: mailbox)
  }

  @Test("the screen's state is kept before the program ends")
  func saves() {
    let state = ScreenState(theme: "dark", period: .days(7))
    runner.perform(.saveState(state))
    runner.finish(within: 10)
    #expect(notebook.screenState == state)
    #expect(mailbox.drain().isEmpty)
  }

  @Test("notes are kept in the order they were written, and each is confirmed")
  func notes() {
    for number in 1...20 { runner.perform(.note(.opportunity(id: "O1"), text: "note \(number)")) }
    runner.finish(within: 10)
    #expect(notebook.notes(.opportunity(id: "O1")) == (1...20).map { "note \($0)" })
    #expect(mailbox.drain().compactMap(\.told) == Array(repeating: "note kept", count: 20))
  }

  @Test("an export never replaces a file nor leaves the folder")
  func exports() {
    runner.perform(.export(name: "deals.csv", text: "first"))
    runner.perform(.export(name: "deals.csv", text: "second"))
    runner.perform(.export(name: "../../evil\u{1B}.csv", text: "third"))
    runner.finish(within: 10)
    #expect(sandbox.text("deals.csv") == "first" && sandbox.text("deals-2.csv") == "second")
    #expect(sandbox.text("..-..-evil-.csv") == "third")
    #expect(mailbox.drain().compactMap(\.told).count == 3)
  }

  @Test("themes are read when asked for")
  func themes() async {
    await answering.answer(.loadThemes)
    #expect(mailbox.drain() == [.themes([.monochrome])])
  }
}
