import Domain

/// The history being played: the whole dashboard moves on through the days.
public struct Replay: Sendable, Equatable {
  /// Days that a second shows: one of ``paces``.
  var pace: Int

  static let paces = [1, 7, 28]

  /// "a day a second".
  var words: String {
    MomentWords.pace(pace)
  }
}

extension Model {
  /// Plays the history up to the present: from the day travelled to, else from as far back as the period is long. The
  /// next press plays it faster, the one after the fastest stops.
  mutating func playHistory() -> [Effect] {
    if let playing = replay {
      let faster = Replay.paces.first { $0 > playing.pace }
      replay = faster.map { Replay(pace: $0) }
      return []
    }
    if query.travelledTo == nil {
      guard let home = query.home ?? snapshot?.readings.query.asOf, home.isKnown else { return [] }
      let begin = home.adding(days: -max(28, query.period.length))
      let oldest = snapshot?.facts.oldestEvent ?? .unknown
      query.travelledTo = oldest.isKnown ? max(begin, min(oldest.adding(days: 1), home)) : begin
    }
    replay = Replay(pace: Replay.paces[0])
    return recompute()
  }

  /// Goes on by as many days as a second shows, once the figures of the last step are there; stops at the present.
  mutating func playOn() -> [Effect] {
    guard let replay, requests.compute == nil else { return [] }
    let effects = move(days: replay.pace)
    if query.travelledTo == nil { self.replay = nil }
    return effects
  }
}
