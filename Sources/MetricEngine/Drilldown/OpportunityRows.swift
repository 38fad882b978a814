import Domain

extension Engine {
  /// An opportunity as a list shows it; `reason` is the list that it is in.
  public func opportunityRow(_ row: Int32, _ query: Query, reason: Listing?) -> OpportunityRow {
    let index = Int(row)
    let table = dataset.opportunities
    func name(_ dimension: Dimension, _ code: Code) -> String { dataset.vocabulary(dimension)[code] }
    let pass = ActivityPass(self, query)
    var deal = OpportunityRow(
      row: row, id: table.ids[index], name: table.names[index], account: name(.account, table.account[index]),
      rep: name(.rep, table.rep[index]), team: name(.team, table.team[index]),
      stage: name(.stage, stage(ofOpportunity: index, asOf: query.asOf)),
      segment: name(.segment, table.segment[index]), source: name(.source, table.source[index]),
      status: table.standing(index, asOf: query.asOf), amount: amount(index), createdAt: table.createdAt[index],
      closedAt: table.closedAt[index] <= query.asOf ? table.closedAt[index] : .never,
      ageDays: ageDays(index, asOf: query.asOf), idleDays: idleDays(index, asOf: query.asOf),
      stageDays: stageDays(index, asOf: query.asOf), touches: pass.count(of: index), reason: "")
    (deal.expectedCloseOn, deal.nextStepAt) = (table.expectedCloseOn[index], table.nextStepAt[index])
    deal.reason = words(deal, reason ?? .allOpportunities, query)
    return deal
  }

  private func amount(_ row: Int) -> Money? {
    let table = dataset.opportunities
    guard table.amount[row] != Money.none else { return nil }
    return Money(hundredths: table.amount[row], currency: dataset.vocabulary(.currency)[table.currency[row]])
  }

  /// Why an opportunity is in a list.
  private func words(_ deal: OpportunityRow, _ listing: Listing, _ query: Query) -> String {
    switch listing {
    case .quiet: return deal.idleDays.map { "quiet for \(DayWords.days($0))" } ?? ""
    case .skipped(let stage): return "skipped \(stage)"
    case .offProcess: return pathWords(Int(deal.row), query).joined(separator: ", ")
    case .inStage, .stuck: return deal.stageDays.map { "in \(deal.stage) for \(DayWords.days($0))" } ?? ""
    case .underFloor: return "\(TouchWords.count(deal.touches)), 3 in 4 wins had more at this age"
    case .gaveUp: return "lost after \(TouchWords.count(deal.touches))"
    case .withoutNextStep: return "no next step booked"
    case .old: return deal.ageDays.map { "open for \(DayWords.days($0)), longer than 9 in 10 wins" } ?? ""
    case .won: return deal.ageDays.map { "won in \(DayWords.days($0))" } ?? "won"
    default: return standingWords(deal, query)
    }
  }

  /// What is most wrong with an opportunity, in a few words; how it ended if it is closed.
  private func standingWords(_ deal: OpportunityRow, _ query: Query) -> String {
    guard deal.status == .open else {
      let ended = deal.status == .won ? "won" : "lost"
      return deal.ageDays.map { "\(ended) in \(DayWords.days($0))" } ?? ended
    }
    if let idle = deal.idleDays, idle > IdleClock.quietDays { return "quiet for \(DayWords.days(idle))" }
    return pathWords(Int(deal.row), query).joined(separator: ", ")
  }

  /// Where an opportunity left the process: "skipped Demo", "went back", "repeated".
  func pathWords(_ row: Int, _ query: Query) -> [String] {
    var walker = PathWalker(self, asOf: query.asOf)
    guard walker.walk(row) else { return [] }
    let stages = walker.stageNames
    var words: [String] = []
    if !walker.missing.isEmpty {
      words.append("skipped " + walker.missing.map { stages[Int($0)] }.joined(separator: " and "))
    }
    if walker.backward > 0 { words.append(walker.backward == 1 ? "went back" : "went back \(walker.backward) times") }
    if walker.rework > walker.backward || walker.repeats > 0 { words.append("repeated a stage") }
    return words + strayWords(walker, row, query)
  }
}

extension Engine {
  /// What the process does not know: foreign stages, ends that were none, an end that no stage entry says.
  private func strayWords(_ walker: PathWalker, _ row: Int, _ query: Query) -> [String] {
    let names = dataset.vocabulary(.stage)
    var words: [String] = []
    var foreign: [Code] = []
    for code in walker.codes where walker.map[code] == StageMap.foreign && !foreign.contains(code) && foreign.count < 3
    {
      foreign.append(code)
    }
    if !foreign.isEmpty { words.append("was in " + foreign.map { names[$0] }.joined(separator: " and ")) }
    let standing = dataset.opportunities.standing(row, asOf: query.asOf)
    let before = standing == .open ? walker.codes[...] : walker.codes.dropLast()
    if before.contains(where: { walker.map[$0] < StageMap.foreign }) { words.append("was opened again") }
    if let wanted = walker.map.wantedEnd(standing), let last = walker.codes.last, walker.map[last] != wanted {
      words.append("\(standing == .won ? "won" : "lost") without entering that stage")
    }
    return words
  }
}

/// Activities in plain words.
enum TouchWords {
  /// `no touch`, `one touch`, `5 touches`.
  static func count(_ touches: Int) -> String {
    switch touches {
    case ...0: "no touch"
    case 1: "one touch"
    default: "\(touches) touches"
    }
  }
}
