import Domain

/// What the process figures of a selection share whatever the period.
final class ProcessParts: Sendable {
  let lasting = Once<LastingProcess>()
  let cohorts = Once<ProcessCohorts>()
  let begun = BegunVisits()
}

/// The figures that no period limits, and the sums that it takes its part from.
struct LastingProcess {
  var reading = ProcessReading()
  var tally: ProcessTally
}

extension Engine {
  /// How opportunities of a selection followed the process by the time of their creation.
  func processCohorts(_ query: Query, _ selection: Selection) -> ProcessCohorts {
    selection.parts.process.cohorts.get { ProcessCohorts(self, processFacts, query, selection.opportunitySet) }
  }
}
