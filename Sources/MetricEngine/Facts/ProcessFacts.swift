import Domain

/// What the process figures need of every row whatever is asked: paths told apart once, visits in order of how long
/// they took and of when they began. An engine holds nothing later than what is asked about, so none of it depends on
/// the instant; only running visits grow, and those are kept by their start.
struct ProcessFacts: Sendable {
  let models: ProcessModels
  var paths = ProcessPaths()
  var visits = ProcessVisits()
  /// Opportunities with a known path and creation, newest first.
  var created = MomentOrder()
  /// Lost opportunities with a known closing.
  var lost = LostDeals()
  /// Visits to customer-facing stages that ended without a meeting, those left last first.
  var unmet: Series<UnmetVisit> = []
  /// The whole table by path.
  var whole = PathSums()

  /// Nothing but the versions of the process, to be filled with what was kept.
  init(empty engine: Engine) { models = engine.processModels }

  init(_ engine: Engine) {
    let table = engine.dataset.opportunities
    models = engine.processModels
    let paths = ProcessPaths(engine, models)
    self.paths = paths
    visits = ProcessVisits(engine, models, paths)
    created = MomentOrder(table.createdAt) { paths.pathOf[$0] >= 0 }
    lost = LostDeals(engine.dataset, models, paths)
    unmet = UnmetVisit.find(engine, models, paths)
    whole = PathSums(paths, table, RowSet(size: table.count, all: true))
  }
}

extension Engine {
  /// The versions of the process.
  var processModels: ProcessModels { prepared.models.get { ProcessModels(self) } }

  /// The prepared facts of the process.
  var processFacts: ProcessFacts { prepared.process.get { ProcessFacts(self) } }
}

/// All but the versions of the process, which follow from the profile.
extension ProcessFacts: SeriesVisitable {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&paths)
    try visitor.visit(&visits)
    try visitor.visit(&created)
    try visitor.visit(&lost)
    try visitor.visit(&unmet)
    try visitor.visit(&whole)
  }
}
