import Domain
import Yams

/// `process`, `stages` and `business`: how and when the organisation sells.
extension Notes {
  /// One version, or a list of versions with the days from which they hold.
  mutating func processVersions(_ node: Node) -> [ProcessVersion] {
    (node.sequence.map(Array.init) ?? [node]).compactMap { entry in
      var version = ProcessVersion()
      let before = issues.count
      read(entry, "process", Self.processKeys, into: &version)
      checkJumps(of: version, entry)
      return issues.count > before && version.stages.isEmpty ? nil : version
    }
  }

  /// Names, or keys with a name and marks; a name given twice is left out.
  mutating func stages(_ node: Node) -> [StageSetting] {
    guard let list = node.sequence else {
      error(node, "stages must be a list, not \(node.kindName)", hint: "write [Discovery, Demo, Proposal]")
      return []
    }
    var stages: [StageSetting] = []
    for entry in list {
      guard let stage = stage(entry) else { continue }
      if stages.contains(where: { $0.name == stage.name }) {
        error(entry, "stage \(quoted(stage.name)) is given twice")
      } else {
        stages.append(stage)
      }
    }
    return stages
  }

  mutating func readHours(_ node: Node, into hours: inout HoursSettings) {
    var read = hours
    read.week = nil
    self.read(node, "business", Self.hoursKeys, into: &read)
    let isSameDay =
      (read.weekdays, read.opensAt) == (hours.weekdays, hours.opensAt) && read.closesAt == hours.closesAt
    if read.week == nil, isSameDay { read.week = hours.week }
    if let opens = read.opensAt, let closes = read.closesAt, closes <= opens {
      error(node, "business closes at or before it opens", hint: "close must be later than open on the same day")
      (read.opensAt, read.closesAt) = (hours.opensAt, hours.closesAt)
    }
    hours = read
  }

  private mutating func stage(_ node: Node) -> StageSetting? {
    guard node.mapping != nil else { return text(node, "a stage").map { StageSetting(name: $0) } }
    var stage = StageSetting(name: "")
    read(node, "stage", Self.stageKeys, into: &stage)
    if stage.name.isEmpty {
      error(node, "a stage needs a name", hint: "write {name: Demo, optional: true}")
      return nil
    }
    return stage
  }

  private mutating func checkJumps(of version: ProcessVersion, _ node: Node) {
    let names = version.stages.map(\.name)
    for jump in version.jumps {
      for name in jump where !names.contains(name) {
        error(node, "jump to unknown stage \(quoted(name))", hint: suggestion(for: name, among: names))
      }
    }
  }

  private static let processKeys: [Key<ProcessVersion>] = [
    Key("from") { node, notes, version in version.from = notes.date(node, "from") },
    Key("pipeline") { node, notes, version in version.pipeline = notes.text(node, "pipeline") },
    Key("stages") { node, notes, version in version.stages = notes.stages(node) },
    Key("jumps") { node, notes, version in version.jumps = notes.jumps(node) },
    Key("won") { node, notes, version in version.won = notes.texts(node, "won") },
    Key("lost") { node, notes, version in version.lost = notes.texts(node, "lost") },
  ]

  private static let stageKeys: [Key<StageSetting>] = [
    Key("name") { node, notes, stage in stage.name = notes.text(node, "name") ?? "" },
    Key("optional") { node, notes, stage in stage.optional = notes.flag(node, "optional") ?? false },
    Key("customer_facing") { node, notes, stage in
      stage.customerFacing = notes.flag(node, "customer_facing") ?? false
    },
  ]

  private static let hoursKeys: [Key<HoursSettings>] = [
    Key("tz") { node, notes, hours in hours.timeZone = notes.timeZone(node) ?? hours.timeZone },
    Key("weekdays") { node, notes, hours in hours.weekdays = notes.weekdays(node) ?? hours.weekdays },
    Key("open") { node, notes, hours in hours.opensAt = notes.timeOfDay(node, "open") ?? hours.opensAt },
    Key("close") { node, notes, hours in hours.closesAt = notes.timeOfDay(node, "close") ?? hours.closesAt },
    Key("hours") { node, notes, hours in hours.week = notes.week(node) ?? hours.week },
    Key("holidays") { node, notes, hours in hours.holidays = notes.holidays(node) ?? hours.holidays },
  ]

  private mutating func jumps(_ node: Node) -> [[String]] {
    guard let list = node.sequence else {
      error(node, "jumps must be a list of pairs", hint: "write [[Discovery, Proposal]]")
      return []
    }
    return list.compactMap { pair in
      let names = texts(pair, "a jump")
      if names.count == 2 { return names }
      error(pair, "a jump must be two stages", hint: "write [Discovery, Proposal]")
      return nil
    }
  }

  private mutating func holidays(_ node: Node) -> [CivilDate]? {
    guard let list = node.sequence else {
      error(node, "holidays must be a list of days", hint: "write [2026-12-25, 2027-01-01]")
      return nil
    }
    return list.compactMap { date($0, "a holiday") }
  }
}
