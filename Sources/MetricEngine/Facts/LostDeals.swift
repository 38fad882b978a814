import Domain

/// Lost opportunities, newest first, with what losses are told apart by beside them: a stretch of time is read in the
/// order of memory.
struct LostDeals: Sendable {
  /// By the time of closing.
  private(set) var order = MomentOrder()
  /// In that order: the last stage, the reason and the currency as one number (see ``Cells``); -1 without a known path.
  private(set) var cells: Series<Int32> = []
  /// In that order: hundredths.
  private(set) var amounts: Series<Int64> = []

  /// How stage, reason and currency make one number.
  struct Cells {
    let reasons: Int
    let currencies: Int
    /// Numbers in all; one stage more than there are: lost before any.
    let count: Int

    init(_ dataset: Dataset, stages: Int) {
      reasons = max(1, dataset.lostReasons.count)
      currencies = max(1, dataset.vocabulary(.currency).count)
      count = (stages + 1) * reasons * currencies
    }

    func cell(lastStage: Int32, reason: Code, currency: Code) -> Int {
      (Int(lastStage + 1) * reasons + min(Int(reason), reasons - 1)) * currencies + Int(currency)
    }
  }

  init() {}

  init(_ dataset: Dataset, _ models: ProcessModels, _ paths: ProcessPaths) {
    let (table, cells) = (dataset.opportunities, Cells(dataset, stages: models.stages.count))
    let order = MomentOrder(table.closedAt) { table.outcome[$0] != .won }
    self.order = order
    self.cells = Series(count: order.words.count) { new in
      for (place, word) in order.words.enumerated() {
        let row = MomentOrder.row(word)
        let path = paths.pathOf[row]
        let cell =
          path < 0
          ? -1
          : cells.cell(
            lastStage: paths.all[Int(path)].last, reason: table.lostReason[row], currency: table.currency[row])
        new.initializeElement(at: place, to: Int32(truncatingIfNeeded: cell))
      }
    }
    amounts = Series(count: order.words.count) { new in
      for (place, word) in order.words.enumerated() {
        new.initializeElement(at: place, to: table.amount[MomentOrder.row(word)])
      }
    }
  }
}

extension LostDeals: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&order)
    try visitor.visit(&cells)
    try visitor.visit(&amounts)
  }
}
