import Domain

/// Process statistics beyond the panel's figures.
public struct ProcessStats: Sendable, Equatable {
  /// Stage entries directly after each other and how often that happened, the directly-follows graph.
  public struct Transition: Sendable, Equatable {
    /// The stage left, as recorded.
    public var from: String
    /// The stage entered.
    public var to: String
    /// Times.
    public var count: Int
  }

  /// A stage name and a number of opportunities.
  public struct NamedCount: Sendable, Equatable {
    /// As recorded.
    public var name: String
    /// Opportunities.
    public var count: Int
  }

  /// The days that visits to a stage take within the first 60, running ones counted: area under the curve.
  public struct Stay: Sendable, Equatable {
    /// The stage.
    public var stage: String
    /// Days after which visits count no further.
    public var limit: Double
    /// Mean days; nil without visits.
    public var mean: Double?
    /// Its standard error; nil without visits.
    public var error: Double?
  }

  /// Following the process against winning among those that reached one stage: lost deals leave early and have fewer
  /// chances to deviate, so only deals that came equally far are compared.
  public struct Reached: Sendable, Equatable {
    /// The stage.
    public var stage: String
    /// Followed the process: won, lost; did not: won, lost.
    public var table: TwoByTwo
  }

  /// Transitions by name; first and last stage names.
  public private(set) var transitions: [Transition] = []
  /// Opportunities by the first stage entered.
  public private(set) var starts: [NamedCount] = []
  /// Opportunities by the last stage entered.
  public private(set) var ends: [NamedCount] = []
  /// Steps to put in or take out of closed opportunities to make them follow the process.
  public private(set) var moves = Description(count: 0)
  /// By stage.
  public private(set) var stays: [Stay] = []
  /// Closed ones that followed the process: won, lost; that did not: won, lost.
  public private(set) var conformAgainstWin = TwoByTwo(0, 0, 0, 0)
  /// The same segment by segment; nil without closed ones.
  public private(set) var conformAgainstWinBySegment: MantelHaenszel?
  /// The same among those that reached each stage.
  public private(set) var reached: [Reached] = []
  /// With a skipped stage and without: created in the last 60 days; in the 60 before.
  public private(set) var skipLately = TwoByTwo(0, 0, 0, 0)
  /// The commonest paths with their win rate and time.
  public private(set) var variants: [Variant] = []

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    guard engine.missingForProcess.isEmpty else { return }
    let set = selection.opportunitySet
    let facts = engine.processFacts
    let sums = set.isAll ? facts.whole : PathSums(facts.paths, engine.dataset.opportunities, set)
    let tally = ProcessTally(engine, facts, sums)
    moves = Description(counts: tally.moves)
    fillTransitions(facts.paths, tally, engine.dataset.vocabulary(.stage))
    stays = facts.models.stages.indices.map { Self.stay($0, facts, set, query) }
    let (conforming, other) = (tally.closedConforming, tally.closedOther)
    conformAgainstWin = Self.table(conforming, other)
    conformAgainstWinBySegment = Self.bySegment(engine, facts, set)
    reached = Self.reached(facts, sums)
    skipLately = Self.skipLately(facts, set, query)
    variants = VariantTimes(engine, facts, set, tally).variants
  }

  private mutating func fillTransitions(_ paths: ProcessPaths, _ tally: ProcessTally, _ names: Vocabulary) {
    var pairs: [Int64: Int] = [:]
    var (first, last) = ([Int](repeating: 0, count: names.count), [Int](repeating: 0, count: names.count))
    for (variant, count) in tally.variants.enumerated() where count > 0 {
      let codes = paths.names(ofVariant: variant)
      for (from, to) in zip(codes, codes.dropFirst()) { pairs[ProcessModel.move(from, to), default: 0] += Int(count) }
      if let code = codes.first { first[Int(code)] += Int(count) }
      if let code = codes.last { last[Int(code)] += Int(count) }
    }
    transitions = pairs.map { pair, count in
      Transition(from: names[Code(pair >> 32)], to: names[Code(pair & 0xffff_ffff)], count: count)
    }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    starts = Self.named(first, names)
    ends = Self.named(last, names)
  }

  private static func named(_ counts: [Int], _ names: Vocabulary) -> [NamedCount] {
    counts.indices.filter { counts[$0] > 0 }.map { NamedCount(name: names[Code($0)], count: counts[$0]) }
      .sorted { $0.name < $1.name }
  }

  private static func stay(_ stage: Int, _ facts: ProcessFacts, _ set: RowSet, _ query: Query) -> Stay {
    facts.visits.withDwell(stage, set, asOf: query.asOf) { times in
      var stay = Stay(stage: facts.models.stages[stage], limit: 60)
      guard times.count > 0 else { return stay }
      let mean = DwellCurve(times).restrictedMean(to: stay.limit)
      (stay.mean, stay.error) = (mean.mean, mean.error)
      return stay
    }
  }

  private static func table(_ one: ProcessTally.Part, _ two: ProcessTally.Part) -> TwoByTwo {
    TwoByTwo(counts(one, two))
  }

  private static func counts(_ one: ProcessTally.Part, _ two: ProcessTally.Part) -> FourCounts {
    FourCounts(one.successes, one.all - one.successes, two.successes, two.all - two.successes)
  }

  private static func bySegment(_ engine: Engine, _ facts: ProcessFacts, _ set: RowSet) -> MantelHaenszel? {
    let names = engine.dataset.vocabulary(.segment)
    let none = [ProcessTally.Part](repeating: .init(), count: names.count)
    var (conforming, other) = (none, none)
    engine.dataset.opportunities.segment.withUnsafeBufferPointer { segments in
      facts.paths.pathOf.withUnsafeBufferPointer { pathOf in
        set.forEach { row in
          guard pathOf[row] >= 0 else { return }
          let path = facts.paths.all[Int(pathOf[row])]
          guard path.standing != .open else { return }
          let segment = Int(segments[row])
          if path.conforms {
            conforming[segment].add(1, path.standing == .won)
          } else {
            other[segment].add(1, path.standing == .won)
          }
        }
      }
    }
    let order = names.names.indices.sorted { names.names[$0] < names.names[$1] }
    return MantelHaenszel(order.map { counts(conforming[$0], other[$0]) })
  }

  private static func reached(_ facts: ProcessFacts, _ sums: PathSums) -> [Reached] {
    let none = [ProcessTally.Part](repeating: .init(), count: facts.models.stages.count)
    var (conforming, other) = (none, none)
    for (path, sum) in zip(facts.paths.all, sums.sums) where sum.count > 0 && path.standing != .open {
      for mark in path.met {
        let stage = Int(facts.paths.marks[mark] >> 1)
        if path.conforms {
          conforming[stage].add(Int(sum.count), path.standing == .won)
        } else {
          other[stage].add(Int(sum.count), path.standing == .won)
        }
      }
    }
    return facts.models.stages.indices.map { stage in
      Reached(stage: facts.models.stages[stage], table: table(conforming[stage], other[stage]))
    }
  }

  private static func skipLately(_ facts: ProcessFacts, _ set: RowSet, _ query: Query) -> TwoByTwo {
    func skips(_ first: Int, _ last: Int) -> ProcessTally.Part {
      var part = ProcessTally.Part()
      let window = TimeWindow(after: query.asOf.adding(days: -first), through: query.asOf.adding(days: -last))
      for place in facts.created.range(window) {
        let row = MomentOrder.row(facts.created.words[place])
        guard set.contains(row) else { continue }
        part.add(1, !facts.paths.all[Int(facts.paths.pathOf[row])].missing.isEmpty)
      }
      return part
    }
    return table(skips(60, 0), skips(120, 60))
  }
}
