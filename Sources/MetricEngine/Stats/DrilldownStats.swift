import Domain

/// The sets of rows behind the figures, so that two computations can be compared row by row.
public struct DrilldownStats: Sendable, Equatable {
  /// Leads unanswered for over 24 hours of wall time, neither qualified nor disqualified; nil without the data for it.
  public var unansweredOverADay: RowNames?
  /// Leads created in the last 28 days and answered after more than 24 hours.
  public var answeredLate: RowNames?
  /// Open opportunities without activity for over 14 days.
  public var quiet: RowNames?
  /// Open opportunities older than four in five winners were.
  public var olderThanWinners: RowNames?
  /// Open opportunities that passed over a stage.
  public var withSkip: RowNames?
  /// Open opportunities that went back.
  public var withBackward: RowNames?
  /// Opportunities lost after at most one activity.
  public var gaveUp: RowNames?

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    let finder = DrilldownFinder(engine: engine, query: query, rows: selection.opportunitySet)
    if engine.missingForResponse.isEmpty {
      (unansweredOverADay, answeredLate) = finder.slowLeads(selection.leadSet)
    }
    if engine.missingForActivities.isEmpty {
      quiet = finder.quiet()
      gaveUp = finder.deals(engine.lostAfterAtMostOne(selection.opportunitySet))
    }
    olderThanWinners = finder.olderThanWinners()
    if engine.missingForProcess.isEmpty { (withSkip, withBackward) = finder.offProcess() }
  }
}

/// Rows with their names in the order of their names, compared byte by byte.
public struct RowNames: Sendable, Equatable {
  /// Rows of leads or opportunities.
  public let rows: [Int32]
  /// As the source calls the rows of the table.
  private let ids: TextColumn

  init(_ rows: [Int32], _ ids: TextColumn) {
    self.ids = ids
    self.rows = RowNames.sorted(rows, ids)
  }

  /// The names of the first so many rows.
  public func first(_ count: Int) -> [String] { rows.prefix(count).map { ids[Int($0)] } }

  /// Calls `body` with the UTF-8 bytes of each name in order.
  public func forEachName(_ body: (UnsafeRawBufferPointer) -> Void) {
    ids.bytes.withUnsafeBytes { bytes in
      for row in rows { body(UnsafeRawBufferPointer(rebasing: bytes[ids.range(Int(row))])) }
    }
  }

  /// Rows in the order of their names: by the first sixteen bytes, and by all only where those are equal. Tables that
  /// are in that order already are found out in one look.
  private static func sorted(_ rows: [Int32], _ ids: TextColumn) -> [Int32] {
    ids.bytes.withUnsafeBytes { bytes in
      func name(_ row: Int32) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[ids.range(Int(row))]) }
      func key(_ row: Int32) -> SortKey {
        let name = name(row)
        return SortKey(row: row, first: head(name, 0), second: head(name, 8))
      }
      func precedes(_ left: SortKey, _ right: SortKey) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        return name(left.row).lexicographicallyPrecedes(name(right.row))
      }
      guard var last = rows.first.map(key) else { return rows }
      let isSorted = rows.allSatisfy { row in
        let next = key(row)
        defer { last = next }
        return !precedes(next, last)
      }
      return isSorted ? rows : rows.map(key).sorted(by: precedes).map(\.row)
    }
  }

  private struct SortKey {
    var row: Int32
    var first: UInt64
    var second: UInt64
  }

  /// Eight bytes from a place on as a number that orders like them; beyond the end they are 0.
  @inline(__always) private static func head(_ name: UnsafeRawBufferPointer, _ start: Int) -> UInt64 {
    if start + 8 <= name.count { return UInt64(bigEndian: name.loadUnaligned(fromByteOffset: start, as: UInt64.self)) }
    var number: UInt64 = 0
    for place in start..<start + 8 { number = number << 8 | (place < name.count ? UInt64(name[place]) : 0) }
    return number
  }
}

/// Looks for the rows of each set.
private struct DrilldownFinder {
  let engine: Engine
  let query: Query
  let rows: RowSet
  private static let windowDays = 28

  func deals(_ rows: [Int32]) -> RowNames { RowNames(rows, engine.dataset.opportunities.ids) }

  func slowLeads(_ set: RowSet) -> (unanswered: RowNames, late: RowNames) {
    let leads = engine.dataset.leads
    let imports = engine.dataset.vocabulary(.kind).names.map { $0.lowercased() == "import" }
    let window = TimeWindow(after: query.asOf.adding(days: -Self.windowDays), through: query.asOf)
    var (unanswered, late): ([Int32], [Int32]) = ([], [])
    set.forEach { row in
      let (created, answer) = (leads.createdAt[row], leads.firstResponseAt[row])
      guard created.isKnown, !imports[Int(leads.kind[row])] else { return }
      if !answer.happened {
        let isOver = leads.qualifiedAt[row].happened || leads.disqualifiedAt[row].happened
        if !isOver, query.asOf.since(created) > Instant.day { unanswered.append(Int32(truncatingIfNeeded: row)) }
      } else if answer.isKnown, window.contains(created), answer.since(created) > Instant.day {
        late.append(Int32(truncatingIfNeeded: row))
      }
    }
    return (RowNames(unanswered, leads.ids), RowNames(late, leads.ids))
  }

  func quiet() -> RowNames {
    var pass = OpenPass(engine, query, floor: ActivityFloor())
    pass.run(rows)
    return deals(pass.quiet.sorted())
  }

  func olderThanWinners() -> RowNames {
    let table = engine.dataset.opportunities
    var (won, open): ([Double], [(row: Int32, days: Double)]) = ([], [])
    rows.forEach { row in
      let standing = table.standing(row, asOf: query.asOf)
      guard standing != .lost, let seconds = table.lifetime(row, standing: standing, asOf: query.asOf) else { return }
      let days = Double(seconds) / Double(Instant.day)
      if standing == .won { won.append(days) } else { open.append((Int32(truncatingIfNeeded: row), days)) }
    }
    guard let limit = Quantile.type7(sorted: Sorting.ascending(won), 0.8) else { return deals([]) }
    return deals(open.filter { $0.days > limit }.map(\.row))
  }

  func offProcess() -> (skip: RowNames, backward: RowNames) {
    guard engine.missingForProcess.isEmpty else { return (deals([]), deals([])) }
    let paths = engine.processFacts.paths
    var (skip, backward): ([Int32], [Int32]) = ([], [])
    rows.forEach { row in
      guard paths.pathOf[row] >= 0 else { return }
      let path = paths.all[Int(paths.pathOf[row])]
      guard path.standing == .open else { return }
      if !path.missing.isEmpty { skip.append(Int32(truncatingIfNeeded: row)) }
      if path.backward > 0 { backward.append(Int32(truncatingIfNeeded: row)) }
    }
    return (deals(skip), deals(backward))
  }
}
