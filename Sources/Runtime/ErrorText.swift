import Foundation
import Ingest
import Settings
import Store

/// Says what went wrong in one line: what, and what to do.
public enum ErrorText {
  /// The line of an error of ours; of a foreign one what the system says of it.
  public static func line(_ error: any Error) -> String {
    let line =
      switch error {
      case let error as CocoaError: error.localizedDescription
      case let error as NSError where type(of: error) == NSError.self: error.localizedDescription
      default: "\(error)"
      }
    return line.replacing(".: ", with: ": ").split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
