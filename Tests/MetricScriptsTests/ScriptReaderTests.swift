import MetricScripts
import Testing

struct ScriptReaderTests {
  private func read(_ text: String) throws(ScriptProblem) -> Script { try ScriptReader.read(text, file: "a.txt") }

  private func problem(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch { return error.description }
  }

  @Test("blocks hold settings, rows and what is expected at an instant")
  func blocks() throws {
    let script = try read(
      """
      # about answers
      settings
        response:
          limit: 1h   # kept: YAML has comments of its own

      leads
        lead_id  created_at        name
        L1       2026-06-29 10:00  Ann Lee   # the first
        L2       2026-06-29 11:00  -

      at 2026-06-30 18:00
        response_time.within_limit.p   0.5
        time_to_close.winners_median   no data
      """)
    #expect(script.settings.contains("    limit: 1h"))
    #expect(script.tables.map(\.columns) == [["lead_id", "created_at", "name"]])
    #expect(script.tables[0].rows == [["L1", "2026-06-29 10:00", "Ann Lee"], ["L2", "2026-06-29 11:00", ""]])
    #expect(script.expectations.map(\.asOf) == ["2026-06-30 18:00", "2026-06-30 18:00"])
    #expect(script.expectations.map(\.value) == [.number(0.5, tolerance: 0.05 * (1 + 1e-9)), .noData])
    #expect(script.expectations.map(\.line) == [12, 13])
  }

  @Test("rows become files that the program reads, hostile cells quoted")
  func rowsBecomeFiles() throws {
    let script = try read("leads\n  lead_id  name\n  L1  a,b \"c\"\n\nat now\n  counts.leads  1")
    #expect(ScriptFiles.csv(script).map(\.name) == ["leads.csv"])
    #expect(ScriptFiles.csv(script).map(\.text) == ["lead_id,name\nL1,\"a,b \"\"c\"\"\"\n"])
  }

  @Test(
    "what cannot be read is named with its place",
    arguments: [
      ("leeds\n  a  b", "a.txt:1:1: unknown block leeds: did you mean leads?"),
      ("  a  b", "a.txt:1:3: expected a block: settings, at, or leads,"),
      ("leads\n  lead_id  name\n  L1", "a.txt:3:3: expected 2 cells (lead_id, name), found 1:"),
      ("at now\n  counts.leads", "a.txt:2:3: expected a figure and its value"),
      ("leads\n  lead_id", "a.txt:1:1: nothing is expected"),
    ])
  func whatCannotBeReadIsNamed(text: String, message: String) {
    #expect(problem(text)?.hasPrefix(message) == true)
  }

  @Test(
    "a number stands for what rounds to it, or for what is as near as said",
    arguments: [
      ("0.67", 0.6651, true), ("0.67", 0.664, false), ("12", 12, true), ("12", 12.1, false), ("41 ± 0.5", 41.4, true),
      ("41 +- 0.5", 41.6, false),
    ])
  func numbersStandForWhatRoundsToThem(written: String, found: Double, isRight: Bool) throws {
    let expectation = try #require(try read("at now\n  a.b  \(written)").expectations.first)
    #expect((expectation.failure(of: .number(found)) == nil) == isRight)
  }

  @Test("no data is not 0, and an unknown figure is never right")
  func noDataIsNotZero() throws {
    let script = try read("at now\n  a.b  0\n  a.c  no data\n  a.d  true")
    #expect(script.expectations[0].failure(of: .noData) == "expected 0, found no data")
    #expect(script.expectations[1].failure(of: .number(0)) == "expected no data, found 0")
    #expect(script.expectations[1].failure(of: .noData) == nil)
    #expect(script.expectations[2].failure(of: .truth(true)) == nil)
    #expect(
      script.expectations[1].failure(of: .unknown(nearest: "a.b")) == "there is no such figure: did you mean a.b?")
  }
}
