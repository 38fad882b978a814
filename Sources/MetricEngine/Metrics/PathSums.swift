import Domain

/// What a selection holds of each path: opportunities and their money.
struct PathSums: Sendable {
  struct Sum: Sendable, BitwiseCopyable {
    var count: Int32 = 0
    /// Those with an amount.
    var priced: Int32 = 0
    /// Hundredths, in the path's currency.
    var amount: Int128 = 0
  }

  /// By path.
  private(set) var sums: [Sum] = []
  /// Opportunities without a stage entry.
  private(set) var withoutHistory = 0

  init() {}

  init(_ paths: ProcessPaths, _ table: OpportunityTable, _ selection: RowSet) {
    sums = Array(repeating: Sum(), count: paths.all.count)
    var missing = 0
    sums.withUnsafeMutableBufferPointer { sums in
      paths.pathOf.withUnsafeBufferPointer { pathOf in
        table.amount.withUnsafeBufferPointer { amounts in
          selection.forEach { row in
            let path = Int(pathOf[row])
            guard path >= 0 else {
              missing += 1
              return
            }
            sums[path].count += 1
            let amount = amounts[row]
            guard amount != Money.none else { return }
            sums[path].priced += 1
            sums[path].amount += Int128(amount)
          }
        }
      }
    }
    withoutHistory = missing
  }
}

/// Money by stage and currency. Sums are wider than amounts, so that parts can be taken away again.
struct StageMoney: Sendable {
  private let currencies: Int
  private var sums: [PathSums.Sum]

  init(stages: Int, currencies: Int) {
    self.currencies = max(1, currencies)
    sums = Array(repeating: PathSums.Sum(), count: stages * self.currencies)
  }

  mutating func add(_ sum: PathSums.Sum, stage: Int, currency: Code) {
    let place = stage * currencies + Int(currency)
    sums[place].priced += sum.priced
    sums[place].amount += sum.amount
  }

  /// Adds one amount.
  @inline(__always) mutating func add(_ amount: Int64, stage: Int, currency: Code) {
    guard amount != Money.none else { return }
    let place = stage * currencies + Int(currency)
    sums[place].priced += 1
    sums[place].amount += Int128(amount)
  }

  /// Takes a part of it away again.
  mutating func takeAway(_ part: StageMoney) {
    for place in sums.indices {
      sums[place].priced -= part.sums[place].priced
      sums[place].amount -= part.sums[place].amount
    }
  }

  /// One amount for each currency met, within the numbers that money can be.
  func total(stage: Int, _ names: Vocabulary) -> MoneyByCurrency {
    MoneyByCurrency(
      (0..<currencies).compactMap { currency in
        let sum = sums[stage * currencies + currency]
        guard sum.priced > 0 else { return nil }
        return Money(
          hundredths: Int64(clamping: max(sum.amount, Int128(Int64.min + 1))), currency: names[Code(currency)])
      })
  }
}

extension PathSums: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&sums)
    try visitor.visit(&withoutHistory)
  }
}
