/// One of several things to choose from.
struct Choice: Equatable {
  /// A key, or a name.
  var key: String
  /// What it means.
  var text: String
}

extension Model {
  /// What the line being typed chooses from; nil if it is no such line.
  var choices: [Choice]? { prompt.flatMap { choices(for: $0) } }

  func choices(for line: Prompt) -> [Choice]? {
    switch line.kind {
    case .palette: Palette.matches(line.text, self).map { Choice(key: $0.keys.first?.name ?? "", text: $0.help) }
    case .views: views(matching: line.text).map { Choice(key: $0.name, text: words($0)) }
    case .export: formats(matching: line.text).map { Choice(key: $0.rawValue, text: $0.words) }
    default: nil
    }
  }

  // MARK: - Views

  /// Opens the list of views.
  mutating func startViews() -> [Effect] {
    prompt = Prompt(
      kind: .views, label: ChoiceWords.view,
      hint: ChoiceWords.viewHint(save: keyMap.keyName(of: .save)))
    return []
  }

  private func words(_ view: SavedView) -> String {
    let order = view.sort.flatMap { sort in ListColumns.all(view.listing).first { $0.id == sort }?.title }
    let filter = view.filter.isEmpty ? ListWords.ownOrder(view.listing) : view.filter
    let own = views.contains(view) ? ChoiceWords.yourOwn : ""
    return [filter, order.map { ListWords.by($0) } ?? "", own].filter { !$0.isEmpty }.joined(separator: "   ")
  }

  mutating func commitView(_ line: Prompt) -> [Effect] {
    prompt = nil
    let found = views(matching: line.text)
    return found.indices.contains(line.selected) ? open(found[line.selected]) : []
  }

  mutating func forgetSelectedView() -> [Effect] {
    guard let line = prompt else { return [] }
    let found = views(matching: line.text)
    guard found.indices.contains(line.selected) else { return [] }
    let effects = forget(found[line.selected])
    return effects + editPrompt { _ in }
  }

  // MARK: - Files

  /// Opens the list of formats.
  mutating func startExport() -> [Effect] {
    guard offeredCommands.contains(.export) else { return [] }
    var line = Prompt(kind: .export, label: ChoiceWords.writeAs.lowercased(), hint: ChoiceWords.writeHint)
    line.selected = ExportFormat.allCases.firstIndex(of: exportFormat) ?? 0
    prompt = line
    return []
  }

  private func formats(matching text: String) -> [ExportFormat] {
    ExportFormat.allCases.filter { text.isEmpty || $0.rawValue.hasPrefix(text.lowercased()) }
  }

  mutating func commitExport(_ line: Prompt) -> [Effect] {
    let found = formats(matching: line.text)
    guard found.indices.contains(line.selected) else { return [] }
    prompt = nil
    exportFormat = found[line.selected]
    return sendToScreen(.export)
  }

  /// Writes a table in the format chosen.
  mutating func write(_ table: ExportTable, named name: String) -> [Effect] {
    [.export(name: name, text: table.text(exportFormat), rows: table.rows.count)]
  }
}
