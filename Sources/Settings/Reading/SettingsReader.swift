import Cells
import Domain
import Yams

/// What a settings file is for; each kind knows other keys.
public enum SettingsKind: Sendable, Equatable {
  /// `config.yaml` of the user: everything.
  case user
  /// `dealtop.yaml` in the folder of the data: what belongs to the data, not how the screen looks.
  case folder
  /// `config.json` of a canonical set. Others may have written it, so keys we do not know are no error.
  case canonical
}

/// Reads settings from YAML or JSON text.
public enum SettingsReader {
  /// Reads one file over what other files said before.
  ///
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: Its name, for issues.
  ///   - kind: What it is for.
  ///   - base: What the files below it say; what this one does not mention stays.
  /// - Returns: The settings, and what was wrong, in the order of the file. Entries with errors change nothing.
  public static func read(
    text: String, file: String, kind: SettingsKind, over base: Settings = Settings()
  ) -> (Settings, [SettingsIssue]) {
    var notes = Notes(file: file)
    var settings = base
    if let root = YAMLText.root(of: text, &notes) {
      notes.read(
        root, "the settings", keys(of: kind), into: &settings, unknown: kind == .canonical ? .warning : .error)
      notes.checkDigests(root, &settings)
    }
    return (settings, notes.issues)
  }

  static func keys(of kind: SettingsKind) -> [Key<Settings>] {
    switch kind {
    case .user: dataKeys + ruleKeys + tellingKeys + screenKeys
    case .folder: dataKeys + ruleKeys + (tellingKeys + screenKeys).map(misplaced)
    case .canonical: dataKeys + canonicalKeys
    }
  }

  private static let dataKeys: [Key<Settings>] = [
    Key("organisation") { node, notes, settings in
      settings.organisation = notes.text(node, "organisation") ?? settings.organisation
    },
    Key("as_of") { node, notes, settings in settings.asOf = notes.asOf(node) ?? settings.asOf },
    Key("business") { node, notes, settings in notes.readHours(node, into: &settings.hours) },
    Key("calendars") { node, notes, settings in notes.readCalendars(node, into: &settings.calendars) },
    Key("calendar_of") { node, notes, settings in notes.readCalendarOf(node, into: &settings) },
    Key("fiscal") { node, notes, settings in notes.readFiscal(node, into: &settings.fiscal) },
    Key("process") { node, notes, settings in
      let versions = notes.processVersions(node)
      if !versions.isEmpty { settings.process = versions }
    },
    Key("stages") { node, notes, settings in
      let stages = notes.stages(node)
      settings.editProcess { $0.stages = stages.isEmpty ? $0.stages : stages }
    },
    Key("won") { node, notes, settings in notes.readEnd(node, "won", \.won, into: &settings) },
    Key("lost") { node, notes, settings in notes.readEnd(node, "lost", \.lost, into: &settings) },
    Key("response_limits") { node, notes, settings in notes.readResponseLimits(node, into: &settings) },
    Key("link") { node, notes, settings in notes.readLinks(node, into: &settings.links) },
    Key("mapping") { node, notes, settings in
      settings.mapping.files = notes.fileMappings(node) + settings.mapping.files
    },
  ]

  private static let canonicalKeys: [Key<Settings>] = [
    Key("schema") { _, _, _ in },
    Key("won_stage") { node, notes, settings in notes.readEnd(node, "won_stage", \.won, into: &settings) },
    Key("lost_stage") { node, notes, settings in notes.readEnd(node, "lost_stage", \.lost, into: &settings) },
  ]

  private static let ruleKeys: [Key<Settings>] = [
    Key("rule_defaults") { node, notes, settings in notes.readRuleDefaults(node, into: &settings.rules) },
    Key("rules") { node, notes, settings in
      notes.readRules(node, into: &settings.rules, calendars: Array(settings.calendars.keys))
    },
  ]

  /// Who is told, and by which programs, is the user's affair.
  private static let tellingKeys: [Key<Settings>] = [
    Key("notify") { node, notes, settings in notes.readNotifiers(node, into: &settings.notifiers) },
    Key("digest") { node, notes, settings in notes.readDigests(node, into: &settings.digests) },
  ]

  private static let screenKeys: [Key<Settings>] = [
    Key("theme") { node, notes, settings in settings.theme = notes.text(node, "theme") ?? settings.theme },
    Key("glyphs") { node, notes, settings in
      settings.glyphs = notes.choice(node, "glyphs", named(GlyphSet.allCases)) ?? settings.glyphs
    },
    Key("locale") { node, notes, settings in settings.conventions = notes.locale(node) ?? settings.conventions },
    Key("period") { node, notes, settings in
      settings.period = notes.period(node) ?? settings.period
    },
    Key("compare") { node, notes, settings in
      let values: [(String, Comparison)] = [("previous", .previous), ("last_year", .lastYear)]
      settings.comparison = notes.choice(node, "comparison", values) ?? settings.comparison
    },
    Key("mouse") { node, notes, settings in settings.mouse = notes.flag(node, "mouse") ?? settings.mouse },
    Key("colors") { node, notes, settings in
      settings.colors = notes.choice(node, "number of colours", named(ColorChoice.allCases)) ?? settings.colors
    },
    Key("notify_terminal") { node, notes, settings in
      let choice = notes.choice(node, "kind of terminal notice", named(NoticeChoice.allCases))
      settings.terminalNotice = choice ?? settings.terminalNotice
    },
    Key("keys") { node, notes, settings in notes.readKeys(node, into: &settings.keys) },
  ]

  /// How the screen looks and which programs are run is the user's affair: a folder may come from anybody.
  private static func misplaced(_ key: Key<Settings>) -> Key<Settings> {
    Key(key.name) { node, notes, _ in
      notes.warning(node, "\(key.name) has no effect in the folder of the data", hint: "set it in your config.yaml")
    }
  }

  private static func named<Value: RawRepresentable<String>>(_ values: [Value]) -> [(String, Value)] {
    values.map { ($0.rawValue, $0) }
  }
}

extension Settings {
  /// Changes the first version of the process, making one if there is none.
  fileprivate mutating func editProcess(_ change: (inout ProcessVersion) -> Void) {
    if process.isEmpty { process = [ProcessVersion()] }
    change(&process[0])
  }
}

extension Notes {
  fileprivate mutating func readEnd(
    _ node: Node, _ name: String, _ end: WritableKeyPath<ProcessVersion, [String]>, into settings: inout Settings
  ) {
    let names = texts(node, name)
    if !names.isEmpty { settings.editProcess { $0[keyPath: end] = names } }
  }

  fileprivate mutating func asOf(_ node: Node) -> AsOf? {
    guard let text = text(node, "as_of") else { return nil }
    if text == "now" { return .now }
    guard let read = TimeText.instant(text) else {
      error(
        node, "as_of must be an instant, not \(quoted(text))", hint: "write 2026-06-30T18:00:00Z, 2026-06-30 or now")
      return nil
    }
    if read.hasTime && !read.hasOffset {
      warning(node, "as_of has no offset and is read as UTC", hint: "write \(text)Z or \(text)+02:00")
    }
    return .at(read.instant)
  }

  fileprivate mutating func readResponseLimits(_ node: Node, into settings: inout Settings) {
    for (source, _, value) in entries(node, "response_limits") {
      guard let seconds = duration(value, "the limit of \(quoted(source))") else { continue }
      if seconds == 0 {
        error(value, "the limit of \(quoted(source)) must be longer than nothing")
      } else if source == "default" {
        settings.responseLimit = seconds
      } else {
        settings.responseLimits[source] = seconds
      }
    }
  }
}
