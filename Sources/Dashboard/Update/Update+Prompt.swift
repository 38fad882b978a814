import Cells
import Domain
import MetricEngine

extension Model {
  /// Opens the filter line: of the screen on top if it has one, else of the whole dashboard.
  mutating func startFilter() -> [Effect] {
    if offeredCommands.contains(.filter) { return sendToScreen(.filter) }
    prompt = Prompt(kind: .filter, label: Words.filterLabel, text: query.filterText, hint: Words.filterExample)
    return []
  }

  /// Opens the line for a period of one's own.
  mutating func startPeriod() -> [Effect] {
    prompt = Prompt(kind: .period, label: PeriodInput.label, hint: PeriodInput.example)
    return []
  }

  mutating func startPalette() -> [Effect] {
    prompt = Prompt(kind: .palette, label: ":")
    return []
  }

  /// Opens the line for a note.
  mutating func startNote(about subject: NoteSubject) {
    prompt = Prompt(kind: .note(subject), label: Words.noteLabel)
  }

  /// A key while a line is being typed; nil if it is not for the line.
  mutating func typeIntoPrompt(_ key: Key) -> [Effect]? {
    switch key {
    case .character(let character): return editPrompt { $0.insert(String(character)) }
    case .backspace:
      if prompt?.text.isEmpty == true { return cancelPrompt() }
      return editPrompt { $0.deleteBack() }
    case .delete where prompt?.kind == .views: return forgetSelectedView()
    case .delete: return editPrompt { $0.deleteForward() }
    case .control("u"): return editPrompt { $0.clear() }
    case .left: return editPrompt { $0.cursor = max(0, $0.cursor - 1) }
    case .right: return editPrompt { $0.cursor = min($0.text.count, $0.cursor + 1) }
    case .home, .control("a"): return editPrompt { $0.cursor = 0 }
    case .end, .control("e"): return editPrompt { $0.cursor = $0.text.count }
    case .up, .backTab: return editPrompt { $0.selected = max(0, $0.selected - 1) }
    case .down, .tab: return editPrompt { $0.selected += 1 }
    case .enter: return commitPrompt()
    case .escape: return cancelPrompt()
    case .control("c"), .control("l"), .control("z"): return nil
    default: return []
    }
  }

  mutating func editPrompt(_ edit: (inout Prompt) -> Void) -> [Effect] {
    guard var line = prompt else { return [] }
    let before = line.text
    edit(&line)
    if let choices = choices(for: line) { line.selected = min(line.selected, max(0, choices.count - 1)) }
    if line.kind == .filter { line.hint = filterHint(line.text) }
    if line.text != before { line.hint = alertHint(line) ?? line.hint }
    if line.kind == .period, line.text != before { line.hint = PeriodInput.hint(line.text, self) }
    prompt = line
    guard line.kind == .screen, line.text != before else { return [] }
    return sendTyped(line, isFinal: false)
  }

  /// What is wrong with a filter, or an example of one.
  func filterHint(_ text: String) -> String {
    parseFilter(text).problems.first.map(FilterWords.text) ?? Words.filterExample
  }

  private func parseFilter(_ text: String) -> (filter: Filter, problems: [FilterProblem]) {
    FilterParser.parse(FilterInput.plain(text), attributes: snapshot?.attributes, names: snapshot?.names ?? [:])
  }

  mutating func cancelPrompt() -> [Effect] {
    guard var line = prompt else { return [] }
    prompt = nil
    guard line.kind == .screen, line.text != line.original else { return [] }
    line.text = line.original
    return sendTyped(line, isFinal: true)
  }

  mutating func commitPrompt() -> [Effect] {
    guard let line = prompt else { return [] }
    switch line.kind {
    case .filter: return commitFilter(line)
    case .period: return commitPeriod(line)
    case .screen:
      prompt = nil
      return sendTyped(line, isFinal: true)
    case .note(let subject):
      prompt = nil
      return line.text.isEmpty ? [] : [.note(subject, text: line.text)]
    case .viewName:
      prompt = nil
      return keepView(named: line.text)
    case .views: return commitView(line)
    case .export: return commitExport(line)
    case .acknowledge(let key), .snooze(let key): return commitAlert(line, on: key)
    case .alertNote(let key): return commitAlertNote(line.text, on: key)
    case .palette:
      prompt = nil
      let matches = Palette.matches(line.text, self)
      return matches.indices.contains(line.selected) ? run(matches[line.selected]) : []
    }
  }

  private mutating func commitFilter(_ line: Prompt) -> [Effect] {
    let (filter, problems) = parseFilter(line.text)
    if let problem = problems.first {
      prompt?.hint = FilterWords.text(problem)
      return []
    }
    prompt = nil
    return setFilter(FilterInput.plain(line.text), filter)
  }

  /// A line that is no period stays to be mended.
  private mutating func commitPeriod(_ line: Prompt) -> [Effect] {
    switch PeriodInput.parse(line.text, self) {
    case .success(let period):
      prompt = nil
      return setPeriod(period)
    case .failure(let problem):
      prompt?.hint = problem.description
      return []
    }
  }

  /// Narrows the whole dashboard.
  mutating func setFilter(_ text: String, _ filter: Filter) -> [Effect] {
    guard filter != query.filter else { return [] }
    query.filterText = text
    query.filter = filter
    return recompute() + [.saveState(screenState)]
  }
}
