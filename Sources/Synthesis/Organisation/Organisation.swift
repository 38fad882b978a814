import Domain

/// A sales rep with habits.
struct Rep: Sendable {
  var name: String
  /// Position in ``Organisation/teams``.
  var team: Int
  /// Multiplies how long the rep usually takes to answer.
  var slowness: Double
  /// Share of leads answered at once.
  var fastShare: Double
  /// Share of leads never answered.
  var neverShare: Double
  /// Log odds added to qualification.
  var qualifying: Double
  /// Multiplies how often the rep gets in touch.
  var effort: Double
  /// Share of opportunities dropped after at most one touch.
  var givingUp: Double
  /// Share of stages that the rep does not leave out.
  var adherence: Double
  /// Log odds added to winning.
  var winning: Double
  /// Share of all leads, up to a common factor.
  var weight: Double
}

/// A team under a manager, in a region.
struct Team: Sendable {
  var name: String
  var manager: String
  /// Position in ``Market/regions``.
  var region: Int
}

/// Who works in the synthetic organisation.
struct Organisation: Sendable {
  var reps: [Rep]
  var teams: [Team]
  /// Whom the managers report to.
  var head: String
  let repWeights: [Double]

  static let teamNames = ["Atlas", "Beacon", "Cobalt", "Delta", "Ember", "Falcon", "Garnet", "Harbor"]

  /// An organisation that could handle so many opportunities in two years: 12 to 80 reps in 3 to 8 teams.
  init(opportunities: Int, seed: UInt64) {
    var chance = Chance(seed: seed, stream: 1)
    let size = min(80, max(12, Int((Double(opportunities).squareRoot() / 4).rounded())))
    var taken: Set<String> = []
    head = Self.newName(&taken, &chance)
    var teams: [Team] = []
    for index in 0..<max(3, size / 10) {
      let name = Self.newName(&taken, &chance)
      teams.append(Team(name: Self.teamNames[index], manager: name, region: index % Market.regions.count))
    }
    self.teams = teams
    var reps: [Rep] = []
    for index in 0..<size {
      let name = Self.newName(&taken, &chance)
      reps.append(Self.rep(named: name, team: index % teams.count, &chance))
    }
    self.reps = reps
    repWeights = reps.map(\.weight)
  }

  private static func newName(_ taken: inout Set<String>, _ chance: inout Chance) -> String {
    while true {
      let name = Naming.person(&chance)
      if taken.insert(name).inserted { return name }
    }
  }

  private static func rep(named name: String, team: Int, _ chance: inout Chance) -> Rep {
    Rep(
      name: name, team: team,
      slowness: chance.logNormal(median: 1, spread: 0.45),
      fastShare: chance.beta(9, 17),
      neverShare: chance.beta(2, 38),
      qualifying: chance.normal(mean: 0, deviation: 0.22),
      effort: chance.logNormal(median: 1, spread: 0.28),
      givingUp: chance.beta(5, 16),
      adherence: chance.beta(32, 3),
      winning: chance.normal(mean: 0, deviation: 0.25),
      weight: chance.gamma(shape: 12))
  }

  /// The region that a rep looks after.
  func region(ofRep rep: Int) -> Int { teams[reps[rep].team].region }
}
