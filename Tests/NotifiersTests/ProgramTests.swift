import AlertEngine
import Foundation
import TestKit
import Testing

@testable import Notifiers

@Suite("Programs that tell")
struct ProgramTests {
  @Test("a command finds one line of JSON on its standard input, and no shell reads its arguments")
  func input() async throws {
    let sandbox = try Sandbox()
    let script = #"cat > "$1"; printf '%s' "$2" > "$1.argument""#
    let command = ["/bin/sh", "-c", script, "sh", sandbox.path("got"), "$(touch no); `id`"]
    #expect(await CommandNotifier(command, seconds: 60, runner: runner).tell(notice()) == .told)
    let lines = sandbox.text("got").split(separator: "\n")
    let fields = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
    #expect(lines.count == 1 && fields?["title"] as? String == "Acme: WARNING idle")
    #expect(sandbox.text("got.argument") == "$(touch no); `id`")
  }

  @Test("a command that hangs is ended in time, with all that it started")
  func hangs() async throws {
    let sandbox = try Sandbox()
    let script = #"(sleep 60; echo late) & echo $! > "$1"; sleep 60"#
    let command = CommandNotifier(["/bin/sh", "-c", script, "sh", sandbox.path("child")], seconds: 5, runner: runner)
    #expect(await command.tell(notice()) == .failed("took longer than 5 s and was ended"))
    let child = try #require(pid_t(sandbox.text("child").trimmingCharacters(in: .whitespacesAndNewlines)))
    // A process that was ended is gone, or waits for somebody to collect it.
    let state = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ") Z"
    #expect(state.contains(") Z"))
  }

  @Test("a command that leaves something behind is not waited for any longer")
  func leavesBehind() async throws {
    let sandbox = try Sandbox()
    let script = #"sleep 86400 & echo $! > "$1"; exit 0"#
    let command = CommandNotifier(["/bin/sh", "-c", script, "sh", sandbox.path("child")], seconds: 120, runner: runner)
    #expect(await command.tell(notice()) == .told)
    let child = try #require(pid_t(sandbox.text("child").trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(kill(child, SIGKILL) == 0, "it was still there")
  }

  @Test("what a command says when it fails is kept, one line of it")
  func fails() async {
    let command = CommandNotifier(
      ["/bin/sh", "-c", "echo first; echo no route >&2; exit 3"], seconds: 60, runner: runner)
    #expect(await command.tell(notice()) == .failed("ended with status 3: no route"))
  }

  @Test("a command that prints without end fills nothing up")
  func floods() async {
    let command = CommandNotifier(["/bin/sh", "-c", "yes"], seconds: 1, runner: runner)
    #expect(await command.tell(notice()) == .failed("took longer than 1 s and was ended"))
  }

  @Test("a program that is not there is named")
  func missing() async {
    let command = CommandNotifier(["/nowhere/page"], seconds: 60, runner: runner)
    #expect(await command.tell(notice()) == .failed("there is no program /nowhere/page"))
  }

  @Test("mail has a subject on one line and an id that follows from the key")
  func mail() {
    var notice = notice("Größe: alles\nzwei")
    notice.title = "Größe: alles " + String(repeating: "ä", count: 60)
    let lines = SendmailNotifier.mail(notice, to: ["ann@example.com", "bob@example.com"]).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    #expect(lines[0] == "To: ann@example.com, bob@example.com")
    let subject = lines.dropFirst().prefix { $0.hasPrefix("Subject:") || $0.hasPrefix(" ") }
    let words = subject.map { $0.replacing("Subject: ", with: "").trimmingCharacters(in: .whitespaces) }
    let text = words.map { $0.dropFirst("=?utf-8?B?".count).dropLast(2) }
      .compactMap { Data(base64Encoded: String($0)) }.map { String(decoding: $0, as: UTF8.self) }.joined()
    #expect(text == notice.title && words.allSatisfy { $0.count <= 75 })
    #expect(lines.contains { $0.hasPrefix("Message-ID: <1a2b3c4d=2fidle=2fall") && $0.hasSuffix("@dealtop.invalid>") })
    #expect(lines.suffix(4) == ["", "Größe: alles", "zwei", ""])
  }

  @Test("a desktop notification shows the words and no markup of theirs")
  func desktop() async {
    #expect(
      DesktopNotifier.arguments(notice("title\n<b>bold</b> & more")) == [
        "--app-name=dealtop", "--urgency=normal", "--", "Acme: WARNING idle",
        "&lt;b&gt;bold&lt;/b&gt; &amp; more",
      ])
    #expect(await DesktopNotifier(seconds: 60, runner: runner, program: "/bin/true").tell(notice()) == .told)
    let nowhere = DesktopNotifier(seconds: 60, runner: runner, program: "/nowhere/notify-send")
    #expect(
      await nowhere.tell(notice())
        == .refused("there is no program /nowhere/notify-send: install libnotify-bin"))
  }
}
