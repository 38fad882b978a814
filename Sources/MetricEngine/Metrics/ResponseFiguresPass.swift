import Domain

/// Within how many seconds the headline share counts, and where curves are read off.
enum ResponseMarksOfTime {
  static let quick: Int32 = 300
  /// 5 min, 30 min, 1 h, 4 h, 1 d.
  static let readOffAt: [Double] = [300, 1800, 3600, 14_400, 86_400]
}

/// Leads too young to show whether they were answered within five minutes, and those of them that were all the same.
struct YoungLeads {
  var count = 0
  var quick = 0

  /// Adds other leads or takes them away.
  mutating func change(_ other: YoungLeads, _ sign: LiveSign) {
    count += sign.rawValue * other.count
    quick += sign.rawValue * other.quick
  }

  mutating func add(_ waited: Int32?) {
    count += 1
    if let waited, waited <= ResponseMarksOfTime.quick { quick += 1 }
  }
}

extension ResponseFigures {
  /// The figures of some waits; `invalid` leads were left out.
  init(_ waits: ResponseWaits, invalid: Int, young: YoungLeads) {
    self.init()
    takeCounts(answered: waits.endedCount, unanswered: waits.running.count, invalid: invalid)
    answeredOnly = Describe.seconds(waits)
    takeQuick(waits.ended(within: ResponseMarksOfTime.quick), young)
    let curve = ResponseCurve(waits)
    survival = curve.summary(at: ResponseMarksOfTime.readOffAt)
    slowTenth = curve.estimate(0.9)
  }

  mutating func takeCounts(answered: Int, unanswered: Int, invalid: Int) {
    count = answered + unanswered
    self.invalid = invalid
    (self.answered, self.unanswered) = (answered, unanswered)
  }

  /// - Parameter quick: answered within five minutes, those too young among them.
  mutating func takeQuick(_ quick: Int, _ young: YoungLeads) {
    withinFiveMinutes = Wilson.share(quick - young.quick, of: count - young.count)
  }
}

extension ResponseQuestion {
  /// The figures of a stretch in one clock, from its waits.
  func figures(_ waits: ResponseWaits, _ span: ResponseSpan, _ clock: ClockKind) -> ResponseFigures {
    ResponseFigures(waits, invalid: invalid(span), young: young(span, clock))
  }

  /// The figures of all leads in one clock.
  func allFigures(_ clock: ClockKind) -> ResponseFigures {
    (clock == .wall ? parts.wall : parts.business).get { figures(allWaits(clock), everything, clock) }
  }

  /// Those of a stretch too young for five minutes.
  func young(_ span: ResponseSpan, _ clock: ClockKind) -> YoungLeads {
    var young = YoungLeads()
    forEachYoung(Int64(ResponseMarksOfTime.quick), clock, in: span) { _, waited in young.add(waited) }
    return young
  }

  /// The figures of each code of a stretch in one clock, from its waits by these codes.
  func figures(by codes: Series<Code>, _ waits: CodedWaits, _ span: ResponseSpan, _ clock: ClockKind)
    -> [ResponseFigures]
  {
    var young = Array(repeating: YoungLeads(), count: waits.parts.count)
    forEachYoung(Int64(ResponseMarksOfTime.quick), clock, in: span) { row, waited in
      young[Int(codes[Int(row)])].add(waited)
    }
    var invalid = Array(repeating: 0, count: waits.parts.count)
    forEach(span.places) { place, row in
      if facts.marks[place].contains(.invalid) { invalid[Int(codes[row])] += 1 }
    }
    return waits.parts.enumerated().map { code, waits in
      ResponseFigures(waits, invalid: invalid[code], young: young[code])
    }
  }
}
