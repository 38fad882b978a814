import Foundation
import Synchronization

/// A web server on a port of this machine that answers as a test tells it. Ends with the value.
public final class LocalWebServer: Sendable {
  /// How it answers one request.
  public enum Answer: Sendable {
    case status(Int)
    /// An answer that begins at once and never ends.
    case trickle
    /// No answer at all.
    case silence
    /// The connection is cut before an answer.
    case hangUp
  }

  /// A request as it came.
  public struct Request: Sendable {
    /// The first line and the headers, in lower case.
    public var head: String
    /// What was posted.
    public var body: String
  }

  private struct State {
    var answers: [Answer] = []
    var requests: [Request] = []
    var isOver = false
  }

  /// It cannot listen.
  public struct Failure: Error {}

  /// Where it listens.
  public let port: UInt16
  private let listener: Int32
  private let state: Mutex<State>

  /// Listens on a free port. Requests get these answers in turn, and 200 after them.
  public init(_ answers: Answer...) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    guard isBound else { throw Failure() }
    port = UInt16(bigEndian: address.sin_port)
    state = Mutex(State(answers: answers))
    Thread { [weak self] in
      while let self, self.serveNext() {}
    }.start()
  }

  deinit {
    close(listener)
  }

  /// The address of a path.
  public func address(_ path: String = "/hook") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// What was asked so far.
  public var requests: [Request] { state.withLock { $0.requests } }

  /// Answers for the next requests.
  public func answer(_ answers: Answer...) { state.withLock { $0.answers += answers } }

  /// Looks for a connection for a moment; false when it is over.
  private func serveNext() -> Bool {
    var place = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    guard poll(&place, 1, 50) >= 0 else { return errno == EINTR }
    guard place.revents & Int16(POLLIN) != 0 else { return true }
    let connection = accept(listener, nil, nil)
    guard connection >= 0 else { return false }
    let request = Self.read(connection)
    let answer = state.withLock { state in
      state.requests.append(request)
      return state.answers.isEmpty ? .status(200) : state.answers.removeFirst()
    }
    Thread { Self.give(answer, to: connection) }.start()
    return true
  }

  private static func read(_ connection: Int32) -> Request {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound].lowercased()
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
        let body = String(text[end.upperBound...])
        if body.utf8.count >= length ?? 0 { return Request(head: head, body: body) }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return Request(head: text.lowercased(), body: "") }
      bytes += buffer.prefix(count)
    }
  }

  private static func give(_ answer: Answer, to connection: Int32) {
    defer { close(connection) }
    switch answer {
    case .status(let code):
      send("HTTP/1.1 \(code) Told\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", connection)
    case .hangUp: break
    case .silence: wait(for: connection) { true }
    case .trickle:
      send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", connection)
      wait(for: connection) { send(".", connection) }
    }
  }

  /// Goes on until the other side has left or a minute is over.
  private static func wait(for connection: Int32, _ step: () -> Bool) {
    var byte: UInt8 = 0
    for _ in 0..<1_200 {
      if !step() || recv(connection, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0 { return }
      usleep(50_000)
    }
  }

  @discardableResult
  private static func send(_ text: String, _ connection: Int32) -> Bool {
    let bytes = Array(text.utf8)
    return Foundation.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }
}
