import Domain

extension ResponseQuestion {
  /// The waits of a stretch in one clock.
  func waits(_ span: ResponseSpan, _ clock: ClockKind) -> ResponseWaits {
    var waits = ended(span.places, clock, nil, count: 1).whole
    waits.running = running(open(span), clock)
    return waits
  }

  /// The same, and those of each code beside.
  func waits(_ span: ResponseSpan, _ clock: ClockKind, by codes: Series<Code>, count: Int) -> CodedWaits {
    var waits = codes.withUnsafeBufferPointer { ended(span.places, clock, $0, count: count) }
    waits.whole.running = running(open(span), clock) { age, row in
      waits.parts[Int(codes[Int(row)])].running.append(age)
    }
    if clock == .business, !hasOneCalendar {
      for code in waits.parts.indices { waits.parts[code].running.sort() }
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

  private func ended(
    _ places: Range<Int>, _ clock: ClockKind, _ codes: UnsafeBufferPointer<Code>?, count: Int
  ) -> CodedWaits {
    (clock == .wall ? facts.wall : facts.business).withUnsafeBufferPointer { seconds in
      facts.marks.withUnsafeBufferPointer { marks in
        WaitBins.sorted(codes: count, most: min(places.count, set.count)) { filler in
          // A copy stays in registers.
          var own = filler
          forEach(places) { place, row in
            let code = codes.map { Int($0[row]) } ?? 0
            own.add(seconds[place], code, if: marks[place].rawValue & ResponseMarks.answered.rawValue)
          }
          filler = own
        }
      }
    }
  }

  /// How long unanswered leads have waited, ascending; `visit` gets each with its row, the last to come first.
  private func running(
    _ places: ArraySlice<Int32>, _ clock: ClockKind, _ visit: (Int32, Int32) -> Void = { _, _ in }
  ) -> [Int32] {
    let ages = places.reversed().map { place in
      let age = Int32(clamping: max(0, age(open: Int(place), clock)))
      visit(age, facts.open.rows[Int(place)])
      return age
    }
    return clock == .wall || hasOneCalendar ? ages : ages.sorted()
  }
}
