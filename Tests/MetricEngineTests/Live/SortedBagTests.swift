import TestKit
import Testing

@testable import MetricEngine

@Suite("Values kept in order")
struct SortedBagTests {
  @Test("Whatever comes and goes, the values are those of a list that is sorted anew")
  func equalsSortedList() {
    var chance = SplitMix64(seed: 2)
    var list = (0..<900).map { _ in Int(chance.next() % 500) }
    var bag = SortedBag(list)
    for _ in 0..<3000 {
      if chance.next() % 3 > 0 {
        list.append(Int(chance.next() % 500))
        bag.insert(list[list.count - 1])
      } else {
        bag.remove(list.remove(at: Int(chance.next() % UInt64(list.count))))
      }
    }
    list.sort()
    #expect(bag.map { $0 } == list)
    #expect(bag.count == list.count)
    for rank in [0, 17, list.count / 2, list.count - 1] { #expect(bag.value(at: rank) == list[rank]) }
    #expect(bag.value(at: list.count) == nil)
    for limit in [-1, 0, 250, 499, 500] {
      #expect(bag.count(before: { $0 >= limit }) == list.count { $0 < limit })
    }
    #expect(bag.first(40) == Array(list.prefix(40)))
  }

  @Test("A value that is not there is not taken out")
  func removesNothing() {
    var bag = SortedBag([1, 3, 3])
    bag.remove(2)
    bag.remove(4)
    #expect(bag.map { $0 } == [1, 3, 3])
    bag.remove(3)
    #expect(bag.map { $0 } == [1, 3])
  }
}
