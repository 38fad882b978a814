import Dashboard
import Domain
import Foundation
import Store
import TestKit
import Testing

@testable import Runtime

@Suite("Where rows are kept")
struct StorageTests {
  private let sandbox: Sandbox
  private var path: String { sandbox.path("cache/rows.sqlite") }

  init() throws { sandbox = try Sandbox() }

  @Test("a cache is there again at the next start")
  func kept() throws {
    let first = try workspace([FakeSource([threeDeals])], storage: try Storage.cache(path: path))
    try first.readSources()
    let second = try workspace([], storage: try Storage.cache(path: path))
    #expect(try second.hasRows && second.load().engine.dataset.opportunities.count == 3)
  }

  @Test(
    "a damaged cache is made anew without a word", arguments: ["garbage", "", "SQLite format 3\u{0}and then nonsense"])
  func damaged(content: String) throws {
    try sandbox.write(content, to: "cache/rows.sqlite")
    try sandbox.write("old columns", to: "cache/rows.sqlite.columns")
    let storage = try Storage.cache(path: path)
    #expect(storage.notice == nil && storage.store.path == path)
    let workspace = try workspace([FakeSource([threeDeals])], storage: storage)
    try workspace.readSources()
    #expect(try workspace.load().engine.dataset.opportunities.count == 3)
  }

  @Test("a cache that turns out damaged later is replaced and read again")
  func damagedLater() throws {
    let storage = try Storage.cache(path: path)
    let workspace = try workspace([FakeSource([threeDeals])], storage: storage)
    try workspace.readSources()
    _ = try workspace.load()
    #expect(try workspace.recover(from: StoreError("damaged", hint: "", isUnusable: true)))
    #expect(try !workspace.hasRows && storage.store.path == path)
    #expect(try workspace.readSources())
    #expect(try workspace.load().engine.dataset.opportunities.count == 3)
  }

  @Test("where nothing can be written rows stay in memory, and it says so")
  func unwritable() throws {
    try sandbox.write("a file, no folder", to: "cache")
    let storage = try Storage.cache(path: path)
    #expect(storage.store.path == nil)
    #expect(storage.notice?.contains("in memory only") == true)
  }

  @Test("another program that writes is waited for, or done without where nobody waits")
  func busy() throws {
    let storage = try Storage.cache(path: path)
    let busy = StoreError("busy", hint: "", isTransient: true)
    #expect(try !storage.replace(after: busy))
    #expect(storage.store.path == path)
    #expect(try storage.retreat(from: busy))
    #expect(storage.store.path == nil && storage.notice != nil)
    #expect(try !storage.retreat(from: busy), "there is nowhere left to go")
  }

  @Test("a durable store is never thrown away")
  func durable() throws {
    try sandbox.write("somebody's file", to: "notes.txt")
    #expect(throws: StoreError.self) { try Storage.durable(path: sandbox.path("notes.txt")) }
    #expect(throws: StoreError.self) { try Storage.durable(path: sandbox.folder.path) }
    #expect(sandbox.text("notes.txt") == "somebody's file")
    let storage = try Storage.durable(path: sandbox.path("store.sqlite"))
    let error = StoreError("damaged", hint: "", isUnusable: true)
    #expect(try !storage.replace(after: error) && !storage.retreat(from: error))
  }

  @Test("two at the same cache both see the rows")
  func two() throws {
    let first = try workspace([FakeSource([threeDeals])], storage: try Storage.cache(path: path))
    let second = try workspace([FakeSource([threeDeals])], storage: try Storage.cache(path: path))
    try first.readSources()
    try second.readSources()
    #expect(try first.load().engine.dataset.opportunities.count == 3)
    #expect(try second.load().engine.dataset.opportunities.count == 3)
  }
}

@Suite("The notebook")
struct NotebookTests {
  private let sandbox: Sandbox
  private var path: String { sandbox.path("state/notes.sqlite") }
  private let state = ScreenState(theme: "light", period: .days(90), selectedPanel: 3, filterText: "team:Atlas")

  init() throws { sandbox = try Sandbox() }

  @Test("notes and the screen are there again at the next start")
  func remembers() throws {
    let first = try Notebook.open(path: path)
    #expect(first.screenState == nil)
    try first.save(state)
    try first.addNote("called", about: .lead(id: "L1"), at: noon)
    try first.addNote("called again", about: .lead(id: "L1"), at: noon.adding(60))
    let second = try Notebook.open(path: path)
    #expect(second.screenState == state && second.notice == nil)
    #expect(second.notes(.lead(id: "L1")) == ["called", "called again"])
    #expect(second.notes(.opportunity(id: "L1")).isEmpty)
  }

  @Test("a damaged one is moved aside, not thrown away")
  func damaged() throws {
    try sandbox.write("what somebody wrote", to: "state/notes.sqlite")
    let notebook = try Notebook.open(path: path)
    try notebook.save(state)
    #expect(notebook.notice?.contains("moved to") == true)
    #expect(sandbox.text("state/notes.sqlite.damaged-1") == "what somebody wrote")
    #expect(try Notebook.open(path: path).screenState == state)
  }

  @Test("where nothing can be written it keeps nothing and says so")
  func unwritable() throws {
    try sandbox.write("a file, no folder", to: "state")
    let notebook = try Notebook.open(path: path)
    try notebook.save(state)
    #expect(notebook.notice?.contains("not kept") == true && notebook.screenState == state)
  }

  @Test("without a place nothing is written")
  func memory() throws {
    let notebook = try Notebook.open(path: nil)
    try notebook.save(state)
    #expect(notebook.screenState == state && notebook.notice == nil)
  }
}
