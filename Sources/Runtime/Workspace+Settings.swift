import AlertEngine
import Domain
import MetricEngine
import Settings
import Store

/// What the settings files say, and what is wrong with them.
struct ReadSettings: Equatable {
  var settings: Settings
  var issues: [String]

  init(_ read: (Settings, [String])) { (settings, issues) = read }
}

// Settings that change while the program runs: corrected on screen, or in their files.
extension Workspace {
  /// Takes over what the user corrected, and keeps it where it belongs.
  /// - Throws: if it could not be kept; it holds until the program ends then.
  public func correct(_ profile: Profile) throws {
    correction = profile
    switch corrections {
    case .memory: return
    case .folder(let folder): _ = try SettingsLoader(environment: world.environment).save(profile, in: folder)
    case .store:
      var kept = KeptSettings(in: store)
      try kept.correct(profile)
      try kept.save(in: store)
    }
    if reloadSettings().isEmpty { correction = nil }
  }

  /// Writes levels of a rule to the settings file that says something of it, else to the one of the data or the user.
  /// - Returns: the file.
  /// - Throws: if it cannot be changed in place, or if another file has the last word about the rule.
  public func save(_ levels: RuleLevels, of rule: AlertRule) throws -> String {
    let folders: [String] = if case .folder(let folder) = corrections { [folder] } else { [] }
    let file = try SettingsLoader(environment: world.environment).save(
      levels, of: rule, config: options.config, folders: folders)
    taken = ReadSettings(readSettings())
    settings = taken.settings
    guard let saved = settings.rules.first(where: { $0.id == rule.id }), RuleLevels(saved) == levels else {
      throw SettingsIssue(
        file: file, message: "holds the new levels, but other settings go before them",
        hint: "change the rule where the data was imported from")
    }
    return file
  }

  /// Reads the settings files again. What is wrong with them comes back; the last good settings stay then.
  @discardableResult
  public func reloadSettings() -> [String] {
    take(ReadSettings(readSettings()))
    return taken.issues
  }

  /// Takes settings over that were edited since, once two looks in a row find the same: a file that is just being
  /// written is half a file.
  /// - Returns: what is wrong with them, in which case the last good ones stay; nil if nothing was edited.
  func followSettings() -> [String]? {
    let found = ReadSettings(readSettings())
    let isConfirmed = found == unconfirmed
    unconfirmed = found == taken ? nil : found
    guard isConfirmed, found != taken else { return nil }
    take(found)
    return found.issues
  }

  private func take(_ read: ReadSettings) {
    taken = read
    unconfirmed = nil
    if read.issues.isEmpty { settings = read.settings }
  }

  /// The process and hours in force over `dataset`.
  func profile(of dataset: Dataset, _ start: KeptStart) -> Profile {
    let hours = ProfileInference.hours(
      dataset.facts, localTimeZone: options.timeZone ?? world.localTimeZone)
    let assumed = Profile(process: start.process, hours: hours)
    var profile = settings.profile(over: assumed)
    if let correction {
      if !correction.process.assumed { profile.process = correction.process }
      if !correction.hours.assumed { profile.hours = correction.hours }
    }
    if let zone = options.timeZone { profile.hours.timeZone = zone }
    if settings.responseLimit == nil { assumeLimits(of: dataset.vocabulary(.source), in: &profile) }
    return profile
  }

  /// Limits for answers that nobody set, by what sources are called.
  private func assumeLimits(of sources: Vocabulary, in profile: inout Profile) {
    let limits = ProfileInference.responseLimits(sources, besides: profile.responseLimits, hours: profile.hours)
    profile.responseLimits.merge(limits) { own, _ in own }
    profile.assumedLimits = Set(limits.keys)
  }

  /// Zone of the organisation's day, as far as it was said.
  var timeZone: String { options.timeZone ?? settings.hours.timeZone ?? world.localTimeZone }

  /// What the rows are put together with: the names of the two ends, where somebody said.
  var assembly: AssemblyOptions {
    if let correction, !correction.process.assumed {
      return AssemblyOptions(
        wonStages: correction.process.won, lostStages: correction.process.lost, knownAt: options.knownAt)
    }
    let ends = settings.process.last
    return AssemblyOptions(wonStages: ends?.won ?? [], lostStages: ends?.lost ?? [], knownAt: options.knownAt)
  }
}
