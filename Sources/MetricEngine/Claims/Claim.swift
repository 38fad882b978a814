import Domain

/// A figure that is handed round among sales people, tested on the organisation's own rows (metrics.md section B).
public struct Claim: Sendable, Equatable, Identifiable {
  /// What became of the test.
  public enum Verdict: String, Sendable, CaseIterable {
    /// The published figure lies in the likely range of the own one.
    case consistent
    /// It lies outside, with enough rows to say so.
    case differs
    case tooFew = "too_few"
    case notTestable = "not_testable"
  }

  /// How a number is to be read.
  public enum Unit: String, Sendable {
    /// 0 to 1.
    case share
    /// Times as likely.
    case ratio
    /// Times the odds.
    case odds
    /// 0.1 is ten in a hundred more each month.
    case growth
    case days
  }

  /// The figure as it is told.
  public struct Published: Sendable, Equatable {
    /// In words: "21 times".
    public var text: String
    /// The same as a number in the claim's unit.
    public var value: Double

    /// The value made of its parts.
    public init(text: String, value: Double) { (self.text, self.value) = (text, value) }
  }

  /// A further own figure that belongs to the test.
  public struct Figure: Sendable, Equatable {
    /// What it is, in plain words.
    public var name: String
    /// The figure with its 95 % range where there is one.
    public var estimate: Estimate
    /// How to read it.
    public var unit: Unit
    /// Rows behind it.
    public var count: Int

    /// The value made of its parts.
    public init(name: String, estimate: Estimate, unit: Unit, count: Int) {
      (self.name, self.estimate, self.unit, self.count) = (name, estimate, unit, count)
    }
  }

  /// One step of a curve: a share by how soon, how often and so on.
  public struct Band: Sendable, Equatable {
    /// What it is, in plain words.
    public var name: String
    /// The share with its basis.
    public var share: Share

    /// The value made of its parts.
    public init(name: String, share: Share) { (self.name, self.share) = (name, share) }
  }

  /// Stable name, such as `answer-in-5-minutes`.
  public let id: String
  /// In plain words.
  public let title: String
  /// As it is told.
  public let published: Published
  /// Where the figure comes from, as far as it was found.
  public let provenance: String
  /// How the own figure is computed.
  public let method: String
  /// How `yours` and `published` are to be read.
  public let unit: Unit
  /// What the rows behind it are: "leads".
  public let noun: String
  /// The own figure with its 95 % range; nil where it cannot be computed.
  public var yours: Estimate?
  /// Rows behind it.
  public var count = 0
  /// What became of the test.
  public var verdict = Verdict.notTestable
  /// Fields that the data lacks, as `leads.first_touch_at`.
  public var missing: [String] = []
  /// What is lacking for a verdict, in plain words: "12 of 60 won deals with a meeting".
  public var shortfall: String?
  /// What to bear in mind, in plain words.
  public var note: String
  /// Further own figures.
  public var figures: [Figure] = []
  /// What the shares of `curve` are of: "qualified, by time to the first answer".
  public var curveTitle = ""
  /// From step to step.
  public var curve: [Band] = []

  /// A claim before it is tested.
  public init(
    _ id: String, _ title: String, published: Published, unit: Unit, noun: String, provenance: String,
    method: String, note: String
  ) {
    (self.id, self.title, self.published, self.unit) = (id, title, published, unit)
    (self.noun, self.provenance, self.method, self.note) = (noun, provenance, method, note)
  }

  /// The claim, not testable for want of fields.
  func lacking(_ fields: [String]) -> Claim {
    var claim = self
    claim.missing = fields
    return claim
  }

  /// Takes the own figure and judges the published one by its range. With a shortfall nothing is judged.
  mutating func judge(_ yours: Estimate, count: Int, shortfall: String? = nil) {
    self.yours = yours.value == nil ? nil : yours
    self.count = count
    self.shortfall = shortfall
    guard shortfall == nil, let low = yours.low, let high = yours.high else {
      verdict = .tooFew
      return
    }
    verdict = low <= published.value && published.value <= high ? .consistent : .differs
  }
}

extension Estimate {
  /// A share as an estimate.
  init(_ share: Share) { self.init(value: share.value, low: share.low, high: share.high) }
}
