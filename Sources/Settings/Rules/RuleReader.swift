import AlertEngine
import Domain
import Yams

/// `rules` and `rule_defaults`: changes of the default rules, and new ones.
extension Notes {
  /// A list of rules. A known id changes that rule, another adds one.
  /// - Parameter calendars: names of those that rules can be judged in, besides the usual working hours.
  mutating func readRules(_ node: Node, into rules: inout [AlertRule], calendars: [String] = []) {
    guard let list = node.sequence else {
      error(node, "rules must be a list, not \(node.kindName)", hint: "write - id: idle, then warn: 14d below it")
      return
    }
    var seen: Set<String> = []
    for entry in list {
      guard let rule = rule(entry, among: rules, calendars) else { continue }
      if !seen.insert(rule.id).inserted { error(entry, "rule \(quoted(rule.id)) is given twice") }
      if let index = rules.firstIndex(where: { $0.id == rule.id }) { rules[index] = rule } else { rules.append(rule) }
    }
  }

  /// Windows, delays and evidence for all rules about figures; rules about single items have none.
  mutating func readRuleDefaults(_ node: Node, into rules: inout [AlertRule]) {
    var draft = RuleDraft()
    read(node, "rule_defaults", RuleDraft.policyKeys, into: &draft)
    for index in rules.indices where !rules[index].isItem { draft.applyPolicy(to: &rules[index]) }
  }

  private mutating func rule(_ node: Node, among rules: [AlertRule], _ calendars: [String]) -> AlertRule? {
    var draft = RuleDraft()
    read(node, "rule", RuleDraft.keys, into: &draft)
    guard let id = draft.id else {
      if node.mapping != nil { error(node, "a rule needs an id", hint: "write - id: response-share") }
      return nil
    }
    guard var rule = rules.first(where: { $0.id == id }) ?? newRule(id, draft, node, known: rules.map(\.id)) else {
      return nil
    }
    if let statistic = draft.statistic { changeStatistic(to: statistic, of: &rule) }
    checkMetric(draft, rule, node)
    draft.applyPolicy(to: &rule)
    if let node = draft.calendar { rule.calendar = calendar(node, among: calendars) ?? rule.calendar }
    readLevels(draft, node, into: &rule)
    return rule
  }

  /// `business`, or one of `calendars`, which must stand before the rules.
  private mutating func calendar(_ node: Node, among calendars: [String]) -> String? {
    let known = ["business"] + calendars.sorted()
    return choice(node, "calendar", known.map { ($0, $0) })
  }

  /// A rule that is not among the defaults needs a statistic and a level.
  private mutating func newRule(_ id: String, _ draft: RuleDraft, _ node: Node, known: [String]) -> AlertRule? {
    let idNode = node.mapping?["id"] ?? node
    guard let statistic = draft.statistic, draft.warn != nil || statistic.isItem else {
      let near = suggestion(for: id, among: known)
      let missing = draft.statistic == nil ? "stat" : "warn"
      error(
        idNode, "rule \(quoted(id)) is none of the known ones and has no \(missing)",
        hint: near.hasPrefix("did") ? near : "a new rule needs stat and warn")
      return nil
    }
    let request = MeasureRequest(
      metric: statistic.metric, statistic: statistic.initial, clock: .wall, windowDays: 28, scope: .all)
    return statistic.isItem
      ? AlertRule(
        id: id, title: id, request: request, direction: .above, warn: 0, margin: 0, minimumCount: 0, gated: false,
        holdFor: 0, keepFor: 0, doNext: DefaultRules.openList)
      : AlertRule(
        id: id, title: id, request: request, direction: statistic.direction, warn: 0, doNext: DefaultRules.openList)
  }

  /// Another statistic has other levels; those of the old one mean nothing any more.
  private mutating func changeStatistic(to name: StatisticName, of rule: inout AlertRule) {
    if StatisticName(rule.request.statistic) == name { return }
    rule.learns = false
    rule.request.statistic = name.initial
    rule.request.metric = name.metric
    rule.direction = name.direction
    rule.warn = 0
    rule.critical = nil
    rule.criticalRequest = nil
    rule.recoverWarn = nil
    rule.recoverCritical = nil
  }

  private mutating func checkMetric(_ draft: RuleDraft, _ rule: AlertRule, _ node: Node) {
    guard let metric = draft.metric, metric != rule.request.metric else { return }
    let name = StatisticName(rule.request.statistic)
    let own = StatisticName.allCases.filter { $0.metric == metric }.map(\.rawValue)
    error(
      node.mapping?["metric"] ?? node, "\(metric.rawValue) has no \(name.rawValue)",
      hint: "it has \(own.joined(separator: ", "))")
  }
}
