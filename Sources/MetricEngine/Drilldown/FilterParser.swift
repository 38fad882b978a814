import Domain

/// Reads what people type to narrow rows: `rep:rep014 amount>50k idle>14d stage:"Offer sent" status:open nordwind`.
///
/// A word is `column:value[,value]`, `column>number`, `column<number`, `column=value`, or text to look for; dates are
/// written `created:2026-03`, `closed>=2026-01-15`, `expected:2026-Q3`, `created:2026-01..2026-03`.
/// Quotes hold words together. All words must hold.
public enum FilterParser {
  /// Columns that take a name, an outcome or a number; for help and completion.
  public static let columns: [String] =
    Dimension.allCases.map(\.rawValue) + ["status", "amount", "idle", "age", "touches", "waited", "late", "name"]
    + DateField.allCases.map(\.rawValue)

  /// Columns of numbers, by all their names.
  public static let numberColumns: Set<String> = [
    "amount", "value", "money", "idle", "quiet", "age", "open", "touches", "activities", "waited", "late",
  ]

  /// The filter that `text` means, and what in it could not be understood. What was understood holds.
  ///
  /// - Parameters:
  ///   - attributes: Names of columns beyond the known ones that the data has; nil if that is not known yet, then any
  ///     name is taken for one.
  ///   - names: Names that rows have, by dimension: with them a name that means no row is a problem. Where there are
  ///     ``namesKept`` of them there may be more, and nothing is said.
  public static func parse(
    _ text: String, attributes: [String]? = [], names: [Dimension: [String]] = [:]
  ) -> (filter: Filter, problems: [FilterProblem]) {
    var clauses: [FilterClause] = []
    var problems: [FilterProblem] = []
    for word in FilterWord.words(of: text) {
      switch clause(word, attributes: attributes).flatMap({ check($0, word, names) }) {
      case .success(let clause): clauses.append(clause)
      case .failure(let problem): problems.append(problem)
      }
    }
    return (Filter(clauses: clauses), problems)
  }

  /// How many names of a dimension are handed over for completion and checks, at most.
  public static let namesKept = 200

  /// Names that no row has are said, with the one that was probably meant.
  private static func check(
    _ clause: FilterClause, _ word: FilterWord, _ names: [Dimension: [String]]
  ) -> Result<FilterClause, FilterProblem> {
    guard case .dimension(let dimension, let typed) = clause, let known = names[dimension], known.count < namesKept,
      let stranger = typed.first(where: { $0.lowercased() != "none" && !NameMatch.isKnown($0, among: known) })
    else { return .success(clause) }
    let near = NameMatch.nearest(to: stranger, among: known)
    return .failure(.unknownName(column: word.column.lowercased(), name: stranger, near: near))
  }

  private static func clause(_ word: FilterWord, attributes: [String]?) -> Result<FilterClause, FilterProblem> {
    guard let sign = word.sign else { return .success(.text(word.value)) }
    let column = word.column.lowercased()
    guard !word.value.isEmpty else { return .failure(.noValue(column: word.column, sign: sign.rawValue)) }
    if let dimension = dimension(column) {
      return named(word, sign) { .dimension(dimension, $0) }
    }
    switch column {
    case "status", "state", "outcome": return status(word)
    case "amount", "value", "money": return amount(word, sign)
    case "idle", "quiet": return days(word, sign) { .idleDays($0, $1) }
    case "age", "open": return days(word, sign) { .ageDays($0, $1) }
    case "touches", "activities": return count(word, sign) { .touches($0, $1) }
    case "waited": return wait(word, sign) { .waited($0, $1) }
    case "late": return wait(word, sign) { .late($0, $1) }
    case "created", "qualified", "closed", "expected": return dates(word, sign)
    case "name", "id", "text": return named(word, sign) { .text($0.joined(separator: ",")) }
    default: break
    }
    guard let attributes else { return named(word, sign) { .attribute(word.column, $0) } }
    if let attribute = attributes.first(where: { $0.lowercased() == column }) {
      return named(word, sign) { .attribute(attribute, $0) }
    }
    return .failure(.unknownColumn(word.column, near: nearestName(to: word.column, in: columns + attributes)))
  }

  private static func dimension(_ column: String) -> Dimension? {
    switch column {
    case "owner", "agent": .rep
    case "company", "customer": .account
    default: Dimension(rawValue: column)
    }
  }

  // MARK: - Values

  private static func named(
    _ word: FilterWord, _ sign: FilterWord.Sign, _ make: ([String]) -> FilterClause
  ) -> Result<FilterClause, FilterProblem> {
    guard sign == .equal else {
      return .failure(.name(column: word.column, value: word.value))
    }
    return .success(make(word.values))
  }

  private static func status(_ word: FilterWord) -> Result<FilterClause, FilterProblem> {
    var outcomes: [Outcome] = []
    for value in word.values {
      switch value.lowercased() {
      case "open": outcomes.append(.open)
      case "won": outcomes.append(.won)
      case "lost": outcomes.append(.lost)
      case "closed": outcomes += [.won, .lost]
      default: return .failure(.status(value))
      }
    }
    return .success(.status(outcomes))
  }

  private static func amount(_ word: FilterWord, _ sign: FilterWord.Sign) -> Result<FilterClause, FilterProblem> {
    guard let hundredths = FilterNumber.hundredths(word.value) else {
      return .failure(.amount(word.value))
    }
    let (bound, limit) = sign.bound(hundredths)
    return .success(.amount(bound, limit))
  }

  private static func dates(_ word: FilterWord, _ sign: FilterWord.Sign) -> Result<FilterClause, FilterProblem> {
    if sign == .equal, let field = DateField(rawValue: word.column.lowercased()),
      let stretch = CalendarStretch(rawValue: word.value.lowercased())
    {
      return .success(.around(field, stretch))
    }
    guard let field = DateField(rawValue: word.column.lowercased()), let range = FilterDates.range(word.value, sign)
    else {
      return .failure(.date(word.value))
    }
    return .success(.date(field, range))
  }

  private static func count(
    _ word: FilterWord, _ sign: FilterWord.Sign, _ make: (Bound, Int) -> FilterClause
  ) -> Result<FilterClause, FilterProblem> {
    guard let number = Int(word.value), (0...1_000_000).contains(number) else {
      return .failure(.count(column: word.column, value: word.value))
    }
    let (bound, limit) = sign.bound(Int64(number))
    return .success(make(bound, Int(limit)))
  }

  private static func wait(
    _ word: FilterWord, _ sign: FilterWord.Sign, _ make: (Bound, Int) -> FilterClause
  ) -> Result<FilterClause, FilterProblem> {
    guard let seconds = FilterNumber.workSeconds(word.value) else {
      return .failure(.workingTime(word.value))
    }
    let (bound, limit) = sign.bound(seconds)
    return .success(make(bound, Int(limit)))
  }

  private static func days(
    _ word: FilterWord, _ sign: FilterWord.Sign, _ make: (Bound, Int) -> FilterClause
  ) -> Result<FilterClause, FilterProblem> {
    guard let days = FilterNumber.days(word.value) else {
      return .failure(.days(word.value))
    }
    let (bound, limit) = sign.bound(Int64(days))
    return .success(make(bound, Int(limit)))
  }
}
