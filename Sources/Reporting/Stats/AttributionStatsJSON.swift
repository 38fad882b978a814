import MetricEngine

/// Attributions with the keys of the reference.
enum AttributionStatsJSON {
  static func value(_ stats: AttributionStats) -> JSONValue {
    .object(
      stats.figures.map { figure in
        (figure.name, .object(figure.byDimension.map { ($0.dimension.rawValue, value($0.attribution)) }))
      })
  }

  static func value(_ attribution: Attribution?) -> JSONValue {
    guard let attribution else { return .object([("elements", .array([]))]) }
    return .object([
      ("r0", .double(attribution.before)), ("r1", .double(attribution.now)), ("change", .double(attribution.change)),
      ("js_total", .double(attribution.surprise)), ("elements", .array(attribution.elements.map(element))),
    ])
  }

  private static func element(_ element: Attribution.Element) -> JSONValue {
    .object([
      ("element", .string(element.element)), ("n0", .int(Int(element.countBefore))),
      ("n1", .int(Int(element.countNow))), ("within", .double(element.within)), ("mix", .double(element.mix)),
      ("total", .double(element.total)), ("surprise", .double(element.surprise)), ("z", .number(element.z)),
      ("leave_one_out", .number(element.leaveOneOut)),
    ])
  }
}
