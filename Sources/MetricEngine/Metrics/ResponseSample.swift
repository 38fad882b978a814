import Domain

extension ResponseQuestion {
  /// The waits of a stretch in one clock.
  func waits(_ span: ResponseSpan, _ clock: ClockKind) -> ResponseWaits {
    var waits = ended(span.places, clock, codes: 1) { _ in 0 }.whole
    waits.running = running(open(span), clock)
    return waits
  }

  /// The same, and those of each code beside.
  func waits(_ span: ResponseSpan, _ clock: ClockKind, by codes: Series<Code>, count: Int) -> CodedWaits {
    var waits = codes.withUnsafeBufferPointer { codes in
      ended(span.places, clock, codes: count) { Int(codes[$0]) }
    }
    let places = open(span)
    waits.whole.running = running(places, clock)
    for (code, places) in split(places, by: codes, count).enumerated() {
      waits.parts[code].running = running(places[...], clock)
    }
    return waits
  }

  /// The waits of all leads in one clock.
  func allWaits(_ clock: ClockKind) -> ResponseWaits {
    guard set.isAll else { return waits(everything, clock) }
    var waits = (clock == .wall ? facts.allWall : facts.allBusiness).waits
    waits.running = running(open(everything), clock)
    return waits
  }

  /// Leads of a stretch answered before they came.
  func invalid(_ span: ResponseSpan) -> Int {
    let invalid = facts.excluded[ResponseExclusion.invalid.rawValue]
    if facts.isTableOrder { return set.count(in: span.places, of: invalid.words) }
    return span.places.count { set.contains(facts.rows[$0]) && invalid.contains(facts.rows[$0]) }
  }

  @inline(__always)
  private func ended(
    _ places: Range<Int>, _ clock: ClockKind, codes: Int, _ code: (Int) -> Int
  ) -> CodedWaits {
    (clock == .wall ? facts.wall : facts.business).withUnsafeBufferPointer { seconds in
      facts.marks.withUnsafeBufferPointer { marks in
        WaitBins.sorted(codes: codes, most: min(places.count, set.count)) { filler in
          forEach(places) { place, row in
            filler.add(seconds[place], code(row), if: marks[place].rawValue & ResponseMarks.answered.rawValue != 0)
          }
        }
      }
    }
  }

  /// How long unanswered leads have waited, ascending: the last to come first.
  private func running(_ places: ArraySlice<Int32>, _ clock: ClockKind) -> [Int32] {
    let ages = places.reversed().map { Int32(clamping: max(0, age(open: Int($0), clock))) }
    return clock == .wall || hasOneCalendar ? ages : ages.sorted()
  }

  private func split(_ places: ArraySlice<Int32>, by codes: Series<Code>, _ count: Int) -> [[Int32]] {
    var parts = Array(repeating: [Int32](), count: count)
    for place in places { parts[Int(codes[Int(facts.open.rows[Int(place)])])].append(place) }
    return parts
  }
}
