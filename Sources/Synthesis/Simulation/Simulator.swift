import Domain

/// The synthetic organisation at work. Every day draws from a stream of its own, and what becomes of a lead is
/// settled when it comes in, so the events up to an instant are the same however they are asked for.
struct Simulator: Sendable {
  let organisation: Organisation
  let climate: any Climate
  let hours: OpenHours
  let seed: UInt64
  /// The first local date with leads.
  let firstDate: CivilDate
  /// Days over which business grows; later days stay at the level reached.
  let growthDays: Int
  /// Leads on an average working day at the start.
  let leadsPerDay: Double
  /// Companies in each region and segment.
  let companies: Int

  /// - Parameters:
  ///   - leads: how many leads to expect from `start` to `end`.
  ///   - lastDate: where the calendar ends; nothing happens later.
  init(
    organisation: Organisation, climate: any Climate, seed: UInt64, start: Instant, end: Instant, lastDate: CivilDate,
    leads: Int
  ) {
    self.organisation = organisation
    self.climate = climate
    self.seed = seed
    firstDate = EasternTime.date(of: start)
    growthDays = max(1, EasternTime.date(of: end).daysSinceEpoch - firstDate.daysSinceEpoch)
    hours = OpenHours(from: firstDate.adding(days: -10), through: lastDate)
    companies = max(20, leads / 15)
    var sum = 0.0
    for day in 0...growthDays { sum += Self.level(firstDate.adding(days: day), day: day, of: growthDays) }
    leadsPerDay = Double(leads) / sum
  }

  private static let weekdayFactors = [1.15, 1.20, 1.10, 1.05, 0.90, 0.28, 0.22]
  private static let monthFactors = [0.98, 1.03, 1.08, 1.06, 1.02, 1.00, 0.90, 0.86, 1.02, 1.08, 1.05, 0.88]
  private static let hourFactors = [
    1, 0.7, 0.5, 0.4, 0.4, 0.6, 1.2, 2.2, 4, 6, 7, 7, 6, 6.5, 7, 7, 6, 4.5, 3.2, 2.6, 2.4, 2.2, 1.8, 1.3,
  ]

  /// How busy a date is, by weekday, season, holiday and growth.
  private static func level(_ date: CivilDate, day: Int, of growthDays: Int) -> Double {
    let season = weekdayFactors[date.isoWeekday - 1] * monthFactors[date.month - 1]
    let growth = 1 + 0.25 * Double(min(day, growthDays)) / Double(growthDays)
    return season * growth * (OpenHours.isHoliday(date) ? 0.25 : 1)
  }

  /// The leads that come in on a local date, in order of time, without their numbers.
  func leads(on date: CivilDate) -> [LeadStory] {
    let day = date.daysSinceEpoch - firstDate.daysSinceEpoch
    var chance = Chance(seed: seed, stream: 1_000 + UInt64(max(0, day)))
    var leads: [LeadStory] = []
    for _ in 0..<chance.poisson(mean: leadsPerDay * Self.level(date, day: day, of: growthDays)) {
      let second = Int64(chance.index(weights: Self.hourFactors) * 3600 + chance.integer(below: 3600))
      leads.append(lead(at: EasternTime.instant(date, second: second), source: nil, &chance))
    }
    for hour in 0..<24 { leads += extraLeads(on: date, hour: hour, &chance) }
    leads.sort { ($0.createdAt, $0.seed) < ($1.createdAt, $1.seed) }
    return leads
  }

  private func extraLeads(on date: CivilDate, hour: Int, _ chance: inout Chance) -> [LeadStory] {
    let start = EasternTime.instant(date, second: Int64(hour) * 3600)
    guard hours.isOpen(at: start) else { return [] }
    var leads: [LeadStory] = []
    for case .extraLeads(let source, let perHour) in climate.troubles(at: start) {
      for _ in 0..<chance.poisson(mean: perHour) {
        leads.append(lead(at: start.adding(Int64(chance.integer(below: 3600))), source: source, &chance))
      }
    }
    return leads
  }
}
