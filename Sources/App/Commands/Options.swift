import ArgumentParser
import Dashboard
import Domain
import Foundation
import Ingest
import Runtime
import Settings
import World

/// Where the rows come from and how to read them.
struct DataOptions: ParsableArguments {
  @Option(help: "SQLite file to keep rows in; default is the data folder of XDG.")
  var store: String?
  @Option(help: "Settings file; default is dealtop/config.yaml in the configuration folder of XDG.")
  var config: String?
  @Option(
    name: .customLong("map"),
    help: "What a file or column is: FILE=kind, FILE:HEADER=field, FILE:HEADER=day-first. May be repeated.")
  var mappings: [String] = []
  @Option(name: .customLong("tz"), help: "IANA time zone of times without offset and of the working hours.")
  var timeZone: String?
  @Option(name: .customLong("as-of"), help: "Show figures as of this instant: now, 2026-06-30 or 2026-06-30T18:00:00Z.")
  var asOf: String?
  @Option(
    name: .customLong("known-at"),
    help: "Only rows imported by this instant, with what they said then: 2026-06-30 or 2026-06-30T18:00:00Z.")
  var knownAt: String?
  @Flag(help: "Keep nothing on disk.")
  var ephemeral = false

  /// Finds what is wrong with the flags themselves.
  func validate(paths: [String]) throws {
    if ephemeral, paths.isEmpty {
      throw ValidationError("--ephemeral keeps nothing, so there is no store to show: name files or a folder")
    }
    if let timeZone, TimeZone(dealtopName: timeZone) == nil {
      throw ValidationError("--tz: unknown time zone \(timeZone); expected an IANA name such as Europe/Berlin")
    }
    if let config, !FileManager.default.fileExists(atPath: config) {
      throw ValidationError("--config: there is no file \(config)")
    }
    _ = try AsOfArgument.parse(asOf, timeZone: timeZone ?? "UTC")
    _ = try KnownAtArgument.parse(knownAt, timeZone: timeZone ?? "UTC")
    for mapping in mappings where mapping.contains("=") {
      do { _ = try MappingSpec.parse(mapping) } catch { throw ValidationError("--map: \(error)") }
    }
  }
}

/// How things look.
struct LookOptions: ParsableArguments {
  @Option(help: "Theme to start with: a name, or a theme file of dealtop, btop, base16, base24 or k9s.")
  var theme: String?
  @Option(help: "Folder with more themes.")
  var themes: String?
  @Flag(name: .customLong("strict-theme"), help: "Leave colours of themes as they are, however hard to read.")
  var strictTheme = false
  @Option(help: "Glyphs to draw with: auto, braille, block, ascii.")
  var glyphs: String = "auto"
  @Option(help: "Colours: auto, truecolor, 256, 16, mono.")
  var colors: String = "auto"

  /// Finds what is wrong with the flags themselves.
  func validate() throws {
    if glyphs != "auto", glyphSet == nil {
      throw ValidationError("--glyphs: expected auto, braille, block or ascii")
    }
    if colors != "auto", !["truecolor", "256", "16", "mono"].contains(colors) {
      throw ValidationError("--colors: expected auto, truecolor, 256, 16 or mono")
    }
    if let theme, ThemeLibrary.isPath(theme), !FileManager.default.fileExists(atPath: theme) {
      throw ValidationError("--theme: there is no file \(theme)")
    }
  }
}

/// How the screen looks and what it listens to.
struct ScreenOptions: ParsableArguments {
  @OptionGroup var look: LookOptions
  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
  var noMouse = false
  @Option(
    name: .customLong("esc-delay"),
    help: "Milliseconds after Esc in which the rest of a key may arrive; more for slow links.")
  var escDelay: Int = 20

  /// Finds what is wrong with the flags themselves.
  func validate() throws {
    guard (0...1000).contains(escDelay) else {
      throw ValidationError("--esc-delay: expected 0 to 1000 milliseconds")
    }
  }
}

/// Reads `--as-of`.
enum AsOfArgument {
  static func parse(_ text: String?, timeZone: String) throws -> AsOfChoice {
    guard let text else { return .automatic }
    if text == "now" { return .now }
    if let instant = InstantText.parse(text, timeZone: timeZone) { return .at(instant) }
    throw ValidationError("--as-of: expected now, a date such as 2026-06-30 or a time such as 2026-06-30T18:00:00Z")
  }
}

/// Reads `--known-at`.
enum KnownAtArgument {
  static func parse(_ text: String?, timeZone: String) throws -> Instant? {
    guard let text else { return nil }
    if let instant = InstantText.parse(text, timeZone: timeZone) { return instant }
    throw ValidationError("--known-at: expected a date such as 2026-06-30 or a time such as 2026-06-30T18:00:00Z")
  }
}

/// Reads `--since`.
enum SinceArgument {
  /// A day alone begins at its first moment.
  static func parse(_ text: String?, timeZone: String) throws -> ChangesSince {
    switch text {
    case nil, "yesterday": return ChangesSince(.yesterday)
    case "monday": return ChangesSince(.lastMonday)
    case let text?:
      let isDay = text.count == 10
      guard let instant = InstantText.parse(text, timeZone: isDay ? "UTC" : timeZone) else {
        throw ValidationError(
          "--since: expected yesterday, monday, a date such as 2026-06-30 or a time such as 2026-06-30T18:00:00Z")
      }
      return ChangesSince(isDay ? .day(instant.utcDate) : .at(instant))
    }
  }
}
