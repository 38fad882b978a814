import AlertEngine
import Domain
import Foundation

@testable import Dashboard

extension Sample {
  /// What a rule measured in a year: a share that sinks for some days every two months.
  static func ruleHistory() -> AlertSeries {
    AlertSeries(
      ticks: (0..<365).map { asOf.adding(days: $0 - 364) },
      observations: (0..<365).map { day in
        let value = day % 60 < 8 ? 0.32 : 0.5 + 0.04 * sin(Double(day) / 9)
        return AlertObservation(
          AlertObservation.Measured(value: value, low: value - 0.02, high: value + 0.02), count: 400)
      })
  }
}
