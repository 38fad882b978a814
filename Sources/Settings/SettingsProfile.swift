import Domain
import Ingest

extension Settings {
  /// The profile of the organisation: what the settings say over what was worked out from the data.
  ///
  /// - Parameters:
  ///   - assumed: What the data suggests.
  ///   - asOf: Where several versions of the process are given, the one in force then is taken.
  /// - Returns: The process counts as assumed until somebody named its stages, the working hours until somebody named
  ///   zone, opening and closing.
  public func profile(over assumed: Profile, asOf: Instant = .never) -> Profile {
    var profile = assumed
    if let version = processVersion(asOf: asOf) { profile.process = version.applied(to: assumed.process) }
    profile.processVersions = process.map { $0.dated(over: assumed.process) }
    profile.hours = hours.applied(to: assumed.hours)
    if !calendars.isEmpty {
      profile.calendars = calendars.keys.sorted().map { name in
        NamedCalendar(name: name, hours: (calendars[name] ?? HoursSettings()).applied(to: profile.hours))
      }
    }
    profile.calendarOf.merge(calendarOf) { $1 }
    profile.fiscal = FiscalCalendar(
      startMonth: fiscal.startMonth ?? assumed.fiscal.startMonth, pattern: fiscal.pattern ?? assumed.fiscal.pattern)
    profile.responseLimit = responseLimit ?? assumed.responseLimit
    profile.responseLimits.merge(responseLimits) { $1 }
    return profile
  }

  /// The mapping for reading files: what was said of files, and the names that mean won and lost.
  public var sourceMapping: MappingSpec {
    var spec = mapping
    spec.wonStages.formUnion(process.flatMap(\.won))
    spec.lostStages.formUnion(process.flatMap(\.lost))
    return spec
  }

  /// The latest version that holds at an instant, for all pipelines before one for a single pipeline.
  public func processVersion(asOf: Instant) -> ProcessVersion? {
    let inForce = process.filter { version in
      guard let from = version.from else { return true }
      return from.midnightUTC <= asOf
    }
    let general = inForce.filter { $0.pipeline == nil }
    return (general.isEmpty ? inForce : general).max { left, right in
      (left.from?.daysSinceEpoch ?? .min) < (right.from?.daysSinceEpoch ?? .min)
    }
  }
}

extension ProcessVersion {
  fileprivate func applied(to assumed: SalesProcess) -> SalesProcess {
    SalesProcess(
      stages: stages.isEmpty ? assumed.stages : stages.map(\.name), won: won.isEmpty ? assumed.won : won,
      lost: lost.isEmpty ? assumed.lost : lost, assumed: stages.isEmpty && assumed.assumed)
  }
}

extension ProcessVersion {
  fileprivate func dated(over assumed: SalesProcess) -> DatedProcess {
    DatedProcess(
      from: from, pipeline: pipeline, process: applied(to: assumed), optional: stages.filter(\.optional).map(\.name),
      customerFacing: stages.filter(\.customerFacing).map(\.name), jumps: jumps)
  }
}

extension HoursSettings {
  fileprivate func applied(to assumed: BusinessHours) -> BusinessHours {
    let said = timeZone != nil && (week != nil || opensAt != nil && closesAt != nil)
    if let week = week ?? (saysOneDay ? nil : assumed.week) {
      return BusinessHours(
        timeZone: timeZone ?? assumed.timeZone, week: week, holidays: holidays ?? assumed.holidays,
        assumed: !said && assumed.assumed)
    }
    var hours = BusinessHours(
      timeZone: timeZone ?? assumed.timeZone, weekdays: weekdays ?? assumed.weekdays,
      opensAt: opensAt ?? assumed.opensAt, closesAt: closesAt ?? assumed.closesAt,
      holidays: holidays ?? assumed.holidays, assumed: !said && assumed.assumed)
    if hours.closesAt <= hours.opensAt {
      hours.opensAt = assumed.opensAt
      hours.closesAt = assumed.closesAt
    }
    return hours
  }
}
