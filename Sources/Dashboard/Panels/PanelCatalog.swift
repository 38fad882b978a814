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
  /// Instead of "of" and the basis, where it takes more words to say what the figure is out of.
  var basisWords: String?
  /// Days that the figure looks back; nil if it is about the present or about everything so far.
  var windowDays: Int?
  /// "likely 29–33 %".
  var likely: String?
  /// The rule that watches just this figure.
  var ruleStatistic: (Statistic) -> Bool
  /// By week, oldest first.
  var trend: [TrendPoint]
  var trendIsColumns = false

  /// The trend in one row; nil where nothing is known.
  /// - Parameter hasColumns: counts stand as columns from zero; else all trends are lines.
  func sparkline(hasColumns: Bool) -> Sparkline? {
    let values = trend.map(\.value)
    let known = values.compactMap(\.self)
    guard let high = known.max(), let least = known.min() else { return nil }
    // A line that hardly moves is not to look like one that does.
    let low = min(least, 0.7 * high)
    let isColumns = hasColumns && trendIsColumns
    return Sparkline(
      values: values, kind: isColumns ? .columns : .line, range: isColumns || low >= high ? nil : low...high)
  }
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
    switch snapshot.readings.availability(of: metric) {
    case .ready: nil
    case .empty: Needs.text(metric, snapshot)
    case .needs(let fields): Needs.text(fields, snapshot)
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
  /// True if the figure shown first is compared with its own past: it is the headline's, over the headline's window.
  let showsChange: Bool
  /// The rule of the headline, broken or not.
  let rule: FigureText?

  init(_ metric: MetricID, _ snapshot: Snapshot, _ headline: Headline) {
    self.snapshot = snapshot
    self.headline = headline
    let broken = snapshot.breach(of: metric)
    breach = broken.map { snapshot.words($0) }
    breachIsHeadline = broken.map { headline.ruleStatistic($0.finding.rule.request.statistic) } ?? false
    showsChange =
      broken.map { entry in
        headline.ruleStatistic(entry.finding.rule.request.statistic)
          && snapshot.words(entry).windowDays == headline.windowDays
      } ?? true
    rule = snapshot.findings(of: metric).first { headline.ruleStatistic($0.rule.request.statistic) }
      .map { snapshot.words($0) }
  }

  /// The figure to show first, with what it counts.
  var figure: [Span] {
    if let breach {
      return [Span(text: breach.value, role: .breaching), .plain(" \(breach.what)\(breach.otherWindow)")]
    }
    return headlineSpans
  }

  private var headlineSpans: [Span] {
    [.plain(headline.lead), .strong(headline.figure), .plain(headline.what.isEmpty ? "" : " \(headline.what)")]
      .filter { !$0.text.isEmpty }
  }

  /// The same in a few letters: "1 774 quiet".
  private var shortSpans: [Span] {
    guard !headline.shortWhat.isEmpty else { return headlineSpans }
    return [.strong(headline.figure), .plain(" \(headline.shortWhat)")]
  }

  func firstLine(_ glyphs: GlyphSet) -> RichLine {
    guard showsChange else { return RichLine([figure]) }
    return RichLine(
      [figure], right: headline.comparison.spans(glyphs), shortRight: headline.comparison.spans(glyphs, isShort: true))
  }

  var secondLine: RichLine {
    if let breach {
      let touched = breach.finding.rule.isItem ? MoneyText.short(breach.finding.reading.money) : nil
      let beyond = breach.finding.rule.isItem ? breach.beyondCritical : nil
      return RichLine([
        limitSegment(breach), beyond.map { [.plain($0)] },
        breach.isAllOfBasis ? nil : breach.ofBasis,
        (showsChange ? headline.likely ?? breach.likely : breach.likely).map { [.dim($0)] },
        touched.map { [.plain($0)] },
      ])
    }
    return RichLine([rule.flatMap(limitSegment), basisSegment, headline.likely.map { [.dim($0)] }])
  }

  /// Nil where the words of the figure name the limit already.
  private func limitSegment(_ words: FigureText) -> RichLine.Segment? {
    guard !words.finding.rule.isItem || words.finding.rule.warn > 0 else { return nil }
    return [.dim("\(TrendWords.limit) "), .plain("\(words.limit)\(words.otherWindow)")]
  }

  private var basisSegment: RichLine.Segment {
    headline.basisWords.map { [.dim($0)] } ?? PanelWords.ofBasis(headline.basis)
  }

  func blocks(_ glyphs: GlyphSet) -> [Block] {
    var blocks: [Block] = [.line(100, firstLine(glyphs)), .line(90, secondLine)]
    if breach != nil, !breachIsHeadline {
      let basis: RichLine.Segment = headline.basisWords.map { [.dim($0)] } ?? [.dim(PanelWords.of(headline.basis))]
      let comparison = headline.comparison.spans(glyphs, isShort: true)
      blocks += [
        .gap,
        .line(
          80, RichLine([headlineSpans, basis], right: comparison),
          orIfCut: RichLine([shortSpans, basis], right: comparison)),
      ]
    } else {
      blocks.append(.gap)
    }
    return blocks
  }
}
