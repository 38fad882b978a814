import MetricEngine
import Testing

@testable import Dashboard

/// What a filter says that cannot be understood.
@Suite struct FilterWordsTests {
  @Test(arguments: [
    ("reb:ann", "no column reb: did you mean rep?"), ("amount>lots", "lots is no amount: write 50000, 50k or 1.5M"),
    ("idle>soon", "soon is no number of days: write 14, 14d or 2w"),
    ("status:maybe", "status is open, won, lost or closed, not maybe"), ("rep>ann", "rep is a name: write rep:ann"),
    ("rep:", "rep: needs a value"), ("touches>x", "x is no number: write touches>3"),
    ("late>soon", "soon is no working time: write 30min or 2h"), ("rep:Olag", "no rep Olag: did you mean Olga Haddad?"),
    ("created:soon", "soon is no date: write 2026-03-15, 2026-Q1, 2026-01..2026-03 or this-quarter"),
  ])
  func itIsSaidWhatToWriteInstead(_ text: String, _ words: String) throws {
    let parsed = FilterParser.parse(text, names: [.rep: ["Olga Haddad", "Mia Ono"]])
    #expect(FilterWords.text(try #require(parsed.problems.first)) == words)
  }
}
