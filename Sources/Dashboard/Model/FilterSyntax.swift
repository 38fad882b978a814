import Domain

/// The filter language of `/`: words, `rep:rep014`, `source:web,partner`, `amount>50k`, `idle>14d`, `age<30`.
/// Words with blanks stand in double quotes. All parts must hold.
public enum FilterSyntax {
  /// What could not be read, in one line.
  public struct Problem: Error, Sendable, Equatable {
    /// What is wrong.
    public var text: String
    /// How it would be right.
    public var hint: String
  }

  /// Reads a filter; empty text is the empty filter.
  public static func parse(_ text: String) -> Result<Filter, Problem> {
    var clauses: [FilterClause] = []
    for token in tokens(text) {
      switch clause(token) {
      case .success(let clause): clauses.append(clause)
      case .failure(let problem): return .failure(problem)
      }
    }
    return .success(Filter(clauses: clauses))
  }

  /// Splits at blanks outside quotes and drops the quotes.
  static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var current = ""
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if !current.isEmpty { tokens.append(current) }
        current = ""
      } else {
        current.append(character)
      }
    }
    if !current.isEmpty { tokens.append(current) }
    return tokens
  }

  private static func clause(_ token: String) -> Result<FilterClause, Problem> {
    if let index = token.firstIndex(where: { "<>=".contains($0) }), index > token.startIndex {
      return comparison(
        name: String(token[..<index]).lowercased(), sign: token[index],
        value: String(token[token.index(after: index)...]))
    }
    guard let colon = token.firstIndex(of: ":"), colon > token.startIndex else { return .success(.text(token)) }
    let name = String(token[..<colon])
    let values = token[token.index(after: colon)...].split(separator: ",").map(String.init)
    guard !values.isEmpty else {
      return .failure(Problem(text: "\(name): needs a value", hint: "for example \(name):NAME"))
    }
    if name.lowercased() == "status" { return status(values) }
    if let dimension = Dimension(rawValue: name.lowercased()) { return .success(.dimension(dimension, values)) }
    return .success(.attribute(name, values))
  }

  private static func status(_ values: [String]) -> Result<FilterClause, Problem> {
    let names: [String: Outcome] = ["open": .open, "won": .won, "lost": .lost]
    let outcomes = values.compactMap { names[$0.lowercased()] }
    guard outcomes.count == values.count else {
      return .failure(Problem(text: "status: \(values.joined(separator: ","))", hint: "open, won or lost"))
    }
    return .success(.status(outcomes))
  }

  private static func comparison(name: String, sign: Character, value: String) -> Result<FilterClause, Problem> {
    let bound: Bound = sign == ">" ? .above : sign == "<" ? .below : .equal
    switch name {
    case "amount":
      if let hundredths = hundredths(value) { return .success(.amount(bound, hundredths)) }
      return .failure(Problem(text: "no amount: \(value)", hint: "for example amount>50k or amount<1.5M"))
    case "idle", "age":
      let digits = value.hasSuffix("d") ? String(value.dropLast()) : value
      guard let days = Int(digits), (0...1_000_000).contains(days) else {
        return .failure(Problem(text: "no number of days: \(value)", hint: "for example \(name)>14d"))
      }
      return .success(name == "idle" ? .idleDays(bound, days) : .ageDays(bound, days))
    default:
      guard bound == .equal, !value.isEmpty else {
        return .failure(Problem(text: "unknown: \(name)", hint: "amount, idle and age can be compared"))
      }
      return clause("\(name):\(value)")
    }
  }

  /// `50k`, `1.5M`, `1200` as hundredths.
  private static func hundredths(_ text: String) -> Int64? {
    let scales: [Character: Double] = ["k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6]
    let scale = text.last.flatMap { scales[$0] }
    guard let number = Double(scale == nil ? text : String(text.dropLast())), number.isFinite else { return nil }
    let value = number * (scale ?? 1) * 100
    return abs(value) < 9e17 ? Int64(value.rounded()) : nil
  }
}
