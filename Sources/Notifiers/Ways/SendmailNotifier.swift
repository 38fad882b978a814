import AlertEngine
import Foundation

/// Sends plain-text mail with the system's `sendmail`, which Postfix, Exim, msmtp and others bring.
public struct SendmailNotifier: Notifier {
  private let addresses: [String]
  private let seconds: Int
  private let runner: ProgramRunner

  /// - Parameters:
  ///   - addresses: where mail goes unless a notice names others.
  ///   - seconds: how long a try may take.
  public init(_ addresses: [String], seconds: Int, runner: ProgramRunner) {
    self.addresses = addresses
    self.seconds = seconds
    self.runner = runner
  }

  /// Hands the mail over; what the system does with it later is its own affair.
  public func tell(_ notice: Notice) async -> TellingOutcome {
    let receivers = notice.recipients ?? addresses
    let input = Data(Self.mail(notice, to: receivers).utf8)
    let places = ["sendmail", "/usr/sbin/sendmail", "/usr/lib/sendmail"]
    for place in places {
      let ending = await runner.run([place, "-i", "--"] + receivers, input: input, seconds: seconds)
      if case .notStarted(let failure) = ending, failure.isMissing { continue }
      return ending.outcome(after: seconds)
    }
    return .refused("there is no sendmail: install Postfix, Exim or msmtp-mta")
  }

  /// Header and body. The message's id follows from the key, so that mail sent twice can be told.
  static func mail(_ notice: Notice, to receivers: [String]) -> String {
    let id = notice.dedupKey.utf8.map { isPlain($0) ? String(UnicodeScalar($0)) : "=" + hex($0) }.joined()
    let header = [
      "To: \(receivers.joined(separator: ", "))", "Subject: \(encoded(notice.title))",
      "Message-ID: <\(id)@dealtop.invalid>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
    ]
    return (header + ["", notice.text, ""]).joined(separator: "\n")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    let scalar = UnicodeScalar(byte)
    return byte < 0x80
      && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "-_.".unicodeScalars.contains(scalar))
  }

  private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  /// A header as RFC 2047 wants it where it is not ASCII: words of at most 75 bytes, none cut within a letter.
  static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var words: [String] = [""]
    for letter in text.unicodeScalars {
      let last = words[words.count - 1]
      if last.utf8.count + UTF8.width(letter) > 42 { words.append("") }
      words[words.count - 1].unicodeScalars.append(letter)
    }
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\n ")
  }
}
