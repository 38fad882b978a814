import Dashboard
import Domain
import Ingest
import MetricEngine
import Settings
import Store
import TestKit
import Testing

@testable import Runtime

@Suite("Store, sources and settings together")
struct WorkspaceTests {
  @Test("nothing new changes nothing")
  func nothingNew() throws {
    let source = FakeSource([threeDeals])
    let workspace = try workspace([source])
    #expect(try workspace.readSources())
    _ = try workspace.load()
    #expect(try !workspace.readSources())
    #expect(source.reads == 2)
  }

  @Test("rows that came are news until they were loaded")
  func news() throws {
    let source = FakeSource([threeDeals])
    let workspace = try workspace([source])
    #expect(try !workspace.hasRows)
    #expect(try workspace.readSources())
    #expect(try workspace.readSources(), "nobody has seen them yet")
    #expect(try workspace.load().engine.dataset.opportunities.count == 3 && workspace.hasRows)
    source.add(deals([("O4", 5, 10)], in: "more.csv"))
    #expect(try workspace.readSources())
    #expect(try workspace.load().engine.dataset.opportunities.count == 4)
  }

  @Test("a cache follows its files: what is taken out of one goes, what others hold stays")
  func takenOut() throws {
    let source = FakeSource([threeDeals, deals([("O9", 5, 10)], in: "others.csv")])
    let workspace = try workspace([source])
    try workspace.readSources()
    source.add(deals([("O1", 10, 1), ("O3", 20, 9)]))
    try workspace.readSources()
    let ids = try workspace.load().engine.dataset.opportunities.ids
    #expect(Set((0..<ids.count).map { ids[$0] }) == ["O1", "O3", "O9"])
  }

  @Test("a durable store keeps what it has seen, and so do rows of a stream", arguments: [false, true])
  func keptForGood(isLive: Bool) throws {
    let sandbox = try Sandbox()
    let storage = isLive ? try Storage.inMemory() : try Storage.durable(path: sandbox.path("store.sqlite"))
    let source = FakeSource(isLive: isLive, [threeDeals])
    let workspace = try workspace([source], storage: storage)
    try workspace.readSources()
    source.add(deals([("O1", 10, 1)]))
    try workspace.readSources()
    #expect(try workspace.load().engine.dataset.opportunities.count == 3)
  }

  @Test("what another program puts into the store is news too")
  func others() throws {
    let storage = try Storage.inMemory()
    let ours = try workspace([], storage: storage)
    let theirs = try workspace([FakeSource([threeDeals])], storage: storage)
    _ = try ours.load()
    try theirs.readSources()
    #expect(try ours.readSources())
    #expect(try ours.load().engine.dataset.opportunities.count == 3)
    #expect(try !ours.readSources())
  }

  @Test("a source that fails keeps its rows and says why, a working one mends it")
  func failing() throws {
    let source = FakeSource([threeDeals])
    let workspace = try workspace([source])
    try workspace.readSources()
    _ = try workspace.load()
    source.fail(IngestError("the folder is gone", hint: "put it back"))
    #expect(try workspace.readSources(), "that it fails is news")
    #expect(workspace.sourceProblem == "the folder is gone: put it back")
    let loaded = try workspace.load()
    #expect(loaded.engine.dataset.opportunities.count == 3)
    #expect(loaded.sources.first?.lastError == "the folder is gone: put it back")
    #expect(try !workspace.readSources(), "that it still fails is none")
    source.fail(nil)
    #expect(try workspace.readSources())
    #expect(try workspace.sourceProblem == nil && workspace.load().sources.first?.lastError == nil)
  }

  @Test("one source that fails does not keep the others from being read")
  func oneOfTwo() throws {
    let (bad, good) = (FakeSource(name: "bad"), FakeSource(name: "good", [threeDeals]))
    bad.fail(IngestError("no", hint: "never"))
    let workspace = try workspace([bad, good])
    try workspace.readSources()
    #expect(try workspace.load().engine.dataset.opportunities.count == 3)
    #expect(workspace.sourceProblem != nil)
  }

  @Test("progress names the file and counts rows")
  func progress() throws {
    let workspace = try workspace([FakeSource([threeDeals, deals([("O4", 1, 2)])])])
    var seen: [Int] = []
    try workspace.readSources { _, origin, rows in
      #expect(origin == "deals.csv")
      seen.append(rows)
    }
    #expect(seen == [3, 4])
  }

  @Test("settings read again count if they are right, else the last good ones stay")
  func reload() throws {
    let next = Box<(Settings, [String])>((Settings(), []))
    let workspace = try workspace([FakeSource([threeDeals])]) { next.value }
    try workspace.readSources()
    #expect(try workspace.load().title == "test")
    var good = Settings()
    good.organisation = "Acme"
    next.value = (good, [])
    #expect(workspace.reloadSettings().isEmpty)
    #expect(try workspace.load().title == "Acme")
    next.value = (Settings(), ["dealtop.yaml:3:1: unknown key"])
    #expect(workspace.reloadSettings() == ["dealtop.yaml:3:1: unknown key"])
    #expect(try workspace.load().title == "Acme")
  }

  @Test("an edited file counts once it has been the same twice; nothing is taken from one that is wrong")
  func follow() throws {
    let next = Box<(Settings, [String])>((Settings(), []))
    let workspace = try workspace([FakeSource([threeDeals])]) { next.value }
    #expect(workspace.followSettings() == nil)
    var edited = Settings()
    edited.rules[0].warn = 0.4
    next.value = (edited, [])
    #expect(workspace.followSettings() == nil && workspace.rules[0].warn == 0.5)
    #expect(workspace.followSettings() == [] && workspace.rules[0].warn == 0.4)
    #expect(workspace.followSettings() == nil)
    next.value = (Settings(), ["dealtop.yaml:3:1: unknown key"])
    #expect(workspace.followSettings() == nil)
    #expect(workspace.followSettings() == ["dealtop.yaml:3:1: unknown key"] && workspace.rules[0].warn == 0.4)
    #expect(workspace.followSettings() == nil)
  }

  private let corrected = Profile(
    process: SalesProcess(stages: ["First", "Second"], won: ["Yes"], lost: ["No"], assumed: false),
    hours: BusinessHours(timeZone: "Europe/Berlin", opensAt: 480, closesAt: 960, assumed: false))

  @Test("a correction holds, and survives reading the settings again")
  func correctionInMemory() throws {
    let workspace = try workspace([FakeSource([threeDeals])])
    try workspace.readSources()
    #expect(try workspace.load().engine.profile.process.assumed)
    try workspace.correct(corrected)
    #expect(try workspace.load().engine.profile.process == corrected.process)
    _ = workspace.reloadSettings()
    #expect(try workspace.load().engine.profile.hours == corrected.hours)
    #expect(workspace.assembly.wonStages == ["Yes"] && workspace.assembly.lostStages == ["No"])
  }

  @Test("what was not corrected stays assumed")
  func halfACorrection() throws {
    let workspace = try workspace([FakeSource([threeDeals])])
    try workspace.readSources()
    var half = try workspace.load().engine.profile
    half.hours = corrected.hours
    try workspace.correct(half)
    let profile = try workspace.load().engine.profile
    #expect(profile.process.assumed && profile.hours == corrected.hours)
  }

  @Test("in a folder the correction is written beside the data")
  func correctionInFolder() throws {
    let sandbox = try Sandbox()
    let workspace = try workspace([], corrections: .folder(sandbox.folder.path))
    try workspace.correct(corrected)
    #expect(sandbox.text("dealtop.yaml").contains("Europe/Berlin"))
  }

  @Test("in a store the correction stays with the rows")
  func correctionInStore() throws {
    let storage = try Storage.inMemory()
    let first = try workspace([], storage: storage, corrections: .store) {
      let kept = KeptSettings(in: storage.store).over(Settings())
      return (kept.settings, kept.issues)
    }
    try first.correct(corrected)
    let (settings, issues) = KeptSettings(in: storage.store).over(Settings())
    #expect(issues.isEmpty && settings.process.first?.stages.map(\.name) == ["First", "Second"])
    #expect(try first.load().engine.profile.hours.timeZone == "Europe/Berlin")
  }
}

@Suite("Settings kept in the store")
struct KeptSettingsTests {
  private let canonical = """
    {"as_of": "2026-06-30T18:00:00Z", "stages": ["A", "B"], "won_stage": "Won", "lost_stage": "Lost",
     "business": {"tz": "Europe/Berlin", "weekdays": [1, 2], "open": "08:00", "close": "16:00", "holidays": []}}
    """

  @Test("they hold after the folder is gone")
  func gone() throws {
    let store = try Store.inMemory()
    do {
      let sandbox = try Sandbox()
      try sandbox.write(canonical, to: "config.json")
      try sandbox.write("organisation: Acme\n", to: "dealtop.yaml")
      var kept = KeptSettings(in: store)
      kept.remember(folder: sandbox.folder.path)
      try kept.save(in: store)
    }
    let (settings, issues) = KeptSettings(in: store).over(Settings())
    #expect(issues.isEmpty)
    #expect(settings.process.first?.stages.map(\.name) == ["A", "B"])
    #expect(settings.asOf == .at(CivilDate(year: 2026, month: 6, day: 30).midnightUTC.adding(18 * 3600)))
    #expect(settings.organisation == "Acme" && settings.hours.timeZone == "Europe/Berlin")
  }

  @Test("importing a folder again takes its settings as they are then")
  func again() throws {
    let sandbox = try Sandbox()
    var kept = KeptSettings()
    try sandbox.write("organisation: Old\n", to: "dealtop.yaml")
    kept.remember(folder: sandbox.folder.path)
    try sandbox.write("organisation: New\n", to: "dealtop.yaml")
    kept.remember(folder: sandbox.folder.path)
    #expect(kept.folders.count == 1 && kept.over(Settings()).settings.organisation == "New")
  }

  @Test("a folder without settings keeps nothing, a store without any changes nothing")
  func none() throws {
    let sandbox = try Sandbox()
    var kept = KeptSettings(in: try Store.inMemory())
    kept.remember(folder: sandbox.folder.path)
    #expect(kept == KeptSettings())
    #expect(kept.over(Settings()).settings == Settings())
  }
}
