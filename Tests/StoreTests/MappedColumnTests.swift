import Domain
import Foundation
import Ingest
import TestKit
import Testing

@testable import Store

@Suite("Columns that lie in a file")
struct MappedColumnTests {
  private let sandbox: Sandbox
  private var path: String { sandbox.path("store.sqlite") }
  private var columns: String { ColumnFile.path(ofStore: path) }

  init() throws { sandbox = try Sandbox() }

  private func store(rows: Int = 3) throws -> Store {
    let store = try Store.open(path: path)
    let deals = (0..<rows).map {
      ["opportunity_id": "O\($0)", "stage": "Demo", "created_at": "2026-01-0\($0 % 9 + 1)"]
    }
    try store.apply(batch(.opportunities, deals), source: csv, at: monday)
    return store
  }

  /// Changes a byte of the file and gives it back its time, as a failing disk would.
  private func rot(_ path: String, at place: (Int) -> Int) throws {
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let place = UInt64(place(Int(try handle.seekToEnd())))
    try handle.seek(toOffset: place)
    let byte = try #require(try handle.read(upToCount: 1)?.first)
    try handle.seek(toOffset: place)
    try handle.write(contentsOf: Data([byte ^ 0x10]))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: path)
  }

  @Test("what is mapped stays as it was when the file is replaced or removed")
  func replaced() throws {
    let store = try store()
    let first = try store.dataset()
    let assembled = try store.dataset(use: .ignore)
    try store.apply(batch(.opportunities, [["opportunity_id": "O9"]]), source: csv, at: tuesday)
    #expect(try store.dataset().opportunities.count == 4)
    try FileManager.default.removeItem(atPath: columns)
    #expect(first == assembled)
  }

  /// Kilobytes of a file that the program holds in memory.
  private func resident(_ path: String) throws -> Int {
    var isOfFile = false
    var total = 0
    // Its length is not known beforehand, so that it has to be read to the end.
    let handle = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
    for line in String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      if words[0].contains("-") { isOfFile = line.hasSuffix(path) }
      if isOfFile, words[0] == "Rss:" { total += Int(words[1]) ?? 0 }
    }
    return total
  }

  @Test("a store that rests holds no columns in memory, and gives them as before")
  func rest() throws {
    let store = try store()
    let dataset = try store.dataset()
    let assembled = try store.dataset(use: .ignore)
    #expect(dataset == assembled)
    #expect(try resident(columns) > 0)
    store.rest()
    #expect(try resident(columns) == 0)
    #expect(dataset == assembled)
  }

  @Test("a mapped column that is changed becomes a column of its own")
  func changed() throws {
    var dataset = try store().dataset()
    let before = dataset
    dataset.opportunities.stage[0] = 0
    dataset.opportunities.ids.append("O8")
    #expect(try Store.open(path: path).dataset() == before)
    #expect(dataset.opportunities.ids[3] == "O8")
  }

  @Test("a file that was touched is read through before it is used, and then trusted again")
  func touched() throws {
    let assembled = try store().dataset()
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: columns)
    #expect(try Store.open(path: path).dataset() == assembled)
    let date = try FileManager.default.attributesOfItem(atPath: columns)[.modificationDate] as? Date
    #expect(date != Date(timeIntervalSince1970: 5))
  }

  @Test("damage that nothing shows from outside is found when the file is verified, and the rows are read again")
  func verified() throws {
    let assembled = try store(rows: 2000).dataset(use: .ignore)
    _ = try Store.open(path: path).dataset()
    #expect(try Store.open(path: path).verify())
    let file = try #require(MappedFile.open(columns, key: try Store.open(path: path).opened().key.words))
    let section = try #require(file.sections.max { ($0.size ?? 0) < ($1.size ?? 0) })
    let store = try Store.open(path: path)
    _ = try store.dataset()
    #expect(store.verify())
    try rot(columns) { _ in Int(section.offset) + 3 }
    #expect(!store.verify())
    #expect(!FileManager.default.fileExists(atPath: columns))
    #expect(try store.dataset() == assembled)
  }

  @Test("drafts of programs that ended too early are taken away, those being written are not")
  func drafts() throws {
    let store = try store()
    let dead = columns + ".draft-1-0"
    try Data("half".utf8).write(to: URL(fileURLWithPath: dead))
    let other = try #require(ColumnWriter(path: columns))
    _ = try store.dataset()
    let left = try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path).filter {
      $0.contains(".draft-")
    }
    #expect(left.count == 1)
    other.abandon()
    #expect(!FileManager.default.fileExists(atPath: dead))
  }

  @Test("what two cores read of a large store equals what one reads")
  func twoCores() throws {
    let store = try Store.open(path: path)
    let leads = (0..<2000).map {
      ["lead_id": "L\($0)", "created_at": "2026-0\($0 % 9 + 1)-11", "rep": "r\($0 % 7)", "opportunity_id": "O\($0)"]
    }
    let deals = (0..<2000).map {
      [
        "opportunity_id": "O\($0)", "created_at": "2026-0\(($0 * 7) % 9 + 1)-12", "rep": "r\($0 % 5)",
        "color": "c\($0 % 3)",
      ]
    }
    let calls = (0..<2000).map {
      ["activity_id": "A\($0)", "opportunity_id": "O\(($0 * 31) % 2100)", "occurred_at": "2026-0\($0 % 9 + 1)-13"]
    }
    let visits = (0..<2000).map { ["opportunity_id": "O\($0 / 2)", "seq": "\($0 % 2)", "stage": "S\($0 % 11)"] }
    for rows in [
      batch(.leads, leads), batch(.opportunities, deals), batch(.activities, calls), batch(.stageHistory, visits),
    ] {
      try store.apply(rows, source: csv, at: monday)
    }
    var single = AssemblyRun(store: store, options: AssemblyOptions(), writer: nil)
    let one = try single.inOneGo().dataset
    var double = AssemblyRun(store: store, options: AssemblyOptions(), writer: ColumnWriter(path: columns), many: 100)
    let two = try double.atOnce()
    #expect(two.dataset == one)
    #expect(ColumnFile.finish(try #require(two.writer), two.dataset, to: columns, key: two.key.words))
    #expect(try Store.open(path: path).dataset(use: .read) == one)
    #expect(one.facts.orphans["activities"] ?? 0 > 0)
  }
}

@Suite("What is kept beside a data set")
struct SidecarTests {
  private struct Figures: SeriesVisitable, Equatable {
    var values: Series<Double> = []
    var names: [String] = []
    var total: Int64 = 0

    mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
      try visitor.visit(&values)
      try visitor.visit(&names)
      try visitor.visit(&total)
    }
  }
  private struct Others: SeriesVisitable {
    var values: Series<Int32> = []
    mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) { try visitor.visit(&values) }
  }

  private let sandbox: Sandbox
  private var path: String { sandbox.path("store.sqlite") }
  private let figures = Figures(values: [1.5, .infinity], names: ["", "Ünal"], total: -3)

  init() throws { sandbox = try Sandbox() }

  @Test("what was kept is read again by the next start, for the same rows and the same key only")
  func kept() throws {
    let store = try Store.open(path: path)
    let key = try store.opened().key
    var value = figures
    #expect(store.sidecar("facts", of: key, key: [7]).write(&value))
    #expect(value == figures)
    var read = Figures()
    #expect(try Store.open(path: path).sidecar("facts", of: key, key: [7]).read(into: &read))
    #expect(read == figures)
    var none = Figures()
    #expect(!store.sidecar("facts", of: key, key: [8]).read(into: &none))
    #expect(!store.sidecar("other", of: key, key: [7]).read(into: &none))
    try store.apply(batch(.leads, [["lead_id": "L1"]]), source: csv, at: monday)
    #expect(try !store.sidecar("facts", of: store.opened().key, key: [7]).read(into: &none))
    #expect(none == Figures())
  }

  @Test("what rests with its store is as it was")
  func rest() throws {
    let store = try Store.open(path: path)
    let sidecar = store.sidecar("facts", of: try store.opened().key)
    var value = figures
    sidecar.write(&value)
    var read = Figures()
    #expect(sidecar.read(into: &read))
    store.rest()
    #expect(value == figures && read == figures)
  }

  @Test("columns of another shape are refused")
  func shape() throws {
    let store = try Store.open(path: path)
    let sidecar = store.sidecar("facts", of: try store.opened().key)
    var value = figures
    #expect(sidecar.write(&value))
    var others = Others()
    #expect(!sidecar.read(into: &others))
  }

  @Test("in memory nothing is kept, and the value stays as it is")
  func inMemory() throws {
    let store = try Store.inMemory()
    let sidecar = store.sidecar("facts", of: try store.opened().key)
    var value = figures
    #expect(!sidecar.write(&value))
    #expect(value == figures)
    #expect(!sidecar.read(into: &value))
  }

  @Test("it goes with the store")
  func removed() throws {
    let store = try Store.open(path: path)
    var value = figures
    store.sidecar("facts", of: try store.opened().key).write(&value)
    Store.remove(path: path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path) == [])
  }
}
