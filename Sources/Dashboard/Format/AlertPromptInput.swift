import AlertEngine
import Domain

/// Reads what a person types about an alert, and says how it was understood.
struct AlertPromptInput {
  /// Why a line cannot be used.
  struct Problem: Error, Equatable {
    var text: String
  }

  /// What is to be done, and the same in words.
  struct Understood: Equatable {
    var action: AlertAction
    var words: String
  }

  let today: CivilDate
  let now: Instant
  let snapshot: Snapshot

  static let acknowledgeLabel = InputWords.whoHasIt
  static let acknowledgeExample = InputWords.acknowledgeExample
  static let snoozeLabel = InputWords.quietUntil
  static let snoozeExample = InputWords.snoozeExample

  /// Nil where the figures stand at no time.
  init?(_ model: Model) {
    guard let snapshot = model.snapshot, let today = Dates.date(model.asOf, snapshot) else { return nil }
    (self.snapshot, self.today, now) = (snapshot, today, model.asOf)
  }

  /// "maria, Tue 24 Nov, calls them today": who, until when, a remark. All of it may be left out; the day is the last
  /// one on which it may stay quiet.
  func acknowledgement(_ text: String) -> Result<Understood, Problem> {
    var parts = Self.parts(text)
    var by = ""
    if let first = parts.first, DayInput.comingDay(first, today: today) == nil {
      if DayInput.looksLikeDay(first) { return .failure(noDay(first)) }
      by = first
      parts.removeFirst()
    }
    var due: Instant?
    if let first = parts.first, let day = DayInput.comingDay(first, today: today) {
      due = Dates.start(of: day.adding(days: 1), zone: snapshot.displayTimeZone)
      parts.removeFirst()
    } else if let first = parts.first, DayInput.looksLikeDay(first) {
      return .failure(noDay(first))
    }
    let note = parts.joined(separator: ", ")
    let words = InputWords.taken(by: by, until: due.map { AlertText.due($0, snapshot) })
    return .success(
      Understood(
        action: .acknowledge(by: by, note: note, due: due),
        words: [words, note].filter { !$0.isEmpty }.joined(separator: ": ")))
  }

  /// "Tue 24 Nov, new web form": until when, and why. The day is the one on which it speaks again.
  func snooze(_ text: String) -> Result<Understood, Problem> {
    let parts = Self.parts(text)
    guard let first = parts.first else { return .failure(Problem(text: Self.snoozeExample)) }
    let reason = parts.dropFirst().joined(separator: ", ")
    let until: Instant?
    if Self.meansCleared(first) {
      until = nil
    } else if let end = moment(first) {
      until = end
    } else {
      return .failure(noDay(first))
    }
    guard !reason.isEmpty else { return .failure(Problem(text: InputWords.andWhy(first))) }
    let words = InputWords.snoozed(until: until.map { AlertText.from($0, snapshot) }, reason)
    return .success(Understood(action: .snooze(until: until, reason: reason), words: words))
  }

  /// The beginning of a day to come, or some hours from now.
  private func moment(_ text: String) -> Instant? {
    if let hours = Self.hours(text) { return now.adding(Int64(hours) * 3600) }
    guard let day = DayInput.comingDay(text, today: today), day > today else { return nil }
    return Dates.start(of: day, zone: snapshot.displayTimeZone)
  }

  private func noDay(_ text: String) -> Problem {
    Problem(text: InputWords.noDayToCome(text))
  }

  /// "4 h", "in 4 hours".
  private static func hours(_ text: String) -> Int? {
    let words = text.lowercased().split(separator: " ").filter { $0 != "in" && $0 != "until" }.joined()
    let digits = words.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), (1...8_784).contains(count) else { return nil }
    return ["h", "hour", "hours"].contains(words.dropFirst(digits.count)) ? count : nil
  }

  private static func meansCleared(_ text: String) -> Bool {
    let last = text.lowercased().split(separator: " ").last.map(String.init) ?? ""
    return ["cleared", "clears", "clear", "resolved"].contains(last)
  }

  private static func parts(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.map { part in
      String(part.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
