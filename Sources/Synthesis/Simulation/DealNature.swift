import Domain

/// What is settled about an opportunity before its events are laid out in time.
struct DealNature: Sendable {
  var amount: Int64
  var isWon: Bool
  /// Never decided: stays open for years.
  var isForgotten: Bool
  /// Dropped after at most one touch.
  var isGivenUp: Bool
  /// Pushed to a proposal on the first day.
  var isRushed: Bool
  /// Multiplies how often the rep gets in touch.
  var effort: Double
  /// By stage.
  var isSkipped: [Bool]

  var outcome: Outcome { isForgotten ? .open : isWon ? .won : .lost }

  /// How likely each stage is left out, relative to the rep's carelessness.
  private static let skipping = [0, 0.8, 1.2, 0.7, 1.1]
  /// How often a lost opportunity ends in each stage.
  private static let ending = [0.12, 0.20, 0.22, 0.27, 0.19]

  init(of lead: LeadStory, in organisation: Organisation, under troubles: [Trouble], _ chance: inout Chance) {
    let rep = organisation.reps[lead.rep]
    let segment = lead.company.segment
    amount = Int64(chance.logNormal(median: Market.amounts[segment], spread: 0.6) / 10) * 1000
    isGivenUp = chance.happens(rep.givingUp)
    effort = rep.effort * chance.logNormal(median: 1, spread: 0.35)
    isForgotten = chance.happens(0.03)
    isRushed = false
    var isSkipped = Self.skipping.map { chance.happens((1 - rep.adherence) * $0) }
    let demo = chance.uniform()
    for trouble in troubles {
      switch trouble {
      case .skippingDemo(rep.team, let probability):
        isSkipped[Market.demoStage] = demo < probability
      case .rushing:
        isRushed = true
        isSkipped = Market.stages.indices.map { $0 == Market.demoStage }
      default: break
      }
    }
    self.isSkipped = isSkipped
    let doublings = PortableMath.log(max(60, lead.patience) / 300) / 0.693_147_180_559_945_3
    let logOdds =
      -0.15 + Market.winning[segment] + rep.winning + 0.55 * PortableMath.log(effort)
      - (isSkipped.contains(true) ? 1.9 : 0) - (isGivenUp ? 1 : 0) - 0.05 * doublings
    isWon = chance.happens(PortableMath.probability(logOdds: logOdds))
  }

  /// The stages it goes through, in order: with those left out, one step back for some, one entered twice for a few.
  func path(_ chance: inout Chance) -> [Int] {
    let ending = chance.index(weights: Self.ending)
    let last = isWon && !isForgotten ? Market.stages.count - 1 : ending
    let reached = isRushed ? max(last, Market.proposalStage) : last
    var path = Market.stages.indices.filter { !isSkipped[$0] && $0 <= reached }
    let isReworked = chance.happens(0.08)
    let turn = 1 + chance.integer(below: path.count - 1)
    let isRepeated = chance.happens(0.02)
    guard path.count > 1, !isRushed else { return path }
    if isReworked { path.insert(contentsOf: [path[turn - 1], path[turn]], at: turn + 1) }
    if isRepeated { path.insert(path[1], at: 1) }
    return path
  }
}
