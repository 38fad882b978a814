import Domain
import MetricEngine

/// What is to be said of a deal or a lead, in words.
enum RemarkWords {
  /// All of it in a line, as lists have it beside a row: "skipped Demo, went back".
  static func line(_ remarks: [Remark]) -> String { remarks.map(text).joined(separator: ", ") }

  /// A line each, but one for all about the way that a deal took: "quiet for 41 days", "skipped Demo, went back".
  static func lines(_ remarks: [Remark]) -> [String] {
    let ways = remarks.filter { !way($0).isEmpty }
    let others = remarks.filter { way($0).isEmpty }
    let place = remarks.firstIndex { !way($0).isEmpty } ?? 0
    return others.prefix(place).map(text) + (ways.isEmpty ? [] : [line(ways)]) + others.dropFirst(place).map(text)
  }

  /// "quiet for 41 days", "skipped Demo", "late by 2 h 10".
  static func text(_ remark: Remark) -> String {
    switch remark {
    case .quiet(let days, let wins): "quiet for \(length(days))" + (wins.map(rhythm) ?? "")
    case .fewTouches(let count, let least): few(count, least)
    case .lostAfter(let count): "lost after \(touches(count))"
    case .noNextStep: "no next step booked"
    case .overdue(let days): "was to close \(length(days)) ago"
    case .old(let days, let wins):
      "open for \(length(days)), longer than 9 in 10 wins" + (wins.map { " (\(length($0)))" } ?? "")
    case .staying(let stage, let days, let usual):
      "in \(stage) for \(length(days))" + (usual.map { "; 9 in 10 leave it within \(length($0))" } ?? "")
    case .ended(let outcome, let days): ListColumns.status(outcome) + (days.map { " in \(length($0))" } ?? "")
    case .skipped, .wentBack, .repeated, .repeatedStage, .wasIn, .foreignStage, .openedAgain, .unentered: way(remark)
    case .pushedOut: "pushed out"
    case .beforeCreation: "before the creation"
    case .afterEnd: "after the end"
    case .beforeItCame: "before it came"
    case .tooLate: "too late"
    case .due, .late, .waited, .overLimit, .untimed, .answeredBeforeItCame: answer(remark)
    }
  }

  /// How a deal left the process.
  private static func way(_ remark: Remark) -> String {
    switch remark {
    case .skipped(let stages): "skipped \(list(stages))"
    case .wentBack(let times): times == 1 ? ProcessWords.wentBack : "\(ProcessWords.wentBack) \(times) times"
    case .repeated: ProcessWords.repeated
    case .repeatedStage: "repeated a stage"
    case .wasIn(let stages): "was in \(list(stages))"
    case .foreignStage: "not a stage of the process"
    case .openedAgain: "was opened again"
    case .unentered(let outcome): "\(ListColumns.status(outcome)) without entering that stage"
    default: ""
    }
  }

  /// How a lead was answered.
  private static func answer(_ remark: Remark) -> String {
    switch remark {
    case .due(let seconds): ListWords.due(in: Ages.work(seconds))
    case .late(let seconds): "late by \(Ages.work(seconds))"
    case .waited(let standing, let wait, let isLate): waited(standing, length(wait)) + (isLate ? ", too late" : "")
    case .overLimit(let standing, let seconds, let limit):
      overLimit(standing, "\(Ages.work(seconds)) of working time; the limit is \(Ages.work(limit))")
    case .untimed(let why): untimed(why)
    case .answeredBeforeItCame: "answered before it came: an error in the data"
    default: ""
    }
  }

  private static func waited(_ standing: LeadStanding, _ length: String) -> String {
    switch standing {
    case .waiting: "waiting for \(length)"
    case .answered: "answered after \(length)"
    case .qualified: "qualified after \(length), never answered"
    case .disqualified: "disqualified after \(length), never answered"
    }
  }

  private static func overLimit(_ standing: LeadStanding, _ length: String) -> String {
    switch standing {
    case .waiting: "not answered for \(length)"
    case .answered: "answered after \(length)"
    case .qualified: "never answered, qualified after \(length)"
    case .disqualified: "never answered, disqualified after \(length)"
    }
  }

  private static func untimed(_ why: ResponseExclusion) -> String {
    switch why {
    case .undated: "no creation date"
    case .imported: "imported in bulk"
    case .invalid: "answered before created"
    case .answerUndated: "answered, nobody knows when"
    }
  }

  private static func few(_ count: Int, _ least: Int?) -> String {
    guard let least else { return "\(touches(count)), 3 in 4 wins had more at this age" }
    return "\(touches(count)) so far; 3 in 4 wins had at least \(Numbers.whole(least)) at this age"
  }

  /// "; won deals of this kind were touched every 9 days".
  private static func rhythm(_ wins: Remark.Rhythm) -> String {
    let every = wins.days < 2 ? "every day" : "every \(length(wins.days))"
    return "; won deals\(wins.isOfItsKind ? " of this kind" : "") were touched \(every)"
  }

  /// "no touch", "one touch", "5 touches".
  private static func touches(_ count: Int) -> String {
    switch count {
    case ...0: "no touch"
    case 1: "one touch"
    default: "\(Numbers.whole(count)) touches"
    }
  }

  private static func length(_ days: Double) -> String { Counted.days(DayWords.whole(days)) }

  private static func length(_ wait: Remark.Wait) -> String {
    switch wait {
    case .days(let days): length(days)
    case .working(let seconds): Ages.work(seconds)
    }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: " and ") }
}

extension OpportunityRow {
  /// Why it is in the list.
  var reason: String { RemarkWords.line(reasons) }
}

extension LeadRow {
  /// Why it is in the list.
  var reason: String { RemarkWords.line(reasons) }
}
