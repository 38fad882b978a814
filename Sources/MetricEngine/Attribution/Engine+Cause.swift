import Domain

extension Engine {
  /// What stands behind a rule's breach: for rules about single rows the element that holds most of the items, for
  /// figures the element that moved them since the window before. Nil where nothing stands out, or for figures that are
  /// no sum over rows.
  /// - Parameters:
  ///   - rows: The items that the rule found, for rules about single rows.
  ///   - breach: `below` if a smaller figure is worse.
  public func cause(of request: MeasureRequest, rows: [Int32], breach: Bound, _ query: Query) -> Cause? {
    var query = query
    query.period = .days(max(1, request.windowDays))
    query.windows = nil
    if case .element(let dimension, let name) = request.scope {
      query.filter.clauses.append(.dimension(dimension, [name]))
    }
    let engine = standing(at: query.asOf)
    let selection = engine.selection(query)
    let question = CauseQuestion(request: request, breach: breach, rows: request.statistic.isItem ? rows : [])
    return selection.parts.causes.get(question) { engine.cause(question, query, selection) }
  }

  private func cause(_ question: CauseQuestion, _ query: Query, _ selection: Selection) -> Cause? {
    let statistic = question.request.statistic
    if statistic.isItem { return itemCause(question.request.metric, question.rows, query, selection) }
    guard let (contributions, figure, isLeads) = contributions(statistic, query, selection) else { return nil }
    // Where deals stand is what came of them, not who moved the figure.
    let columns = isLeads ? leadColumns(of: question.request.metric) : dealColumns.filter { $0.dimension != .stage }
    return ChangeCauses(contributions, figure, columns: columns).main {
      question.breach == .below ? $0 < 0 : $0 > 0
    }
  }

  typealias CauseColumns = [(dimension: Dimension, codes: Series<Code>, names: Vocabulary)]

  private func leadColumns(of metric: MetricID) -> CauseColumns {
    [Dimension.source, .rep, .team, .region, .segment].compactMap { dimension in
      let codes = metric == .leadResponse ? answerOwners(dimension) : dataset.leads.codes(dimension)
      return codes.map { (dimension, $0, dataset.vocabulary(dimension)) }
    }
  }

  private var dealColumns: CauseColumns {
    [Dimension.rep, .team, .source, .region, .segment].map {
      ($0, dataset.opportunities.codes($0), dataset.vocabulary($0))
    } + [(.stage, currentStages, dataset.vocabulary(.stage))]
  }

  private func itemCause(_ metric: MetricID, _ rows: [Int32], _ query: Query, _ selection: Selection) -> Cause? {
    if metric == .leadResponse {
      // Who could have waited: everybody who came lately.
      let base = qualifiedFacts.leads(createdIn: WaitingSummary.recent(asOf: query.asOf), of: selection.leadSet)
      return ItemCauses(items: rows.filter { base.contains($0) }, base: base, columns: leadColumns(of: metric)).main
    }
    let open = selection.opportunitySet.intersection(closeFacts.standings[0])
    return ItemCauses(items: rows, base: open, columns: dealColumns).main
  }

  /// What rows add to a figure in its window and the one before; nil for figures that are no sum over rows.
  private func contributions(
    _ statistic: Statistic, _ query: Query, _ selection: Selection
  ) -> (Contributions, ChangeCauses.Figure, isLeads: Bool)? {
    switch statistic {
    case .shareWithin(nil): (answeredInTime(query, selection), .share, true)
    case .qualifiedCount, .qualifiedRatio: (qualifiedNow(query, selection), .count, true)
    case .conformingShare: (conforming(query, selection), .share, false)
    case .activitiesMean: (begun(query, selection), .mean, false)
    case .gaveUpShare: (givenUp(query, selection), .share, false)
    default: nil
    }
  }

  private func qualifiedNow(_ query: Query, _ selection: Selection) -> Contributions {
    let (order, set) = (qualifiedFacts.qualified, selection.leadSet)
    let now = order.places(in: query.window)
    var contributions = Contributions()
    for place in now where set.contains(order.rows[place]) { contributions.add(order.rows[place], isNow: true, 1) }
    for place in order.places(in: query.previousWindow) where !now.contains(place) {
      if set.contains(order.rows[place]) { contributions.add(order.rows[place], isNow: false, 1) }
    }
    return contributions
  }

  private func answeredInTime(_ query: Query, _ selection: Selection) -> Contributions {
    let question = ResponseQuestion(self, query, selection)
    var contributions = Contributions()
    question.forEachJudged(question.span(query.window)) { row, inTime in
      contributions.add(row, isNow: true, inTime ? 1 : 0)
    }
    question.forEachJudged(question.span(query.previousWindow)) { row, inTime in
      contributions.add(row, isNow: false, inTime ? 1 : 0)
    }
    return contributions
  }

  /// Days of creation that tell what changed in how deals are worked: younger than the rule's own window, whose deals
  /// were for the most part begun before.
  private static let workedDays = 60

  /// Those created before, as they stood as young as those of now.
  private func conforming(_ query: Query, _ selection: Selection) -> Contributions {
    var query = query
    query.period = .days(Self.workedDays)
    let facts = processFacts
    let earlier = EarlierPaths(self, facts, query.previousWindow)
    var contributions = Contributions()
    for place in facts.created.range(query.window) {
      let row = MomentOrder.row(facts.created.words[place])
      guard selection.opportunitySet.contains(row) else { continue }
      let conforms = facts.paths.conforming[Int(facts.paths.pathOf[row])]
      contributions.add(Int32(truncatingIfNeeded: row), isNow: true, conforms ? 1 : 0)
    }
    earlier.known.intersection(selection.opportunitySet).forEach { row in
      contributions.add(Int32(truncatingIfNeeded: row), isNow: false, earlier.conforming.contains(row) ? 1 : 0)
    }
    return contributions
  }

  /// What was done for deals in their first 14 days: those of now are as old as that.
  private func begun(_ query: Query, _ selection: Selection) -> Contributions {
    let (marks, createdAt) = (activityFacts.marks, dataset.opportunities.createdAt)
    let youngest = query.asOf.adding(days: -ActivityMarks.earlyDays)
    var query = query
    query.period = .days(Self.workedDays)
    let (now, before) = (TimeWindow(after: query.window.after, through: youngest), query.previousWindow)
    var contributions = Contributions()
    selection.opportunitySet.forEach { row in
      let isNow = now.contains(createdAt[row])
      guard isNow || before.contains(createdAt[row]) else { return }
      contributions.add(Int32(truncatingIfNeeded: row), isNow: isNow, Double(marks[row].firstFortnight))
    }
    return contributions
  }

  private func givenUp(_ query: Query, _ selection: Selection) -> Contributions {
    let marks = activityFacts.marks
    var contributions = Contributions()
    for (window, isNow) in [(query.window, true), (query.previousWindow, false)] {
      for row in lostRows(selection.opportunitySet, in: window) {
        contributions.add(row, isNow: isNow, marks[Int(row)].touches <= 1 ? 1 : 0)
      }
    }
    return contributions
  }
}
