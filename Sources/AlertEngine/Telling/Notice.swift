/// What somebody outside the terminal is told, as it is written to the standard input of a command and to a webhook.
/// Every text is safe to show; what is not known is left out.
public struct Notice: Sendable, Equatable, Codable {
  /// What it is.
  public enum Kind: String, Sendable, Codable { case alert, digest }

  /// What it is.
  public var kind: Kind
  /// The same for every try of one thing, and for nothing else: who gets it twice may drop it the second time.
  public var dedupKey: String
  /// Whose figures they are.
  public var organisation: String
  /// One line.
  public var title: String
  /// All of it as lines of plain text, the title first.
  public var text: String
  /// How bad it is or was: `warning` or `critical`. Of alerts only, like everything below.
  public var severity: String?
  /// The name of the event, such as `fired_warn`.
  public var event: String?
  /// When it happened, as `2026-06-30T18:00:00Z`.
  public var at: String?
  /// Id of the rule.
  public var rule: String?
  /// The part of the organisation: `all`, or `rep:rep014`.
  public var scope: String?
  /// The figure, when the words were made.
  public var value: Double?
  /// Rows behind it.
  public var n: Int?
  /// The level that it must not pass.
  public var limit: Double?
  /// The estimated start of the change.
  public var since: String?
  /// What explains most of it.
  public var cause: String?
  /// What to do about it.
  public var doNext: String?
  /// Whose concern it is.
  public var owner: String?
  /// Where it says what to do.
  public var runbook: String?
  /// Where mail goes, in place of the usual addresses. Of digests only.
  public var recipients: [String]?

  /// A notice without particulars.
  public init(kind: Kind, dedupKey: String, organisation: String, title: String, text: String) {
    self.kind = kind
    self.dedupKey = dedupKey
    self.organisation = organisation
    self.title = title
    self.text = text
  }

  private enum CodingKeys: String, CodingKey {
    case kind, organisation, title, text, severity, event, at, rule, scope, value, n, limit, since, cause, owner
    case runbook, recipients
    case dedupKey = "dedup_key"
    case doNext = "do_next"
  }
}
