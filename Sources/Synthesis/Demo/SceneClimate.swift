import Domain

/// What happens to the demo's organisation, week after week, so that there is something to see: weeks with more leads
/// than anybody answers take turns with weeks in which deals are rushed. The first scene is always the same; later
/// ones vary with the seed. Before the demo opens nothing is out of the ordinary.
struct SceneClimate: Climate {
  let seed: UInt64
  let start: Instant
  private let firstMonday: CivilDate

  init(seed: UInt64, start: Instant) {
    self.seed = seed
    self.start = start
    firstMonday = EasternTime.date(of: start).monday
  }

  func troubles(at instant: Instant) -> [Trouble] {
    guard instant > start, instant.isKnown else { return [] }
    let monday = EasternTime.date(of: instant).monday
    let week = (monday.daysSinceEpoch - firstMonday.daysSinceEpoch) / 7
    let scene = week % 2 == 0 ? flood(week, monday) : rush(week, monday)
    return scene.troubles(at: instant)
  }

  /// A campaign brings leads from one source, nobody looks after them for a day, then a task force answers at once.
  private func flood(_ week: Int, _ monday: CivilDate) -> PlannedClimate {
    var chance = Chance(seed: seed, stream: 500 + UInt64(week))
    let isFirst = week == 0
    let source = isFirst ? Market.partner : chance.pick([Market.partner, Market.event, Market.paidSearch])
    let force = isFirst ? 1 : chance.between(0.9, 1.3)
    let shift = isFirst ? 0 : Int64(chance.integer(below: 4)) * 3600
    let begin = EasternTime.instant(monday.adding(days: 1), second: 9 * 3600 + shift)
    let attended = EasternTime.instant(monday.adding(days: 2), second: 10 * 3600 + shift)
    let end = EasternTime.instant(monday.adding(days: 4), second: 18 * 3600)
    let before = TimeWindow(after: begin.adding(-1), through: attended.adding(-1))
    let after = TimeWindow(after: attended.adding(-1), through: end)
    return PlannedClimate(episodes: [
      Episode(during: before, trouble: .extraLeads(source: source, perHour: 7 * force)),
      Episode(during: before, trouble: .unattended(source: source, until: attended)),
      Episode(during: after, trouble: .extraLeads(source: source, perHour: 8 * force)),
      Episode(during: after, trouble: .prompt(source: source)),
    ])
  }

  /// Somebody wants proposals out before the week is over, demo or not.
  private func rush(_ week: Int, _ monday: CivilDate) -> PlannedClimate {
    var chance = Chance(seed: seed, stream: 500 + UInt64(week))
    let first = monday.adding(days: chance.integer(below: 2))
    let window = TimeWindow(
      after: EasternTime.instant(first, second: 8 * 3600),
      through: EasternTime.instant(first.adding(days: 3), second: 13 * 3600))
    return PlannedClimate(episodes: [Episode(during: window, trouble: .rushing)])
  }
}
