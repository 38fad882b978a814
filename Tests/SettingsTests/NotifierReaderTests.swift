import AlertEngine
import Domain
import Testing

@testable import Settings

@Suite("Who is told, as settings say it")
struct NotifierReaderTests {
  private func read(_ text: String, _ kind: SettingsKind = .user) -> (Settings, [String]) {
    let (settings, issues) = SettingsReader.read(text: text, file: "config.yaml", kind: kind)
    return (settings, issues.map(\.description))
  }

  @Test("every way to tell, each with a name of its own")
  func ways() {
    let (settings, issues) = read(
      """
      notify:
        - webhook: https://hooks.example.com/services/T0/B0/x
        - {name: pager, command: [/usr/local/bin/page, --team, sales], level: critical, timeout: 30s, give_up: 2h}
        - {name: office, sendmail: [ann@example.com, bob@example.com], alerts: no}
        - desktop: yes
      """)
    #expect(issues == [])
    #expect(
      settings.notifiers == [
        NotifierSettings(name: "webhook", way: .webhook("https://hooks.example.com/services/T0/B0/x")),
        NotifierSettings(
          name: "pager", way: .command(["/usr/local/bin/page", "--team", "sales"]), least: .critical, timeout: 30,
          giveUpAfter: 7_200),
        NotifierSettings(
          name: "office", way: .sendmail(["ann@example.com", "bob@example.com"]), hearsAlerts: false),
        NotifierSettings(name: "desktop", way: .desktop),
      ])
    #expect(
      settings.audience
        == Audience([.init(name: "webhook"), .init(name: "pager", least: .critical), .init(name: "desktop")]))
  }

  @Test(
    "what is wrong is named with its place and the nearest name, and the rest goes on",
    arguments: [
      ("- webhok: https://x.example/", "2:3", "did you mean webhook?"),
      ("- webhook: hooks.example.com", "2:12", "webhook must be a web address"),
      ("- webhook: ftp://x.example/", "2:12", "webhook must be a web address"),
      ("- {desktop: on, level: criticl}", "2:24", "did you mean critical?"),
      ("- {desktop: on, timeout: 2h}", "2:26", "from 1 to 600 seconds"),
      ("- {desktop: on, name: \"a b\"}", "2:23", "letters, digits"),
      ("- {desktop: on, webhook: https://x.example/}", "2:3", "one way only"),
      ("- level: critical", "2:3", "needs a way"),
      ("- sendmail: \"-oQ/tmp@x\"", "2:13", "is no mail address"),
      ("- sendmail: \"a@x\\nBcc: b@x\"", "2:13", "is no mail address"),
    ])
  func wrong(entry: String, place: String, words: String) {
    let (settings, issues) = read("notify:\n\(entry)\n- {name: last, desktop: on}\n")
    #expect(issues.contains { $0.hasPrefix("config.yaml:\(place): ") && $0.contains(words) }, "\(issues)")
    #expect(settings.notifiers.last?.name == "last")
  }

  @Test("two of one name are one too many")
  func twice() {
    let (settings, issues) = read("notify:\n- desktop: on\n- desktop: on\n")
    #expect(issues == ["config.yaml:3:3: notifier \"desktop\" is given twice (give each a name of its own)"])
    #expect(settings.notifiers.count == 1)
  }

  @Test("a digest as the settings have it")
  func digest() {
    let (settings, issues) = read(
      """
      digest: {at: 07:30, days: Mon-Thu, scope: per manager, to: [mail, webhook], addresses: {Ann Day: ann@example.com}}
      notify: [{name: mail, sendmail: ops@example.com}, {webhook: https://x.example/}]
      """)
    #expect(issues == [])
    #expect(
      settings.digests == [
        DigestSettings(
          at: 450, days: [1, 2, 3, 4], scope: .each(.manager), to: ["mail", "webhook"],
          addresses: ["Ann Day": "ann@example.com"])
      ])
  }

  @Test(
    "what is wrong with a digest is named with its place",
    arguments: [
      ("{to: desktp}", "2:14", "did you mean desktop?"), ("{at: 25:00, to: desktop}", "2:14", "time of day"),
      ("{scope: per managr, to: desktop}", "2:17", "did you mean manager?"),
      ("{scope: tem:North, to: desktop}", "2:17", "did you mean team?"),
      ("{days: Fri-Mon, to: desktop}", "2:16", "unknown weekday"), ("{at: 07:30}", "2:9", "somebody to send it to"),
    ])
  func wrongDigest(entry: String, place: String, words: String) {
    let (settings, issues) = read("notify: [{desktop: on}]\ndigest: \(entry)\n")
    #expect(issues.contains { $0.hasPrefix("config.yaml:\(place): ") && $0.contains(words) }, "\(issues)")
    #expect(settings.digests == [])
  }

  @Test("scopes as they are written", arguments: ["all", "per team", "team:North", "rep:Ann: the 'best'"])
  func scopes(text: String) {
    let scope = DigestScope(text)
    switch text {
    case "all": #expect(scope == .one(.all))
    case "per team": #expect(scope == .each(.team))
    case "team:North": #expect(scope == .one(.element(.team, "North")))
    default: #expect(scope == .one(.element(.rep, "Ann: the 'best'")))
    }
    #expect(DigestScope("per crew") == nil && DigestScope("team:") == nil && DigestScope("North") == nil)
  }

  @Test("a folder of data, which may come from anybody, starts no programs")
  func folder() {
    let (settings, issues) = read("notify: [{command: [rm, -rf, /]}]\ndigest: {to: command}\n", .folder)
    #expect(settings.notifiers == [] && settings.digests == [])
    #expect(issues.count == 2 && issues.allSatisfy { $0.contains("has no effect in the folder of the data") })
  }
}
