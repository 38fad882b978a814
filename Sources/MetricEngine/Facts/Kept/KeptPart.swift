import Domain

/// A part of what is prepared that can be kept beside the rows: empty at first, then filled with what was kept.
protocol KeptPart: SeriesVisitable {
  init()
}

extension SeriesVisitor {
  /// A part with columns of its own.
  mutating func visit(_ part: inout some KeptPart) throws(SeriesFault) { try part.visitSeries(with: &self) }

  /// A part that need not be there.
  mutating func visit<Part: KeptPart>(_ part: inout Part?) throws(SeriesFault) {
    var parts = part.map { [$0] } ?? []
    try visit(&parts)
    guard parts.count < 2 else { throw .unusable }
    part = parts.first
  }

  /// A short list of parts.
  mutating func visit<Part: KeptPart>(_ parts: inout [Part]) throws(SeriesFault) {
    var count = parts.count
    try visit(&count)
    guard (0...longestList).contains(count) else { throw .unusable }
    while parts.count < count { parts.append(Part()) }
    for place in parts.indices { try parts[place].visitSeries(with: &self) }
  }

  private var longestList: Int { 1 << 16 }
}
