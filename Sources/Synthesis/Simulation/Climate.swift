import Domain

/// Something out of the ordinary that shapes what happens while it lasts.
enum Trouble: Sendable, Equatable {
  /// This share of all leads comes from one source instead of their own.
  case surge(source: Int, share: Double)
  /// So many more leads an hour of working time from one source.
  case extraLeads(source: Int, perHour: Double)
  /// Answers take `factor` times as long, `fastShare` come at once, never answering is `neverFactor` times as common.
  case slow(Who, factor: Double, fastShare: Double, neverFactor: Double)
  /// Nobody answers leads of a source before this instant.
  case unattended(source: Int, until: Instant)
  /// Leads of a source are answered within minutes.
  case prompt(source: Int)
  /// The chance of leads of a source to qualify is multiplied.
  case poorLeads(source: Int, factor: Double)
  /// Opportunities of a team leave out the demo with this probability.
  case skippingDemo(team: Int, chance: Double)
  /// New opportunities are pushed to a proposal on their first day, without a demo.
  case rushing
  /// Of the touches that a rep would make, only this share is made.
  case idle(rep: Int, kept: Double)
  /// Share of enterprise companies among leads.
  case enterprise(share: Double)

  /// Whom a trouble concerns.
  enum Who: Sendable, Equatable {
    case rep(Int)
    case source(Int)
  }
}

/// What is out of the ordinary at a moment: a pure function of time, so that the same events come about
/// in whatever portions they are asked for.
protocol Climate: Sendable {
  func troubles(at instant: Instant) -> [Trouble]
}

/// A trouble and how long it lasts.
struct Episode: Sendable {
  var during: TimeWindow
  var trouble: Trouble
}

/// A climate written down in advance.
struct PlannedClimate: Climate {
  var episodes: [Episode]

  func troubles(at instant: Instant) -> [Trouble] {
    var active: [Trouble] = []
    for episode in episodes where episode.during.contains(instant) { active.append(episode.trouble) }
    return active
  }
}

extension PlannedClimate {
  /// Nothing out of the ordinary.
  static let calm = PlannedClimate(episodes: [])

  /// The planted problems of a generated set, each with one cause to be found:
  /// - a rep who answers five times as slowly for the last 75 days,
  /// - partner leads left waiting for the last 21 days, and more of them,
  /// - paid search leads that hardly qualify for the last 28 days,
  /// - a team that leaves out the demo for the last 60 days,
  /// - a rep who stops getting in touch: seldom for 60 days, not at all for 21,
  /// - and one change that is no problem: more enterprise companies for the last 150 days.
  static func planted(in organisation: Organisation, asOf: Instant) -> PlannedClimate {
    func last(_ days: Int, until end: Int = 0) -> TimeWindow {
      TimeWindow(after: asOf.adding(days: -days), through: asOf.adding(days: -end))
    }
    let slowRep = 2 % organisation.reps.count
    let idleRep = 7 % organisation.reps.count
    return PlannedClimate(episodes: [
      Episode(during: last(75), trouble: .slow(.rep(slowRep), factor: 5, fastShare: 0.06, neverFactor: 1)),
      Episode(during: last(21), trouble: .surge(source: Market.partner, share: 0.12)),
      Episode(
        during: last(21), trouble: .slow(.source(Market.partner), factor: 6, fastShare: 0.02, neverFactor: 3)),
      Episode(during: last(28), trouble: .poorLeads(source: Market.paidSearch, factor: 0.35)),
      Episode(during: last(60), trouble: .skippingDemo(team: 2, chance: 0.6)),
      Episode(during: last(60, until: 21), trouble: .idle(rep: idleRep, kept: 0.25)),
      Episode(during: last(21), trouble: .idle(rep: idleRep, kept: 0)),
      Episode(during: last(150), trouble: .enterprise(share: 0.45)),
    ])
  }
}
