/// A test of figures that anybody can read: rows, settings, and what the figures must be at which instants.
public struct Script: Sendable, Equatable {
  /// The file that it was read from, as given.
  public var file: String
  /// Settings as in `dealtop.yaml`; empty without any.
  public var settings: String
  /// The rows, by table.
  public var tables: [ScriptTable]
  /// What must hold, in order.
  public var expectations: [Expectation]
}

/// The rows of one table.
public struct ScriptTable: Sendable, Equatable {
  /// `leads`, `opportunities`, `stage_history`, `activities`, `users`, `accounts`, `targets`.
  public var name: String
  /// Names of the columns as files have them, such as `first_response_at`.
  public var columns: [String]
  /// One value a column; empty where nothing happened.
  public var rows: [[String]]
}

/// What a figure must be at an instant.
public struct Expectation: Sendable, Equatable {
  /// What a figure can be expected to be.
  public enum Value: Sendable, Equatable {
    /// A number, and how far the figure may be from it.
    case number(Double, tolerance: Double)
    case text(String)
    case truth(Bool)
    /// There is nothing that the figure could be computed from.
    case noData
  }

  /// 1-based.
  public var line: Int
  /// The instant, as written.
  public var asOf: String
  /// The figure, as the keys of `dealtop stats --format json` from the outermost one, between dots.
  public var figure: String
  /// What it must be.
  public var value: Value
}

/// Something in a script that cannot be read.
public struct ScriptProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as given.
  public var file: String
  /// 1-based.
  public var line: Int
  /// 1-based, in characters.
  public var column: Int
  /// What is wrong and what to write instead.
  public var message: String

  /// `file:line:column: message`.
  public var description: String { "\(file):\(line):\(column): \(message)" }
}
