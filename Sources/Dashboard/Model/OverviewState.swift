import AlertEngine
import Domain
import MetricEngine

/// What is selected on the overview.
public struct OverviewState: Sendable, Equatable {
  /// A part that Tab goes through.
  public enum Part: Sendable, Equatable, Hashable {
    /// A line of "What is wrong", by the alert it begins with.
    case alert(AlertKey)
    case panel(MetricID)
    /// The sixth panel: what changed.
    case changes
  }
  /// Which panels are there, and how large.
  public enum Layout: String, Sendable, Codable, CaseIterable {
    /// All, side by side where there is room.
    case all
    /// One large, a line for each of the others.
    case large
    /// Side by side without those left out.
    case chosen
  }
  /// The part with the focus.
  public var part: Part
  /// Which panels are there, and how large.
  public var layout = Layout.all
  /// Panels left out of the chosen layout.
  public var leftOut: Set<Part> = []
  /// Weeks that charts show: one of ``ChartView/spans``.
  var weeks = ChartView.spans[0]
  /// The panel last selected; stays when another part has the focus.
  public var metric: MetricID
  /// False until somebody selected a part, in this run or the one before.
  private var isChosen = false

  /// The overview with this part selected.
  public init(part: Part) {
    self.part = part
    metric = .leadResponse
    if case .panel(let metric) = part { self.metric = metric }
  }

  /// The overview as it was left.
  init(restoring state: ScreenState) {
    let kept = state.selectedPanel.flatMap(Model.metric(numbered:))
    self.init(part: .panel(kept ?? .leadResponse))
    isChosen = kept != nil
    weeks = state.weeks.flatMap { ChartView.spans.contains($0) ? $0 : nil } ?? weeks
    leftOut = Set((state.leftOut ?? []).compactMap(Self.part(numbered:)))
    layout = state.layout ?? .all
    // Some panel must be there.
    if panels(hasChanges: false).isEmpty { layout = .all }
  }

  /// Numbers of the panels left out; nil if none is.
  var leftOutNumbers: [Int]? { leftOut.isEmpty ? nil : leftOut.compactMap(Self.number).sorted() }

  private static let changesNumber = MetricID.allCases.count + 1

  private static func part(numbered number: Int) -> Part? {
    number == changesNumber ? .changes : Model.metric(numbered: number).map { .panel($0) }
  }

  private static func number(of part: Part) -> Int? {
    switch part {
    case .panel(let metric): metric.number
    case .changes: changesNumber
    case .alert: nil
    }
  }

  /// The panels of the layout, in their order.
  func panels(hasChanges: Bool) -> [Part] {
    let all = MetricID.allCases.map(Part.panel) + (hasChanges ? [.changes] : [])
    return layout == .chosen ? all.filter { !leftOut.contains($0) } : all
  }

  /// Before anybody selected anything: the first panel that has data to show.
  mutating func begin(with readings: Readings) {
    guard !isChosen, let first = MetricID.allCases.first(where: { readings.availability(of: $0) == .ready }) else {
      return
    }
    (part, metric) = (.panel(first), first)
  }

  /// Moves the focus.
  mutating func select(_ part: Part) {
    isChosen = true
    self.part = part
    if case .panel(let metric) = part { self.metric = metric }
  }
}
