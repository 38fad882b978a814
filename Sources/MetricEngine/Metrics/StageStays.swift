import Domain

/// The visits of a selection that ended, with sums by stage.
struct StageStays: Sendable {
  /// Nil for all.
  private(set) var marks: PlaceMarks?
  /// By stage.
  private(set) var sums: [DwellSums]

  init(_ visits: ProcessVisits, _ table: OpportunityTable, _ selection: RowSet) {
    if selection.isAll {
      sums = visits.ended.withUnsafeBufferPointer { words in
        (0..<visits.stages).map { stage in
          DwellSums(UnsafeBufferPointer(rebasing: words[visits.endedStarts[stage]..<visits.endedStarts[stage + 1]]))
        }
      }
    } else {
      // Entries that began no such visit are put at one place and one stage beyond the last.
      var marks = PlaceMarks(size: visits.ended.count + 1)
      sums = Array(repeating: DwellSums(), count: visits.stages + 1)
      gather(visits, Self.entries(table, selection), &marks)
      sums.removeLast()
      marks.count()
      self.marks = marks
    }
  }

  /// The stage entries of each opportunity of a selection. Knowing them before looking at any lets the processor fetch
  /// many at a time: they lie far apart.
  private static func entries(_ table: OpportunityTable, _ selection: RowSet) -> [Range<Int32>] {
    table.visitStarts.withUnsafeBufferPointer { starts in
      [Range<Int32>](unsafeUninitializedCapacity: selection.count) { entries, filled in
        selection.forEach { row in
          entries.initializeElement(at: filled, to: starts[row]..<max(starts[row], starts[row + 1]))
          filled += 1
        }
      }
    }
  }

  private mutating func gather(_ visits: ProcessVisits, _ entries: [Range<Int32>], _ marks: inout PlaceMarks) {
    visits.endedByEntry.withUnsafeBufferPointer { ended in
      visits.endedStarts.dropFirst().withUnsafeBufferPointer { ends in
        sums.withUnsafeMutableBufferPointer { sums in
          marks.mark { mark in
            for range in entries {
              for entry in Int(range.lowerBound)..<Int(range.upperBound) {
                let visit = ended[entry]
                mark(Int(visit.place))
                var stage = 0
                // Stages are few, and which one it is cannot be foreseen.
                for end in ends { stage += Int(visit.place) >= end ? 1 : 0 }
                sums[stage].add(visit.seconds)
              }
            }
          }
        }
      }
    }
  }
}
