import Domain

/// The text of `config.json` of a generated set.
extension Generator {
  var configuration: String {
    let first = options.asOf.adding(days: -options.days).utcDate.year
    let last = options.asOf.utcDate.year + 1
    let holidays = OpenHours.holidays(first...last).map { "\"\($0.iso)\"" }.joined(separator: ", ")
    let stages = Market.stages.map { "\"\($0)\"" }.joined(separator: ", ")
    var writer = CSVWriter(columns: [])
    _ = writer.take()
    writer.instant(options.asOf)
    let asOf = String(decoding: writer.take(), as: UTF8.self)
    return """
      {
        "schema": 1,
        "as_of": "\(asOf)",
        "stages": [\(stages)],
        "won_stage": "\(Market.wonStage)",
        "lost_stage": "\(Market.lostStage)",
        "business": {
          "tz": "\(EasternTime.zone)",
          "weekdays": [1, 2, 3, 4, 5],
          "open": "09:00",
          "close": "18:00",
          "holidays": [\(holidays)]
        }
      }

      """
  }
}
