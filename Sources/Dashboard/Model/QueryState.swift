import Domain
import MetricEngine

/// What is asked: the stretch of time, what it is compared with, the part of the organisation, the day to stand at.
public struct QueryState: Sendable, Equatable {
  /// How long the window is.
  public var period: Period
  /// What the window is compared with.
  public var comparison: Comparison
  /// The filter as the user typed it.
  public var filterText: String
  /// The filter as it was understood.
  public var filter: Filter
  /// The part of the organisation that is asked about.
  public var scope: OrganisationScope
  /// A past instant that the user travelled to; nil stands at the data's own clock.
  public var travelledTo: Instant?
  /// Where the figures stood when last nobody had travelled: the data's own clock, or the end of dates before it.
  public var home: Instant?
  /// Where the data's own clock stood when it last answered.
  public var present: Instant?

  /// The usual question, with what was kept from the last run.
  public init(restoring state: ScreenState = ScreenState()) {
    period = state.period ?? .days(28)
    comparison = .previous
    filterText = ""
    filter = Filter()
    scope = state.scope ?? OrganisationScope()
    guard let text = state.filterText else { return }
    let (kept, problems) = FilterParser.parse(text, attributes: nil)
    guard problems.isEmpty else { return }
    filterText = text
    filter = kept
  }

  /// The question for the engine. `asOf` is ``Instant/never`` while standing at the data's own clock.
  public var query: Query {
    Query(asOf: travelledTo ?? .never, period: period, comparison: comparison, filter: wholeFilter)
  }

  /// The part of the organisation, and what was typed.
  var wholeFilter: Filter { Filter(clauses: scope.clauses + filter.clauses) }

  /// True if `other` asks for the same stretch and part, at whatever instant.
  func matches(_ other: Query) -> Bool {
    other.period.asks(for: period) && other.comparison == comparison && other.filter == wholeFilter
      && (travelledTo.map { $0 == other.asOf || period.isDates && other.asOf < $0 } ?? true)
  }
}
