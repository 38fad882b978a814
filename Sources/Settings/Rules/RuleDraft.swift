import AlertEngine
import Domain
import Yams

/// A rule entry as it was written; what was not written is nil. Levels stay nodes until their unit is known.
struct RuleDraft {
  var id: String?
  var title: String?
  var metric: MetricID?
  var statistic: StatisticName?
  var clock: ClockKind?
  var direction: Direction?
  var windowDays: Int?
  var scope: ScopeChoice?
  var calendar: Node?
  var active: ActiveDays?
  var margin: Double?
  var minimumCount: Int?
  var gated: Bool?
  var holdFor: Int?
  var keepFor: Int?
  var staleAfter: Int?
  var owner: String?
  var note: String?
  var runbook: String?
  var doNext: String?
  var enabled: Bool?
  var allowed: Node?
  var parameter: Node?
  var warn: Node?
  var critical: Node?
  var recoverWarn: Node?
  var recoverCritical: Node?

  /// One part of the organisation, or each element of a dimension.
  struct ScopeChoice {
    var scope = Scope.all
    var each: Dimension?
  }

  /// The days on which a rule holds; nil where an end was not written.
  struct ActiveDays {
    var from: CivilDate?
    var until: CivilDate?
  }

  /// Keys that make sense for all rules at once.
  static let policyKeys: [Key<RuleDraft>] = [
    Key("window") { node, notes, draft in draft.windowDays = notes.days(node, "window") },
    Key("margin") { node, notes, draft in draft.margin = notes.share(node, "margin") },
    Key("min_n") { node, notes, draft in draft.minimumCount = notes.whole(node, "min_n", in: 0...1_000_000) },
    Key("gate") { node, notes, draft in draft.gated = notes.gate(node) },
    Key("for") { node, notes, draft in draft.holdFor = notes.duration(node, "for") },
    Key("keep") { node, notes, draft in draft.keepFor = notes.duration(node, "keep") },
    Key("stale") { node, notes, draft in draft.staleAfter = notes.duration(node, "stale") },
  ]

  static let keys: [Key<RuleDraft>] =
    [
      Key("id") { node, notes, draft in draft.id = notes.text(node, "id") },
      Key("title") { node, notes, draft in draft.title = notes.text(node, "title") },
      Key("metric") { node, notes, draft in
        draft.metric = notes.choice(node, "metric", MetricID.allCases.map { ($0.rawValue, $0) })
      },
      Key("stat") { node, notes, draft in
        draft.statistic = notes.choice(node, "stat", StatisticName.allCases.map { ($0.rawValue, $0) })
      },
      Key("param") { node, _, draft in draft.parameter = node },
      Key("clock") { node, notes, draft in
        draft.clock = notes.choice(node, "clock", [("wall", .wall), ("business", .business)])
      },
      Key("direction") { node, notes, draft in
        draft.direction = notes.choice(node, "direction", [("above", .above), ("below", .below)])
      },
      Key("warn") { node, _, draft in draft.warn = node },
      Key("crit") { node, _, draft in draft.critical = node },
      Key("recover") { node, notes, draft in notes.read(node, "recover", recoverKeys, into: &draft) },
      Key("allow") { node, _, draft in draft.allowed = node },
      Key("scope") { node, notes, draft in draft.scope = notes.scope(node) },
      Key("calendar") { node, _, draft in draft.calendar = node },
      Key("active") { node, notes, draft in draft.active = notes.activeDays(node) },
      Key("owner") { node, notes, draft in draft.owner = notes.text(node, "owner") },
      Key("note") { node, notes, draft in draft.note = notes.text(node, "note") },
      Key("runbook") { node, notes, draft in draft.runbook = notes.text(node, "runbook") },
      Key("do_next") { node, notes, draft in draft.doNext = notes.text(node, "do_next") },
      Key("enabled") { node, notes, draft in draft.enabled = notes.flag(node, "enabled") },
    ] + policyKeys

  private static let recoverKeys: [Key<RuleDraft>] = [
    Key("warn") { node, _, draft in draft.recoverWarn = node },
    Key("crit") { node, _, draft in draft.recoverCritical = node },
  ]

  /// Puts what was written about delays, evidence and words into a rule.
  func applyPolicy(to rule: inout AlertRule) {
    rule.title = title ?? rule.title
    rule.direction = direction ?? rule.direction
    rule.margin = margin ?? rule.margin
    rule.minimumCount = minimumCount ?? rule.minimumCount
    rule.gated = gated ?? rule.gated
    rule.holdFor = holdFor ?? rule.holdFor
    rule.keepFor = keepFor ?? rule.keepFor
    rule.staleAfter = staleAfter ?? rule.staleAfter
    rule.owner = owner ?? rule.owner
    rule.note = note ?? rule.note
    rule.runbook = runbook ?? rule.runbook
    rule.doNext = doNext ?? rule.doNext
    rule.enabled = enabled ?? rule.enabled
    if let scope { rule.each = scope.each }
    if let active { (rule.activeFrom, rule.activeUntil) = (active.from, active.until) }
    applyBasis(to: &rule.request)
    if var critical = rule.criticalRequest {
      applyBasis(to: &critical)
      rule.criticalRequest = critical
    }
  }

  private func applyBasis(to request: inout MeasureRequest) {
    request.clock = clock ?? request.clock
    request.windowDays = windowDays ?? request.windowDays
    request.scope = scope?.scope ?? request.scope
  }
}

extension Notes {
  /// `off`, or the one-sided 80 % that is measured.
  fileprivate mutating func gate(_ node: Node) -> Bool? {
    let text = node.scalar?.string.lowercased() ?? ""
    if ["off", "false", "no"].contains(text) { return false }
    if ["on", "true", "yes"].contains(text) { return true }
    if let share = parseShare(text), share == 0.8 { return true }
    error(node, "gate must be 0.80 or off, not \(node.kindName)")
    return nil
  }

  /// `{from: 2026-01-01, until: 2026-03-31}`, either of them left out.
  fileprivate mutating func activeDays(_ node: Node) -> RuleDraft.ActiveDays? {
    var days = RuleDraft.ActiveDays()
    let keys: [Key<RuleDraft.ActiveDays>] = [
      Key("from") { node, notes, days in days.from = notes.date(node, "from") },
      Key("until") { node, notes, days in days.until = notes.date(node, "until") },
    ]
    read(node, "active", keys, into: &days)
    if let from = days.from, let until = days.until, from > until {
      error(node, "active ends before it begins", hint: "write from: the first day, until: the last one")
      return nil
    }
    return days
  }

  /// `all`, `team:EMEA`, `{team: EMEA}`, or `each team`.
  fileprivate mutating func scope(_ node: Node) -> RuleDraft.ScopeChoice? {
    let text = node.scalar?.string ?? ""
    if text == "all" { return RuleDraft.ScopeChoice() }
    let words = text.split(separator: " ")
    if words.first == "each", words.count == 2 {
      return scopeDimension(node, String(words[1])).map { RuleDraft.ScopeChoice(each: $0) }
    }
    let parts = scopeParts(node)
    guard parts.count == 2, !parts[1].isEmpty else {
      error(
        node, "scope must name a part of the organisation, not \(node.kindName)",
        hint: "write all, team:EMEA or each team")
      return nil
    }
    if parts[0] == "each" { return scopeDimension(node, parts[1]).map { RuleDraft.ScopeChoice(each: $0) } }
    return scopeDimension(node, parts[0]).map { RuleDraft.ScopeChoice(scope: .element($0, parts[1])) }
  }

  private mutating func scopeDimension(_ node: Node, _ name: String) -> Dimension? {
    let dimensions: [Dimension] = [.team, .rep, .source, .region, .segment]
    if let dimension = dimensions.first(where: { $0.rawValue == name }) { return dimension }
    error(node, "unknown scope \(quoted(name))", hint: suggestion(for: name, among: dimensions.map(\.rawValue)))
    return nil
  }

  private func scopeParts(_ node: Node) -> [String] {
    if let mapping = node.mapping, mapping.count == 1, let pair = mapping.first {
      return [pair.key, pair.value].compactMap { $0.scalar?.string }
    }
    let parts = node.scalar?.string.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    return parts.map { String($0.drop { $0 == " " }) }
  }
}
