import Runtime
import Settings
import World

/// Where `config check` looks.
enum SettingsPlaces {
  /// The user's own settings file.
  static var userFile: String {
    (SettingsLoader(environment: World.live.environment).userFolder ?? ".") + "/config.yaml"
  }

  /// What is wrong with a file.
  static func check(_ file: String) throws -> [SettingsIssue] {
    let loaded = SettingsLoader(environment: World.live.environment).check(file)
    return loaded.issues + KeySettings.keyMap(loaded.settings.keys).issues
  }
}
