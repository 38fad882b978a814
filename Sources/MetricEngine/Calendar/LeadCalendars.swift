import Domain

/// The working hours in which each lead's clock runs: those of its team, else of its region, else the organisation's.
struct LeadCalendars: Sendable {
  /// The organisation's first, then those that teams or regions keep.
  let all: [BusinessCalendar]
  /// Place in `all` by code of team and of region; 0 without one of its own.
  private let ofTeam: [UInt8]
  private let ofRegion: [UInt8]
  private let team: Series<Code>
  private let region: Series<Code>

  /// The calendars of a profile over the stretch of the organisation's own.
  init(_ dataset: Dataset, _ profile: Profile, own: BusinessCalendar) {
    let kept = profile.calendars.prefix(Int(UInt8.max))
    func places(_ dimension: Dimension) -> [UInt8] {
      dataset.vocabulary(dimension).names.map { name in
        guard let calendar = Self.calendar(of: name, in: dimension, profile) else { return 0 }
        return kept.firstIndex { $0.name == calendar }.map { UInt8($0 + 1) } ?? 0
      }
    }
    (ofTeam, ofRegion) = (places(.team), places(.region))
    (team, region) = (dataset.leads.team, dataset.leads.region)
    all = [own] + kept.map { BusinessCalendar(hours: $0.hours, from: own.from, through: own.through) }
  }

  /// Those of other rows, whose teams and regions have the same codes.
  init(_ leads: LeadTable, as other: LeadCalendars) {
    (all, ofTeam, ofRegion) = (other.all, other.ofTeam, other.ofRegion)
    (team, region) = (leads.team, leads.region)
  }

  /// True if every lead keeps the organisation's hours.
  var isSingle: Bool { !ofTeam.contains { $0 > 0 } && !ofRegion.contains { $0 > 0 } }

  /// Which of `all` a lead keeps.
  @inline(__always) func place(lead row: Int) -> Int {
    let own = ofTeam[Int(team[row])]
    return Int(own > 0 ? own : ofRegion[Int(region[row])])
  }

  /// The calendar that a lead keeps.
  func calendar(lead row: Int) -> BusinessCalendar { all[place(lead: row)] }

  /// The hours that a lead keeps, as the profile says them.
  func hours(lead row: Int, _ profile: Profile) -> BusinessHours {
    let place = place(lead: row)
    return place > 0 ? profile.calendars[place - 1].hours : profile.hours
  }

  /// Names are found whatever their case.
  private static func calendar(of name: String, in dimension: Dimension, _ profile: Profile) -> String? {
    guard !name.isEmpty, !profile.calendarOf.isEmpty else { return nil }
    if let exact = profile.calendarOf[.element(dimension, name)] { return exact }
    let wanted = name.lowercased()
    let alike = profile.calendarOf.filter { scope, _ in
      guard case .element(dimension, let element) = scope else { return false }
      return element.lowercased() == wanted
    }
    return alike.values.min()
  }
}

extension Engine {
  /// The calendars of leads, wide enough for a query at `asOf`.
  func leadCalendars(asOf: Instant) -> LeadCalendars {
    let kept = prepared.leadCalendars.get { LeadCalendars(dataset, profile, own: calendar) }
    let own = calendar(asOf: asOf)
    return own.through == calendar.through ? kept : LeadCalendars(dataset, profile, own: own)
  }
}
