import AlertEngine
import Cells
import Domain

/// Over which stretch a figure counts, in words, where that is not the stretch in the header.
extension FigureText {
  /// Days that the rule looks back; nil for figures about the present or about everything so far.
  var windowDays: Int? {
    switch finding.rule.request.statistic {
    case .shareWithin, .responseQuantile, .qualifiedCount, .qualifiedRatio, .qualifiedForAge, .conformingShare,
      .gaveUpShare:
      finding.rule.request.windowDays
    case .activitiesMean, .wonWithin, .closingPace, .unanswered, .brokenNow, .idle, .idleBeyond, .stageAge,
      .olderThanWinners:
      nil
    }
  }

  /// " in 7 d" if the header names another stretch; empty where the basis says the stretch itself.
  var otherWindow: String {
    switch finding.rule.request.statistic {
    case .conformingShare, .gaveUpShare: return ""
    default: break
    }
    guard let windowDays, let periodDays, windowDays != periodDays else { return "" }
    return " in \(windowDays) d"
  }

  /// The value with its noun where it counts leads or deals, so that it has another unit than its limit: "380 deals".
  var countedValue: String {
    guard finding.rule.isItem, let value = finding.reading.value else { return value }
    let count = Numbers.clamped(value.rounded())
    return finding.rule.request.metric.countsLeads ? Counted.leads(count) : Counted.deals(count)
  }

  /// What they have in common who are so many that it is no alarm: "are older than 9 in 10 wins".
  var cleanUpWords: String {
    switch finding.rule.request.statistic {
    case .olderThanWinners(let quantile): "are older than \(Self.outOfTen(quantile)) wins"
    case .idle(let days): "are quiet over \(days) d"
    case .idleBeyond: "are quieter than wins were"
    case .stageAge: "are longer in a stage than usual"
    default: "are beyond the limit"
    }
  }

  /// For item rules, how many lie beyond the critical level too: "12 over 30 d". Nil if none does.
  var beyondCritical: String? {
    guard finding.rule.request.statistic != .brokenNow, let value = finding.criticalReading?.value, value > 0,
      let limit = criticalLimit
    else { return nil }
    return "\(Numbers.whole(Numbers.clamped(value.rounded()))) \(limit)"
  }
}

extension Snapshot {
  /// A finding that is no alarm because it holds for so many.
  var cleanUp: Finding? { findings.first(where: \.asksToCleanUp) }
}

extension FigureText {
  /// ``outOf`` with the basis bright.
  var ofBasis: [Span] {
    finding.rule.request.statistic == .qualifiedRatio ? [.plain(basis)] : [.dim("of "), .plain(basis)]
  }
}

extension MetricID {
  /// True if its rows are leads, false if they are deals.
  var countsLeads: Bool { self == .leadResponse || self == .qualifiedLeads }
}
