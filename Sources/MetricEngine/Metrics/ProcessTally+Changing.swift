import Domain

extension ProcessTally {
  /// Adds what other opportunities add up to, or takes it away; all but money and variants, whose places are not the
  /// same in every tally.
  mutating func change(_ other: ProcessTally, _ sign: LiveSign) {
    let by = sign.rawValue
    while stages.count < other.stages.count { stages.append(Stage()) }
    for stage in other.stages.indices { stages[stage].change(other.stages[stage], by) }
    opportunities += by * other.opportunities
    withoutHistory += by * other.withoutHistory
    conforming += by * other.conforming
    withSkip += by * other.withSkip
    skippedStages += by * other.skippedStages
    withBackward += by * other.withBackward
    backwardMoves += by * other.backwardMoves
    withRework += by * other.withRework
    reworkVisits += by * other.reworkVisits
    withRepeat += by * other.withRepeat
    withOther += by * other.withOther
    steps.change(other.steps, sign)
    moves.change(other.moves, sign)
    closedConforming.change(other.closedConforming, sign)
    closedOther.change(other.closedOther, sign)
  }
}

extension ProcessTally.Stage {
  fileprivate mutating func change(_ other: Self, _ by: Int) {
    met += by * other.met
    entered += by * other.entered
    wentOn += by * other.wentOn
    skipped += by * other.skipped
    skippedClosed += by * other.skippedClosed
    skippedWon += by * other.skippedWon
    lostHere += by * other.lostHere
  }
}

extension ProcessCohorts {
  /// Adds other opportunities or takes them away.
  mutating func change(_ other: ProcessCohorts, _ sign: LiveSign) {
    recent.change(other.recent, sign)
    before.change(other.before, sign)
    Self.change(&recentBySegment, other.recentBySegment, sign)
    Self.change(&beforeBySegment, other.beforeBySegment, sign)
    Self.change(&weeks, other.weeks, sign)
  }

  private static func change(_ parts: inout [ProcessTally.Part], _ other: [ProcessTally.Part], _ sign: LiveSign) {
    while parts.count < other.count { parts.append(ProcessTally.Part()) }
    for place in other.indices { parts[place].change(other[place], sign) }
  }
}
