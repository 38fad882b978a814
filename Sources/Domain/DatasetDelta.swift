/// What changed since a data set was built: whole leads and opportunities that take the place of those with the same
/// identifiers, in whatever order they arrive, and those that are gone.
///
/// A new activity, a stage entered or a corrected amount all come as the opportunity they belong to, with everything it
/// holds now; so late, corrected and deleted rows need no rules of their own.
public struct DatasetDelta: Sendable, Equatable {
  /// New and changed leads and opportunities with all their visits, activities and recorded changes. Links between leads
  /// and opportunities are identifiers' business: ``leadOpportunities`` and ``opportunityLeads`` name the other side.
  public var rows = Dataset()
  /// By row of `rows.leads`: the identifier of the opportunity that the lead became, empty if none.
  public var leadOpportunities: [String] = []
  /// By row of `rows.opportunities`: the identifier of the lead it came from, empty if none.
  public var opportunityLeads: [String] = []
  /// By row of `rows.activities`: the identifier of its lead, empty if none.
  public var activityLeads: [String] = []
  /// Identifiers of leads that are gone.
  public var removedLeads: [String] = []
  /// Identifiers of opportunities that are gone.
  public var removedOpportunities: [String] = []

  /// Nothing changed.
  public init() {}

  /// True if nothing changed.
  public var isEmpty: Bool {
    rows.leads.count + rows.opportunities.count + removedLeads.count + removedOpportunities.count == 0
  }
}
