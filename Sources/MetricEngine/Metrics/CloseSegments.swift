import Domain

/// The selected opportunities told apart by segment, the largest first; empty where there is one segment only.
struct CloseSegments: Sendable {
  struct Part: Sendable {
    let code: Code
    /// The places of those that ended.
    let ended: RowSet
    /// Ages in seconds of those still open, ascending.
    let openAges: [Int64]
  }

  let parts: [Part]

  init(_ engine: Engine, _ run: CloseRun, _ codes: [Code]) {
    // Rows of segments that are not shown go to a part of their own, so that no row needs a question.
    var part = [Int](repeating: codes.count, count: engine.dataset.vocabulary(.segment).count)
    for (index, code) in codes.enumerated() { part[Int(code)] = index }
    var ages = [[Int64]](repeating: [], count: codes.count + 1)
    let segments = engine.dataset.opportunities.segment
    for (row, age) in zip(run.openRows, run.openAges) { ages[part[Int(segments[Int(row)])]].append(age) }
    let ended = codes.isEmpty ? [] : Self.places(run.ended.segment, part, parts: codes.count)
    parts = zip(codes, zip(ended, ages)).map { Part(code: $0, ended: $1.0, openAges: $1.1) }
  }

  private static func places(_ codes: Series<Code>, _ part: [Int], parts: Int) -> [RowSet] {
    let length = (codes.count + 63) / 64
    var words = [UInt64](repeating: 0, count: (parts + 1) * length)
    codes.withUnsafeBufferPointer { codes in
      part.withUnsafeBufferPointer { part in
        words.withUnsafeMutableBufferPointer { words in
          for place in codes.indices {
            words[part[Int(codes[place])] * length + place >> 6] |= 1 &<< UInt64(place & 63)
          }
        }
      }
    }
    return (0..<parts).map { RowSet(size: codes.count, words: Array(words[$0 * length..<($0 + 1) * length])) }
  }
}

extension CloseSegments {
  /// The segments to show by how many there are of each, the largest first, if there is more than one.
  static func toShow(_ counts: [Int], _ names: Vocabulary) -> [Code] {
    let present = counts.indices.filter { $0 > 0 && counts[$0] > 0 }
    let largest = present.sorted { (counts[$1], names[Code($0)]) < (counts[$0], names[Code($1)]) }
    return present.count > 1 ? largest.prefix(24).map { Code($0) } : []
  }
}

extension Engine {
  /// Segments of a selection, the largest first, if there is more than one.
  func segmentsToShow(_ set: RowSet) -> [Code] {
    let names = dataset.vocabulary(.segment)
    var counts = closeFacts.segments.map { $0.count(in: set) }
    if counts.isEmpty {
      counts = [Int](repeating: 0, count: names.count)
      let codes = dataset.opportunities.segment
      set.forEach { counts[Int(codes[$0])] += 1 }
    }
    return CloseSegments.toShow(counts, names)
  }

  /// What is told of each segment.
  func segmentReadings(_ run: CloseRun, _ segments: CloseSegments) -> [SegmentClose] {
    segments.parts.map { part in
      let curve = WinnersCurve(run.ended.seconds, known: part.ended, won: run.won, censored: part.openAges)
      return SegmentClose(
        name: dataset.vocabulary(.segment)[part.code], deals: part.ended.count + part.openAges.count,
        won: part.ended.count(in: run.won), median: curve.median)
    }
  }
}
