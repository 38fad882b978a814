import Domain
import TestKit
import Testing

@testable import MetricEngine

/// What is kept of a selection for all periods against asking anew for each.
struct PlaceMarksTests {
  @Test("marked places are counted and found by their rank", arguments: [1, 63, 64, 65, 640] as [Int])
  func placesAndRanks(_ size: Int) {
    let wanted = (0..<size).filter { $0 * 7 % 5 < 2 }
    var marks = PlaceMarks(size: size)
    marks.mark { mark in wanted.forEach(mark) }
    marks.count()
    for (rank, place) in wanted.enumerated() {
      #expect(marks.place(rank: rank) == place)
      #expect(marks.rank(of: place) == rank)
    }
    #expect(marks.rank(of: size) == wanted.count)
    var found: [Int] = []
    marks.forEach(in: size / 3..<size) { found.append($0) }
    #expect(found == wanted.filter { $0 >= size / 3 })
  }

  @Test("a period asked after others has the figures it has alone", arguments: ["plain", "dirty"])
  func periodsAreIndependent(_ folder: String) throws {
    let set = try Fixtures.canonical(folder)
    let filters = [Filter(), Filter(clauses: [.dimension(.segment, ["smb"])])]
    for filter in filters {
      let used = Engine(dataset: set.dataset, profile: set.profile)
      for days in [364, 7, 400, 28, 120, 3000, 60] {
        let query = Query(asOf: set.asOf, period: .days(days), filter: filter)
        let (later, alone) = (used.readings(query), Engine(dataset: set.dataset, profile: set.profile).readings(query))
        #expect(later.process == alone.process)
        #expect(later.activities == alone.activities)
        #expect(later.counts == alone.counts)
      }
    }
  }

  @Test("visits of a selection are described as those of a data set that holds nothing else")
  func selectionsAreDescribedAsTheirOwnSet() throws {
    let deals = (0..<200).map { index -> SampleDeal in
      let start = 400 - Double(index) * 1.9
      var deal = SampleDeal(created: start, path: [("Discovery", start), ("Demo", start - Double(index % 17) / 2)])
      deal.segment = index % 3 == 0 ? "smb" : "mid"
      return deal
    }
    let filter = Filter(clauses: [.dimension(.segment, ["smb"])])
    let part = Engine.over(deals).readings(Query(asOf: SampleProcess.now, filter: filter)).process
    let own = Engine.over(deals.filter { $0.segment == "smb" }).readings(Query(asOf: SampleProcess.now)).process
    #expect(part.stages == own.stages)
    #expect(part.stages[0].completed.count == 67)
  }
}
