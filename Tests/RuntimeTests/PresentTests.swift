import Dashboard
import Domain
import Runtime
import Settings
import Testing

@Suite("The instant that figures stand at")
struct PresentTests {
  private let chosen = noon.adding(days: -3)
  private let configured = noon.adding(days: -5)

  private func facts(newest: Instant) -> DatasetFacts {
    var facts = DatasetFacts()
    facts.newestEvent = newest
    return facts
  }

  private func resolve(
    _ choice: AsOfChoice, _ configured: AsOf? = nil, newest: Instant = noon.adding(-60), isLive: Bool = false
  ) -> Present {
    Present.resolve(choice: choice, configured: configured, facts: facts(newest: newest), isLive: isLive, now: noon)
  }

  @Test("what the user asks for wins over everything", arguments: [false, true])
  func asked(isLive: Bool) {
    let old = noon.adding(days: -900)
    #expect(
      resolve(.at(chosen), .at(configured), newest: old, isLive: isLive) == Present(fixed: chosen, origin: .chosen))
    #expect(resolve(.now, .at(configured), newest: old, isLive: isLive) == Present(fixed: nil, origin: .now))
  }

  @Test("live sources tell of the present, whatever settings say")
  func live() {
    #expect(resolve(.automatic, .at(configured), isLive: true) == Present(fixed: nil, origin: .now))
    #expect(resolve(.automatic, newest: noon.adding(days: -900), isLive: true) == Present(fixed: nil, origin: .now))
  }

  @Test("without a wish the settings of the data decide")
  func settings() {
    #expect(resolve(.automatic, .at(configured)) == Present(fixed: configured, origin: .settings))
    #expect(resolve(.automatic, .now, newest: noon.adding(days: -900)) == Present(fixed: nil, origin: .now))
  }

  @Test("data that ended over 36 hours ago is shown as of its end")
  func ended() {
    let end = noon.adding(-36 * 3600 - 1)
    #expect(resolve(.automatic, newest: end) == Present(fixed: end, origin: .dataEnd))
    #expect(resolve(.automatic, newest: end.adding(1)) == Present(fixed: nil, origin: .now))
  }

  @Test("without a single row it is now")
  func nothing() {
    #expect(resolve(.automatic, newest: .unknown) == Present(fixed: nil, origin: .now))
  }
}
