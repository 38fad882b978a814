/// What changed since a data set was built: whole leads and opportunities that take the place of those with the same
/// identifiers, in whatever order they arrive, and those that are gone.
///
/// A new activity, a stage entered or a corrected amount all come as the opportunity they belong to, with everything it
/// holds now; so late, corrected and deleted rows need no rules of their own.
public struct DatasetDelta: Sendable, Equatable {
  /// New and changed leads and opportunities with all their visits, activities and recorded changes: a data set by
  /// itself. What is linked comes together, as it is linked now and as it was before, so that no link leads out of it
  /// and none leads into it from the rows that stay.
  ///
  /// Its codes are those of its own vocabularies. Its targets are all targets, and its facts hold for all rows as they
  /// are now, but for three that are of its own rows: ``DatasetFacts/oldestEvent``, ``DatasetFacts/newestEvent`` and
  /// ``DatasetFacts/opportunitiesWithoutCreation``.
  public var rows = Dataset()
  /// Identifiers of leads that are gone.
  public var removedLeads: [String] = []
  /// Identifiers of opportunities that are gone.
  public var removedOpportunities: [String] = []

  /// What changed; nothing, unless said otherwise.
  public init(rows: Dataset = Dataset(), removedLeads: [String] = [], removedOpportunities: [String] = []) {
    self.rows = rows
    self.removedLeads = removedLeads
    self.removedOpportunities = removedOpportunities
  }

  /// True if no lead and no opportunity changed.
  public var isEmpty: Bool {
    rows.leads.count + rows.opportunities.count + removedLeads.count + removedOpportunities.count == 0
  }
}
