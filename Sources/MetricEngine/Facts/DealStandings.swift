import Domain

/// Which opportunities are open and which were won, of an engine that knows nothing later than what is asked about.
struct DealStandings: Sendable {
  let open: RowSet
  let won: RowSet

  init(_ table: OpportunityTable) {
    open = RowSet(table.closedAt) { !$0.happened }
    won = table.outcome.withUnsafeBufferPointer { outcome in
      table.closedAt.withUnsafeBufferPointer { closed in
        RowSet(size: table.count) { closed[$0].happened && outcome[$0] == .won }
      }
    }
  }
}
