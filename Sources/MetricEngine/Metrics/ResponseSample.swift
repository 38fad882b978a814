import Domain

/// Waits in one clock in ascending order, each with a code (such as its source) in the lower 32 bits of its key.
struct CodedWaits {
  var ended: [UInt64] = []
  var running: [UInt64] = []

  /// A wait and its code as a key.
  @inline(__always) static func key(_ seconds: Int64, _ code: Code) -> UInt64 {
    UInt64(UInt32(bitPattern: Int32(clamping: max(0, seconds)))) << 32 | UInt64(UInt32(bitPattern: code))
  }

  /// The waits alone.
  var waits: ResponseWaits { ResponseWaits(ended: Self.seconds(ended), running: Self.seconds(running)) }

  /// The waits of each code below `count`.
  func parts(_ count: Int) -> [ResponseWaits] {
    var parts = Array(repeating: ResponseWaits(), count: count)
    for key in ended { parts[Int(UInt32(truncatingIfNeeded: key))].ended.append(Int32(truncatingIfNeeded: key >> 32)) }
    for key in running {
      parts[Int(UInt32(truncatingIfNeeded: key))].running.append(Int32(truncatingIfNeeded: key >> 32))
    }
    return parts
  }

  /// How many waits each code below `count` has.
  func counts(_ count: Int) -> [Int] {
    var counts = Array(repeating: 0, count: count)
    for key in ended { counts[Int(UInt32(truncatingIfNeeded: key))] += 1 }
    for key in running { counts[Int(UInt32(truncatingIfNeeded: key))] += 1 }
    return counts
  }

  private static func seconds(_ keys: [UInt64]) -> [Int32] { keys.map { Int32(truncatingIfNeeded: $0 >> 32) } }
}

/// The waits of the leads of a stretch in both clocks.
struct ResponseSample {
  var wall = CodedWaits()
  var business = CodedWaits()
  /// Leads answered before they came.
  var invalid = 0

  func waits(_ clock: ClockKind) -> CodedWaits { clock == .wall ? wall : business }
}

extension ResponseQuestion {
  /// More answered leads than this are taken from the order of waits rather than sorted.
  private static let mostToSort = 120_000

  /// The waits of a stretch, each with the code of its row.
  func sample(_ span: ResponseSpan, codes: Series<Code>) -> ResponseSample {
    var sample = ResponseSample()
    if span.places.count > Self.mostToSort {
      fromOrders(span, codes, into: &sample)
    } else {
      gather(span, codes, into: &sample)
      sample.wall.ended = KeyedSort.ascending(sample.wall.ended)
      sample.business.ended = KeyedSort.ascending(sample.business.ended)
    }
    sample.wall.running = running(span, codes, .wall)
    sample.business.running = running(span, codes, .business)
    return sample
  }

  private func gather(_ span: ResponseSpan, _ codes: Series<Code>, into sample: inout ResponseSample) {
    sample.wall.ended.reserveCapacity(span.places.count)
    sample.business.ended.reserveCapacity(span.places.count)
    for place in span.places {
      let row = facts.rows[place]
      guard set.contains(row) else { continue }
      let marks = facts.marks[place]
      if marks.contains(.answered) {
        let code = codes[Int(row)]
        sample.wall.ended.append(CodedWaits.key(Int64(facts.wall[place]), code))
        sample.business.ended.append(CodedWaits.key(Int64(facts.business[place]), code))
      } else if marks.contains(.invalid) {
        sample.invalid += 1
      }
    }
  }

  private func fromOrders(_ span: ResponseSpan, _ codes: Series<Code>, into sample: inout ResponseSample) {
    let part = RowSet(size: set.size, rows: facts.rows[span.places].lazy.filter { set.contains($0) })
    sample.invalid = part.common(facts.excluded[ResponseExclusion.invalid.rawValue])
    sample.wall.ended = keys(facts.byWall, of: part, codes)
    sample.business.ended = keys(facts.byBusiness, of: part, codes)
  }

  private func keys(_ order: ResponseOrder, of part: RowSet, _ codes: Series<Code>) -> [UInt64] {
    let most = min(part.count, order.rows.count)
    return [UInt64](unsafeUninitializedCapacity: most + 1) { buffer, count in
      part.words.withUnsafeBufferPointer { words in
        codes.withUnsafeBufferPointer { codes in
          order.rows.withUnsafeBufferPointer { rows in
            order.seconds.withUnsafeBufferPointer { seconds in
              var kept = 0
              for place in rows.indices {
                let row = Int(rows[place])
                guard (words[row >> 6] >> UInt64(row & 63)) & 1 != 0 else { continue }
                buffer[kept] =
                  UInt64(UInt32(bitPattern: seconds[place])) << 32 | UInt64(UInt32(bitPattern: codes[row]))
                kept += 1
              }
              count = kept
            }
          }
        }
      }
    }
  }

  /// How long the unanswered leads of a stretch have waited, ascending: the last to come first.
  private func running(_ span: ResponseSpan, _ codes: Series<Code>, _ clock: ClockKind) -> [UInt64] {
    var keys: [UInt64] = []
    keys.reserveCapacity(span.open.count)
    for place in span.open.reversed() where set.contains(facts.open.rows[place]) {
      keys.append(CodedWaits.key(age(open: place, clock), codes[Int(facts.open.rows[place])]))
    }
    return clock == .wall || hasOneCalendar ? keys : KeyedSort.ascending(keys)
  }

  /// The waits of all leads in one clock.
  func allWaits(_ clock: ClockKind) -> ResponseWaits {
    let order = clock == .wall ? facts.byWall : facts.byBusiness
    return ResponseWaits(ended: set.isAll ? order.seconds.array : compact(order), running: allRunning(clock))
  }

  private func compact(_ order: ResponseOrder) -> [Int32] {
    let most = min(set.count, order.rows.count)
    return [Int32](unsafeUninitializedCapacity: most + 1) { buffer, count in
      set.words.withUnsafeBufferPointer { words in
        order.rows.withUnsafeBufferPointer { rows in
          order.seconds.withUnsafeBufferPointer { seconds in
            var kept = 0
            for place in rows.indices {
              let row = Int(rows[place])
              buffer[kept] = seconds[place]
              kept += Int(truncatingIfNeeded: (words[row >> 6] >> UInt64(row & 63)) & 1)
            }
            count = kept
          }
        }
      }
    }
  }

  private func allRunning(_ clock: ClockKind) -> [Int32] {
    var ages: [Int32] = []
    ages.reserveCapacity(facts.open.rows.count)
    for place in facts.open.rows.indices.reversed() where set.contains(facts.open.rows[place]) {
      ages.append(Int32(clamping: max(0, age(open: place, clock))))
    }
    if clock == .wall || hasOneCalendar { return ages }
    return KeyedSort.ascending(ages.map { UInt64(UInt32(bitPattern: $0)) << 32 }).map {
      Int32(truncatingIfNeeded: $0 >> 32)
    }
  }
}
