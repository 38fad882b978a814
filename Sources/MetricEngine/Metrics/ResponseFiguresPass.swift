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

  mutating func add(_ waited: Int32?) {
    count += 1
    if let waited, waited <= ResponseMarksOfTime.quick { quick += 1 }
  }
}

extension ResponseFigures {
  /// The figures of some waits; `invalid` leads were left out.
  init(_ waits: ResponseWaits, invalid: Int, young: YoungLeads, description: Description? = nil) {
    self.init()
    count = waits.count
    self.invalid = invalid
    answered = waits.ended.count
    unanswered = waits.running.count
    answeredOnly = description ?? Describe.seconds(waits.ended)
    withinFiveMinutes = Wilson.share(
      waits.ended(within: ResponseMarksOfTime.quick) - young.quick, of: waits.count - young.count)
    let curve = ResponseCurve(waits)
    survival = curve.summary(at: ResponseMarksOfTime.readOffAt)
    slowTenth = curve.estimate(0.9)
  }
}

extension ResponseQuestion {
  /// The figures of a stretch in one clock.
  func figures(_ sample: ResponseSample, _ span: ResponseSpan, _ clock: ClockKind) -> ResponseFigures {
    ResponseFigures(sample.waits(clock).waits, invalid: sample.invalid, young: young(span, clock))
  }

  /// The figures of all leads in one clock.
  func allFigures(_ clock: ClockKind) -> ResponseFigures {
    let order = clock == .wall ? facts.byWall : facts.byBusiness
    return ResponseFigures(
      allWaits(clock), invalid: set.common(facts.excluded[ResponseExclusion.invalid.rawValue]),
      young: young(everything, clock), description: set.isAll ? order.description : nil)
  }

  /// Those of a stretch too young for five minutes.
  func young(_ span: ResponseSpan, _ clock: ClockKind) -> YoungLeads {
    var young = YoungLeads()
    forEachYoung(Int64(ResponseMarksOfTime.quick), clock, in: span) { _, waited in young.add(waited) }
    return young
  }

  /// The figures of each code of a sample, whose leads are told apart by `codes`.
  func figures(
    by codes: Series<Code>, count: Int, _ sample: ResponseSample, _ span: ResponseSpan, _ clock: ClockKind
  ) -> [ResponseFigures] {
    var young = Array(repeating: YoungLeads(), count: count)
    forEachYoung(Int64(ResponseMarksOfTime.quick), clock, in: span) { row, waited in
      young[Int(codes[Int(row)])].add(waited)
    }
    var invalid = Array(repeating: 0, count: count)
    for place in span.places where facts.marks[place].contains(.invalid) && set.contains(facts.rows[place]) {
      invalid[Int(codes[Int(facts.rows[place])])] += 1
    }
    return sample.waits(clock).parts(count).enumerated().map { code, waits in
      ResponseFigures(waits, invalid: invalid[code], young: young[code])
    }
  }
}
