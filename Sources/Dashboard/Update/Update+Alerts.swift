import AlertEngine
import Domain

/// What may be taken back for a while.
public struct UndoOffer: Sendable, Equatable {
  /// Seconds that it stands.
  static let seconds: Int64 = 10
  /// The alert that something was done about.
  public var key: AlertKey
  /// When it is too late.
  public var until: Instant
}

extension Model {
  /// Does a command about an alert; those that need a word open a line for it.
  mutating func act(_ command: Command, on entry: AlertEntry?) -> [Effect] {
    guard let snapshot, let entry else {
      tell(Words.noAlertSelected)
      return []
    }
    guard snapshot.alerts.takesActions else {
      tell(Words.alertsElsewhere)
      return []
    }
    switch command {
    case .acknowledge: startAcknowledging(entry)
    case .snooze where entry.instance?.snooze != nil: return perform(.unsnooze, on: entry.key, saying: AlertWords.awake)
    case .snooze:
      prompt = Prompt(
        kind: .snooze(entry.key), label: AlertPromptInput.snoozeLabel, hint: AlertPromptInput.snoozeExample)
    case .note: prompt = Prompt(kind: .alertNote(entry.key), label: Words.noteLabel)
    default: break
    }
    return []
  }

  private mutating func startAcknowledging(_ entry: AlertEntry) {
    guard entry.severity > .ok else { return tell(Words.nothingToAcknowledge) }
    prompt = Prompt(
      kind: .acknowledge(entry.key), label: AlertPromptInput.acknowledgeLabel,
      text: entry.finding.rule.owner.map { "\($0), " } ?? "", hint: AlertPromptInput.acknowledgeExample)
  }

  /// How the line being typed about an alert is understood so far, or what is wrong with it.
  func alertHint(_ line: Prompt) -> String? {
    switch understood(line) {
    case .success(let understood): understood.words
    case .failure(let problem): problem.text
    case nil: nil
    }
  }

  private func understood(_ line: Prompt) -> Result<AlertPromptInput.Understood, AlertPromptInput.Problem>? {
    guard let input = AlertPromptInput(self) else { return nil }
    switch line.kind {
    case .acknowledge: return input.acknowledgement(line.text)
    case .snooze: return input.snooze(line.text)
    default: return nil
    }
  }

  /// Does what was typed; a line that cannot be used stays to be mended.
  mutating func commitAlert(_ line: Prompt, on key: AlertKey) -> [Effect] {
    switch understood(line) {
    case .success(let understood):
      prompt = nil
      return perform(understood.action, on: key, saying: understood.words)
    case .failure(let problem):
      prompt?.hint = problem.text
      return []
    case nil:
      prompt = nil
      return []
    }
  }

  /// Keeps a remark about an alert.
  mutating func commitAlertNote(_ text: String, on key: AlertKey) -> [Effect] {
    prompt = nil
    guard !text.isEmpty else { return [] }
    offerUndo(key, saying: Words.noteKept)
    return [.alertNote(key, text)]
  }

  private mutating func perform(_ action: AlertAction, on key: AlertKey, saying words: String) -> [Effect] {
    offerUndo(key, saying: words)
    return [.alert(key, action)]
  }

  private mutating func offerUndo(_ key: AlertKey, saying words: String) {
    undo = UndoOffer(key: key, until: now.adding(UndoOffer.seconds))
    ownDoing.insert(key)
    toast = Toast(
      text: AlertWords.undo(words, key: keyMap.keyName(of: .undo)), isError: false,
      until: now.adding(UndoOffer.seconds))
  }

  static let nothingToUndo: @Sendable (Model) -> String? = { model in
    model.undo.map { $0.until > model.now } ?? false ? nil : Words.nothingToUndo
  }

  /// Takes back what was just done about an alert.
  mutating func takeBack() -> [Effect] {
    guard let offer = undo else { return [] }
    undo = nil
    ownDoing.insert(offer.key)
    tell(AlertWords.takenBack)
    return [.undoAlert(offer.key)]
  }
}

// MARK: - News

extension Model {
  /// What became loud since the alerts that were known last: said on the screen and, if wanted, by the terminal. The
  /// first alerts that are seen are known; what the user did is no news.
  mutating func announceNews(_ board: AlertBoard) -> [Effect] {
    guard board.basis == .remembered, let snapshot else { return [] }
    let start = newsBegin ?? asOf
    newsBegin = start
    defer {
      knownAlerts = board
      ownDoing = []
    }
    guard let known = knownAlerts else { return [] }
    let loud = board.entries.filter { entry in
      !ownDoing.contains(entry.key) && entry.isLouder(than: known[entry.key], after: start)
    }
    guard let first = loud.max(by: { $0.severity < $1.severity }) else { return [] }
    let text = AlertWords.news(AlertMessage.headline(first, snapshot), more: loud.count - 1)
    tell(AlertWords.new(text, key: keyMap.keyName(of: .alerts)))
    return [.announce(text)]
  }
}

extension AlertEntry {
  /// True if it speaks and did not before, or speaks of something worse, or anew. What fired before `start` and is only
  /// learned of now, because missed hours are made up for, is no news.
  func isLouder(than before: AlertEntry?, after start: Instant) -> Bool {
    guard display == .firing else { return false }
    let isNew = (instance?.firedAt).map { CatchUp.grid.tick(upTo: start) <= $0 } ?? false
    guard let before, before.severity > .ok else { return isNew }
    if before.display != .firing || severity > before.severity { return true }
    return isNew && instance?.firedAt != before.instance?.firedAt
  }
}

// MARK: - The title of the window

extension Model {
  /// "dealtop: 1 critical, 3 warnings": what a window among others, or a tab, should say.
  public var windowTitle: String { Conventions.$shown.withValue(conventions) { title } }

  private var title: String {
    guard let snapshot else { return Words.program }
    let counts = snapshot.alerts.counts
    let wrong = [
      counts.critical > 0 ? AlertWords.critical(counts.critical) : nil,
      counts.warnings > 0 ? AlertWords.warnings(counts.warnings) : nil,
    ].compactMap(\.self)
    if !wrong.isEmpty { return "\(Words.program): \(wrong.joined(separator: ", "))" }
    return "\(Words.program): \(snapshot.judgedMetrics.isEmpty ? Words.nothingToJudge : AlertWords.nothingWrong)"
  }
}
