import Domain

/// What a selection holds of each path: opportunities and their money.
struct PathSums: Sendable {
  struct Sum: Sendable, BitwiseCopyable {
    var count: Int32 = 0
    /// Those with an amount.
    var priced: Int32 = 0
    /// Hundredths, in the path's currency.
    var amount: Int128 = 0

    /// One opportunity more.
    @inline(__always) mutating func add(_ hundredths: Int64) {
      count += 1
      guard hundredths != Money.none else { return }
      priced += 1
      amount += Int128(hundredths)
    }
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
            sums[path].add(amounts[row])
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

  /// Takes a part of a stage's money away again, given by currency.
  mutating func takeAway(_ part: ArraySlice<PathSums.Sum>, stage: Int) {
    for (place, sum) in zip(stage * currencies..<(stage + 1) * currencies, part) {
      sums[place].priced -= sum.priced
      sums[place].amount -= sum.amount
    }
  }

  /// Calls `body` with each sum of a stage by currency.
  func forEach(ofStage stage: Int, _ body: (Code, PathSums.Sum) -> Void) {
    for currency in 0..<currencies { body(Code(currency), sums[stage * currencies + currency]) }
  }

  /// The money of a stage.
  func total(stage: Int, _ names: Vocabulary) -> MoneyByCurrency {
    MoneyByCurrency(sums[stage * currencies..<(stage + 1) * currencies], names)
  }
}

extension MoneyByCurrency {
  /// Sums by code of the currency, one amount for each met, within the numbers that money can be.
  init(_ sums: ArraySlice<PathSums.Sum>, _ names: Vocabulary) {
    self.init(
      sums.enumerated().filter { $0.element.priced > 0 }.map { currency, sum in
        Money(hundredths: Int64(clamping: max(sum.amount, Int128(Int64.min + 1))), currency: names[Code(currency)])
      })
  }
}

extension PathSums: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&sums)
    try visitor.visit(&withoutHistory)
  }
}
