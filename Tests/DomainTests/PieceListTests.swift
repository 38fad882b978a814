import Domain
import TestKit
import Testing

@Suite("Lists kept in pieces")
struct PieceListTests {
  @Test("Whatever comes and goes, the list is the array it stands for, and copies stay as they were")
  func equalsArray() {
    var chance = SplitMix64(seed: 5)
    func below(_ limit: Int) -> Int { Int(chance.next() % UInt64(limit)) }
    var array = Array(0..<3000)
    var list = PieceList(array)
    let copy = list
    for number in 0..<6000 {
      if below(3) > 0 || array.isEmpty {
        let place = below(array.count + 1)
        array.insert(number, at: place)
        list.insert(number, at: place)
      } else {
        let place = below(array.count)
        array.remove(at: place)
        list.remove(at: place)
      }
    }
    #expect(Array(list) == array)
    #expect(list.count == array.count)
    for place in [0, 1, 511, 1024, array.count - 1] { #expect(list[place] == array[place]) }
    for limit in [-1, 0, 1, 700, array.count - 1, array.count, array.count + 1] {
      #expect(Array(list.beginning(limit)) == Array(array.prefix(max(0, limit))))
    }
    #expect(Array(copy) == Array(0..<3000))
  }

  @Test("A list from which everything is taken out is empty, and can be filled again")
  func emptied() {
    var list = PieceList([1, 2])
    list.remove(at: 0)
    list.remove(at: 0)
    #expect(list.isEmpty)
    #expect(list == PieceList<Int>())
    list.insert(7, at: 0)
    #expect(list == [7])
  }

  @Test("Lists are equal however they are cut")
  func equality() {
    #expect(PieceList(joining: [[1, 2], [], [3]]) == [1, 2, 3])
    #expect(PieceList(joining: [[1, 2], [3]]) != [1, 2, 4])
    #expect(PieceList(joining: [[1, 2], [3]]).beginning(2) == [1, 2])
  }

  @Test("Places are found in what ascends")
  func search() {
    let list = PieceList(joining: [PieceList(0..<900), PieceList(900..<2000)])
    for value in [0, 1, 899, 900, 1999, 2000] { #expect(list.count(before: { $0 >= value }) == value) }
  }

  @Test("Elements that are made later are counted before, made once, and can be changed")
  func deferred() {
    var list = PieceList(count: 3) { [4, 5, 6] }
    #expect(list.count == 3)
    #expect(Array(list) == [4, 5, 6])
    #expect(list[1] == 5)
    #expect(list.beginning(2) == [4, 5])
    #expect(list.count(before: { $0 > 4 }) == 1)
    #expect(PieceList(joining: [list, [7]]) == [4, 5, 6, 7])
    list.insert(0, at: 0)
    list.remove(at: 3)
    #expect(list == [0, 4, 5])
  }
}
