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
    SettingsLoader(environment: World.live.environment).check(file).issues
  }
}
