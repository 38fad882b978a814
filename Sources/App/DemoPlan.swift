import Domain
import Runtime
import Settings
import Synthesis
import World

extension Wiring {
  /// The plan of `demo`: a made-up organisation on its own fast clock, kept in memory only.
  static func demo(seed: UInt64, hoursPerSecond: Double, world: World = .live) throws -> Plan {
    let started = ContinuousClock.now
    let clock = DemoClock(hoursPerSecond: hoursPerSecond) {
      let passed = ContinuousClock.now - started
      return Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
    }
    let (settings, issues) = SettingsReader.read(
      text: DemoOrganisation.settings, file: "demo.yaml", kind: .user, over: Settings())
    return Plan(
      storage: try Storage.inMemory(), settings: settings, issues: issues.map(\.description),
      sources: [DemoSource(seed: seed, clock: clock)],
      options: WorkspaceOptions(
        title: DemoOrganisation.name, asOf: .automatic, timeZone: nil, present: { clock.now }, isDemo: true),
      corrections: .memory, world: world, readSettings: { (settings, issues.map(\.description)) })
  }
}
