import MetricEngine

/// Forecast statistics with the keys of the reference.
enum ForecastStatsJSON {
  static func value(_ stats: ForecastStats) -> JSONValue {
    .object([
      ("30d", horizon(stats.month)), ("90d", horizon(stats.quarter)), ("rest_of_quarter", horizon(stats.restOfQuarter)),
      ("new_deals_rest_of_quarter", newDeals(stats.newDeals)),
    ])
  }

  /// The plain amount is told where there is one currency only: currencies are never added.
  private static func horizon(_ horizon: ForecastHorizon) -> JSONValue {
    let single = horizon.money.count == 1 ? horizon.money[0] : nil
    let nothing: Double? = horizon.open == 0 ? 0 : nil
    return .object([
      ("days", .number(horizon.days)), ("open", .int(horizon.open)), ("without_amount", .int(horizon.withoutAmount)),
      ("expected_wins", .number(horizon.wins)), ("sd_wins", .number(horizon.winsSpread)),
      ("expected_amount", .number(single?.amount ?? nothing)), ("sd_amount", .number(single?.spread ?? nothing)),
      ("mean_p", .number(horizon.meanChance)), ("by_currency", .object(horizon.money.map(money))),
    ])
  }

  private static func money(_ money: ForecastMoney) -> (String, JSONValue) {
    (
      money.currency.isEmpty ? "unknown" : money.currency,
      .object([("expected_amount", .number(money.amount)), ("sd_amount", .number(money.spread))])
    )
  }

  private static func newDeals(_ deals: NewDeals?) -> JSONValue {
    guard let deals else { return .null }
    return .object([
      ("arrivals", .number(deals.arrivals)), ("sd_arrivals", .number(deals.arrivalsSpread)),
      ("mean_p", .number(deals.chance)), ("expected_wins", .number(deals.wins)), ("sd_wins", .number(deals.winsSpread)),
    ])
  }
}
