import Dashboard
import Domain
import Settings
import Store

// What the user leaves behind: notes, corrections, the state of the screen.
extension Workspace {
  /// Everything stored about a lead or an opportunity, as label and text; empty if the store cannot say.
  func details(isLead: Bool, id: String) -> [[String]] {
    (try? store.details(of: isLead ? .leads : .opportunities, id: id)) ?? []
  }

  /// Notes on a lead or an opportunity.
  func notes(isLead: Bool, id: String) -> [String] { notebook.notes(isLead: isLead, id: id) }

  func addNote(isLead: Bool, id: String, text: String) throws(StoreError) {
    try notebook.addNote(text, isLead: isLead, id: id, at: world.now())
  }

  func save(_ state: ScreenState) throws { try notebook.save(state) }

  /// Takes over what the user corrected, and keeps it beside the data where it has a folder.
  func correct(_ profile: Profile) throws {
    settings.process = [
      ProcessVersion(
        stages: profile.process.stages.map { StageSetting(name: $0) }, won: profile.process.won,
        lost: profile.process.lost)
    ]
    settings.hours = HoursSettings(profile.hours)
    if let folder = settingsFolder {
      _ = try SettingsLoader(environment: world.environment).save(profile, in: folder)
    }
  }

  /// Reads the settings files again. What is wrong with them comes back; the last good settings stay then.
  func reloadSettings() -> [String] {
    let (new, issues) = readSettings()
    if issues.isEmpty { settings = new }
    return issues
  }
}
