import Domain
import Testing

@testable import Store

@Suite("Who is meant by an id or a name") struct DirectoryTests {
  private let directory = Directory(
    ids: TextColumn(["u1", "u2", "u3", "u4", "u5"]), names: TextColumn(["Ann Lee", "Bo", "Ann Lee", "", "u1"]))

  @Test("An id goes before a name, and a name means somebody where only one has it")
  func entries() {
    #expect(["u1", "u3", "Bo", "u4"].map { directory.entry($0) } == [0, 2, 1, 3])
    #expect(["Ann Lee", "nobody", ""].allSatisfy { directory.entry($0) == nil })
  }

  @Test("Names that two share have their ids behind them, who has none is shown by the id, strangers as they came")
  func names() {
    #expect(["u1", "u3", "u2", "Bo", "u4"].map(directory.name) == ["Ann Lee (u1)", "Ann Lee (u3)", "Bo", "Bo", "u4"])
    #expect(["Ann Lee", "nobody", ""].map(directory.name) == ["Ann Lee", "nobody", ""])
  }

  @Test("Nobody at all")
  func empty() {
    let nobody = Directory(ids: TextColumn(), names: TextColumn())
    #expect(nobody.entry("u1") == nil && nobody.name("u1") == "u1")
  }
}
