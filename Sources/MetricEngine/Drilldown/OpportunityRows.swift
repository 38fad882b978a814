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
      stageDays: stageDays(index, asOf: query.asOf), touches: pass.count(of: index))
    (deal.expectedCloseOn, deal.nextStepAt) = (table.expectedCloseOn[index], table.nextStepAt[index])
    deal.reasons = remarks(deal, reason ?? .allOpportunities, query)
    return deal
  }

  private func amount(_ row: Int) -> Money? {
    let table = dataset.opportunities
    guard table.amount[row] != Money.none else { return nil }
    return Money(hundredths: table.amount[row], currency: dataset.vocabulary(.currency)[table.currency[row]])
  }

  /// Why an opportunity is in a list.
  private func remarks(_ deal: OpportunityRow, _ listing: Listing, _ query: Query) -> [Remark] {
    switch listing {
    case .quiet: deal.idleDays.map { [.quiet(days: $0)] } ?? []
    case .skipped(let stage): [.skipped([stage])]
    case .offProcess: wayRemarks(Int(deal.row), query)
    case .inStage, .stuck: deal.stageDays.map { [.staying(stage: deal.stage, days: $0)] } ?? []
    case .underFloor: [.fewTouches(deal.touches)]
    case .gaveUp: [.lostAfter(touches: deal.touches)]
    case .withoutNextStep: [.noNextStep]
    case .old: deal.ageDays.map { [.old(days: $0)] } ?? []
    case .won: [.ended(.won, days: deal.ageDays)]
    default: standingRemarks(deal, query)
    }
  }

  /// What is most wrong with an opportunity; how it ended if it is closed.
  private func standingRemarks(_ deal: OpportunityRow, _ query: Query) -> [Remark] {
    guard deal.status == .open else { return [.ended(deal.status, days: deal.ageDays)] }
    if let idle = deal.idleDays, idle > IdleClock.quietDays { return [.quiet(days: idle)] }
    return wayRemarks(Int(deal.row), query)
  }

  /// Where an opportunity left the process: skipped Demo, went back, repeated a stage.
  func wayRemarks(_ row: Int, _ query: Query) -> [Remark] {
    var walker = PathWalker(self, asOf: query.asOf)
    guard walker.walk(row) else { return [] }
    let stages = walker.stageNames
    var remarks: [Remark] = []
    if !walker.missing.isEmpty { remarks.append(.skipped(walker.missing.map { stages[Int($0)] })) }
    if walker.backward > 0 { remarks.append(.wentBack(times: Int(walker.backward))) }
    if walker.rework > walker.backward || walker.repeats > 0 { remarks.append(.repeatedStage) }
    return remarks + strayRemarks(walker, row, query)
  }
}

extension Engine {
  /// What the process does not know: foreign stages, ends that were none, an end that no stage entry says.
  private func strayRemarks(_ walker: PathWalker, _ row: Int, _ query: Query) -> [Remark] {
    let names = dataset.vocabulary(.stage)
    var remarks: [Remark] = []
    var foreign: [Code] = []
    for code in walker.codes where walker.map[code] == StageMap.foreign && !foreign.contains(code) && foreign.count < 3
    {
      foreign.append(code)
    }
    if !foreign.isEmpty { remarks.append(.wasIn(foreign.map { names[$0] })) }
    let standing = dataset.opportunities.standing(row, asOf: query.asOf)
    let before = standing == .open ? walker.codes[...] : walker.codes.dropLast()
    if before.contains(where: { walker.map[$0] < StageMap.foreign }) { remarks.append(.openedAgain) }
    if let wanted = walker.map.wantedEnd(standing), let last = walker.codes.last, walker.map[last] != wanted {
      remarks.append(.unentered(standing))
    }
    return remarks
  }
}
