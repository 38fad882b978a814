import Cells
import Domain
import MetricEngine

/// What one of the five panels says, whatever room it gets.
protocol Panel {
  /// The figure it is about while nothing is wrong.
  static func headline(_ snapshot: Snapshot) -> Headline

  /// What stands below the first two lines.
  static func blocks(_ snapshot: Snapshot, width: Int, look: Look) -> [Block]
}

/// The figure of a panel, in words.
struct Headline {
  /// What stands before the figure, such as "half of wins take over".
  var lead = ""
  /// "31 %".
  var figure: String
  /// "answered in 5 min", and the same in a few letters.
  var what: String
  var shortWhat: String
  var comparison: ComparisonText
  /// "2 412 leads".
  var basis: String
  /// "likely 29–33 %".
  var likely: String?
  /// The rule that watches just this figure.
  var ruleStatistic: (Statistic) -> Bool
  /// By week, oldest first.
  var trend: [TrendPoint]
  var trendIsColumns = false
}

/// The five panels.
enum PanelCatalog {
  static func panel(_ metric: MetricID) -> any Panel.Type {
    switch metric {
    case .leadResponse: ResponsePanel.self
    case .qualifiedLeads: QualifiedPanel.self
    case .processSteps: ProcessPanel.self
    case .activities: ActivitiesPanel.self
    case .timeToClose: ClosePanel.self
    }
  }

  /// Everything a panel shows, most important first where room is short.
  static func blocks(_ metric: MetricID, _ snapshot: Snapshot, width: Int, look: Look) -> [Block] {
    if let missing = missing(metric, snapshot) {
      return [.text(10, missing, role: .text, width: width), .gap]
    }
    let panel = panel(metric)
    let head = PanelHead(metric, snapshot, panel.headline(snapshot))
    return head.blocks(look.glyphs) + panel.blocks(snapshot, width: width, look: look)
  }

  /// What is missing, in plain words; nil if the metric can be computed.
  static func missing(_ metric: MetricID, _ snapshot: Snapshot) -> String? {
    switch snapshot.readings.availability(metric) {
    case .ready: nil
    case .empty: Needs.text([])
    case .needs(let fields): Needs.text(fields)
    }
  }
}

/// The first lines of a panel: the figure that is breaching in the unit of its limit, else the headline.
struct PanelHead {
  let snapshot: Snapshot
  let headline: Headline
  let breach: FigureText?
  /// True if the broken limit is that of the headline.
  let breachIsHeadline: Bool
  /// The rule of the headline, broken or not.
  let rule: FigureText?

  init(_ metric: MetricID, _ snapshot: Snapshot, _ headline: Headline) {
    self.snapshot = snapshot
    self.headline = headline
    let broken = snapshot.breach(of: metric)
    breach = broken.map { snapshot.words($0) }
    breachIsHeadline = broken.map { headline.ruleStatistic($0.rule.request.statistic) } ?? false
    rule = snapshot.findings(of: metric).first { headline.ruleStatistic($0.rule.request.statistic) }
      .map { snapshot.words($0) }
  }

  /// The figure to show first, with what it counts.
  var figure: [Span] {
    if let breach { return [Span(text: breach.value, role: .breaching), .plain(" \(breach.what)")] }
    return headlineSpans
  }

  private var headlineSpans: [Span] {
    [.plain(headline.lead), .strong(headline.figure), .plain(headline.what.isEmpty ? "" : " \(headline.what)")]
      .filter { !$0.text.isEmpty }
  }

  func firstLine(_ glyphs: GlyphSet) -> RichLine {
    let showsChange = breach == nil || breachIsHeadline
    guard showsChange else { return RichLine([figure]) }
    return RichLine(
      [figure], right: headline.comparison.spans(glyphs), shortRight: headline.comparison.spans(glyphs, isShort: true))
  }

  var secondLine: RichLine {
    if let breach {
      let touched = breach.finding.rule.isItem ? MoneyText.short(breach.finding.reading.money) : nil
      return RichLine([
        [.dim("limit "), .plain(breach.limit)], breach.isAllOfBasis ? nil : [.dim("of "), .plain(breach.basis)],
        (breachIsHeadline ? headline.likely ?? breach.likely : breach.likely).map { [.dim($0)] },
        touched.map { [.plain($0)] },
      ])
    }
    return RichLine([
      rule.map { [.dim("limit "), .plain($0.limit)] }, [.dim("of "), .plain(headline.basis)],
      headline.likely.map { [.dim($0)] },
    ])
  }

  func blocks(_ glyphs: GlyphSet) -> [Block] {
    var blocks: [Block] = [.line(100, firstLine(glyphs)), .line(90, secondLine)]
    if breach != nil, !breachIsHeadline {
      let line = RichLine(
        [headlineSpans, [.dim("of \(headline.basis)")]],
        right: headline.comparison.spans(glyphs, isShort: true))
      blocks += [.gap, .line(80, line)]
    } else {
      blocks.append(.gap)
    }
    return blocks
  }
}
