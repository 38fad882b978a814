import AlertEngine
import Domain

/// The same in fewer letters, for columns and lines with little room.
extension FigureText {
  /// ``what`` in at most a dozen letters.
  var shortWhat: String {
    switch statistic {
    case .shareWithin(let seconds):
      seconds.map { "in \(Durations.limit(seconds: $0))" }
        ?? (profile.responseLimits.isEmpty ? "in \(Durations.limit(seconds: profile.responseLimit))" : "in time")
    case .responseQuantile: "to answer"
    case .qualifiedCount: "qualified"
    case .qualifiedRatio: "of usual"
    case .qualifiedForAge: "of usual"
    case .conformingShare: "follow it"
    case .activitiesMean: "per deal"
    case .gaveUpShare: "gave up"
    case .wonWithin: "won"
    case .closingPace: "of before"
    case .unanswered: "late"
    case .brokenNow: "let down"
    case .idle, .idleBeyond: "quiet"
    case .stageAge: "stuck"
    case .olderThanWinners: "too old"
    }
  }

  /// What a rule is about in at most a dozen letters.
  var shortTitle: String {
    switch statistic {
    case .shareWithin, .responseQuantile: "Answers"
    case .qualifiedCount, .qualifiedRatio, .qualifiedForAge: "Qualified"
    case .conformingShare: "Process"
    case .activitiesMean: "Activities"
    case .gaveUpShare: "Given up"
    case .wonWithin: "Won in time"
    case .closingPace: "Closing"
    case .unanswered: "Waiting"
    case .brokenNow: "Broken now"
    case .idle, .idleBeyond: "Quiet"
    case .stageAge: "Stuck"
    case .olderThanWinners: "Too old"
    }
  }

  /// ``limit`` with a sign in place of words: "<45 %", ">14 d", ">usual", ">own" where each has its own.
  var signedLimit: String {
    var text = limit
    for word in ["over ", "what is "] where text.hasPrefix(word) { text.removeFirst(word.count) }
    for word in [" stay", " wins", " pause", " leads", " deals"] where text.hasSuffix(word) {
      text.removeLast(word.count)
    }
    if text == ResponseWords.theirLimit { text = ResponseWords.own }
    return (finding.rule.direction == .below ? "<" : ">") + text
  }

  /// The first part of ``touches``: "1.2 M EUR", "338 too many".
  var shortTouches: String {
    if case .shareWithin = statistic { return touches.replacing("late too", with: "too") }
    let money = MoneyText.short(finding.reading.money)
    let all = touches
    guard let money, all.contains(money) else { return all }
    return money
  }

  /// ``why`` in fewer words.
  var shortWhy: String { isCaused ? reason?.shortCause ?? "" : soon?.short ?? "" }
}
