import Domain
import Ingest

/// A made-up sales organisation, live: two years of history at the first reading, then whatever has happened since.
/// What is delivered up to an instant depends on the seed and that instant alone, not on how often it is read.
public struct DemoSource: DataSource {
  /// Always `demo`.
  public let id = SourceID(rawValue: "demo")
  /// Its figures are as of the demo's own present, ``DemoClock/now``.
  public let isLive = true
  private let clock: DemoClock
  private let seed: UInt64
  private let timeline: DemoTimeline

  /// A source that starts at the clock's start; the same seed and clock tell the same story.
  public init(seed: UInt64 = DemoOrganisation.seed, clock: DemoClock) {
    self.seed = seed
    self.clock = clock
    timeline = DemoTimeline(DemoOrganisation.simulator(seed: seed, start: clock.start))
  }

  /// Delivers what happened after the cursor, through the clock's present; the whole history after nil or a cursor of
  /// another seed. Rows that changed come whole, with their identity.
  public func read(after cursor: Cursor?, deliver: (Batch) throws -> Void) throws(IngestError) -> Cursor {
    let now = clock.now
    let after = cursor.flatMap(instant(of:)) ?? .unknown
    guard after < now else { return self.cursor(at: after) }
    do {
      try withoutActuallyEscaping(deliver) { try deliverNews(after: after, through: now, to: $0) }
    } catch let error as IngestError {
      throw error
    } catch {
      throw IngestError("the demo could not be stored: \(error)", hint: "start it again")
    }
    return self.cursor(at: now)
  }

  private func deliverNews(after: Instant, through now: Instant, to deliver: @escaping (Batch) throws -> Void) throws {
    let stories = timeline.stories(after: after, through: now)
    let organisation = timeline.simulator.organisation
    let author = RowAuthor(organisation: organisation, seed: seed, asOf: now)
    var post = BatchPost(deliver: deliver, origin: id.rawValue)
    if after == .unknown {
      let opening = clock.start.adding(days: -DemoOrganisation.historyDays - 180).utcDate.midnightUTC
      try post.write(.users) { author.users(to: &$0, since: opening) }
    }
    let deals = stories.compactMap { story in
      story.dealNews(after: after, through: now).map { (lead: story.lead, deal: $0) }
    }
    for deal in deals where deal.deal.createdAt > after {
      try post.write(.accounts) { author.account(deal.lead.company, to: &$0) }
    }
    for story in stories where story.isLeadNews(after: after, through: now) {
      try post.write(.leads) { author.lead(story.lead, to: &$0) }
    }
    for deal in deals {
      try post.write(.opportunities) { author.opportunity(deal.deal, of: deal.lead, to: &$0) }
    }
    for deal in deals {
      try post.write(.stageHistory) { author.visits(of: deal.deal, lead: deal.lead, after: after, to: &$0) }
    }
    for deal in deals {
      try post.write(.activities) { author.touches(of: deal.deal, lead: deal.lead, after: after, to: &$0) }
    }
    try post.finish()
  }

  private func cursor(at instant: Instant) -> Cursor { Cursor(text: "seed \(seed) through \(instant.seconds)") }

  /// The instant of one of our own cursors; those of another seed start over.
  private func instant(of cursor: Cursor) -> Instant? {
    let parts = cursor.text.split(separator: " ")
    guard parts.count == 4, parts[1] == "\(seed)", let seconds = Int64(parts[3]) else { return nil }
    return Instant(seconds)
  }
}

/// Sends rows on in batches of a bounded size, one table after another.
private struct BatchPost {
  private let deliver: (Batch) throws -> Void
  private let origin: String
  private var writer = BatchWriter(.users)
  private var kind = RecordKind.users
  private static let size = 4_096

  init(deliver: @escaping (Batch) throws -> Void, origin: String) {
    self.deliver = deliver
    self.origin = origin
  }

  mutating func write(_ kind: RecordKind, _ body: (inout BatchWriter) -> Void) throws {
    if kind != self.kind || writer.count >= Self.size {
      try send()
      self.kind = kind
      writer = BatchWriter(kind)
    }
    body(&writer)
  }

  mutating func finish() throws { try send() }

  private mutating func send() throws {
    if writer.count > 0 { try deliver(writer.batch(origin: origin, progress: progress)) }
  }

  private var progress: Double {
    let index = RowLayout.kinds.firstIndex(of: kind) ?? 0
    return Double(index + 1) / Double(RowLayout.kinds.count)
  }
}
