import Testing

/// What the screen says lives in one folder, ready to be translated.
@Suite("Words")
struct WordsTests {
  private static let folder = "Sources/Dashboard/Words/"

  /// Files that still hold sentences of their own: fewer with time, never more.
  private static let unfinished: Set<String> = [
    "Sources/Dashboard/Format/AlertMarks.swift",
    "Sources/Dashboard/Format/AlertPromptInput.swift",
    "Sources/Dashboard/Format/DayInput.swift",
    "Sources/Dashboard/Format/Durations.swift",
    "Sources/Dashboard/Format/ExportTable.swift",
    "Sources/Dashboard/Format/HoursInput.swift",
    "Sources/Dashboard/Format/Numbers.swift",
    "Sources/Dashboard/Format/PeriodInput.swift",
    "Sources/Dashboard/Keys/KeyMap+Screens.swift",
    "Sources/Dashboard/Keys/KeyMap+Standard.swift",
    "Sources/Dashboard/Model/SavedView.swift",
    "Sources/Dashboard/Panels/ActivitiesPanel.swift",
    "Sources/Dashboard/Panels/AttentionPanel.swift",
    "Sources/Dashboard/Panels/ChangesPanel.swift",
    "Sources/Dashboard/Panels/ClosePanel.swift",
    "Sources/Dashboard/Panels/CloseVerdictBlock.swift",
    "Sources/Dashboard/Panels/LossesBlock.swift",
    "Sources/Dashboard/Panels/PanelVerdict.swift",
    "Sources/Dashboard/Panels/ProcessPanel.swift",
    "Sources/Dashboard/Panels/QualifiedPanel.swift",
    "Sources/Dashboard/Panels/ResponsePanel.swift",
    "Sources/Dashboard/Panels/StageTable.swift",
    "Sources/Dashboard/Panels/TrendBlock.swift",
    "Sources/Dashboard/Plain/PlainLines.swift",
    "Sources/Dashboard/Plain/PlainReport.swift",
    "Sources/Dashboard/Screens/AlertColumns.swift",
    "Sources/Dashboard/Screens/AlertDetail.swift",
    "Sources/Dashboard/Screens/AlertItems.swift",
    "Sources/Dashboard/Screens/BreakdownTable.swift",
    "Sources/Dashboard/Screens/ChangesParts.swift",
    "Sources/Dashboard/Screens/ChangesScreen.swift",
    "Sources/Dashboard/Screens/ClaimLines.swift",
    "Sources/Dashboard/Screens/ClaimsScreen.swift",
    "Sources/Dashboard/Screens/ColumnsScreen.swift",
    "Sources/Dashboard/Screens/Copying.swift",
    "Sources/Dashboard/Screens/ElementLines.swift",
    "Sources/Dashboard/Screens/ElementStanding.swift",
    "Sources/Dashboard/Screens/ExplainScreen.swift",
    "Sources/Dashboard/Screens/HelpScreen.swift",
    "Sources/Dashboard/Screens/LeadHead.swift",
    "Sources/Dashboard/Screens/LimitsScreen.swift",
    "Sources/Dashboard/Screens/ListColumns+Changed.swift",
    "Sources/Dashboard/Screens/ListColumns.swift",
    "Sources/Dashboard/Screens/ListScreen.swift",
    "Sources/Dashboard/Screens/ListSummary.swift",
    "Sources/Dashboard/Screens/OpportunityHead.swift",
    "Sources/Dashboard/Screens/OverviewAlerts.swift",
    "Sources/Dashboard/Screens/OverviewLines.swift",
    "Sources/Dashboard/Screens/PanelScreen.swift",
    "Sources/Dashboard/Screens/PanelState.swift",
    "Sources/Dashboard/Screens/ProfileCorrection.swift",
    "Sources/Dashboard/Screens/RecordHead.swift",
    "Sources/Dashboard/Screens/RecordHistory.swift",
    "Sources/Dashboard/Screens/RecordScreen.swift",
    "Sources/Dashboard/Screens/RecordView.swift",
    "Sources/Dashboard/Screens/RepHead.swift",
    "Sources/Dashboard/Screens/RepScreen.swift",
    "Sources/Dashboard/Screens/RepState.swift",
    "Sources/Dashboard/Screens/SourcesScreen.swift",
    "Sources/Dashboard/Screens/SourcesText.swift",
    "Sources/Dashboard/Screens/ThemePickerScreen.swift",
    "Sources/Dashboard/Screens/WaitingScreen.swift",
    "Sources/Dashboard/Screens/WhoseScreen.swift",
    "Sources/Dashboard/Screens/WhoseTable.swift",
    "Sources/Dashboard/Update/Update+Alerts.swift",
    "Sources/Dashboard/Update/Update+Choice.swift",
    "Sources/Dashboard/Update/Update+Replay.swift",
    "Sources/Dashboard/View/DataLine.swift",
    "Sources/Dashboard/View/HeaderBar.swift",
    "Sources/Dashboard/View/PaletteView.swift",
  ]

  /// Places of strings that hold two words or more.
  private static func sentences(in file: SourceTree.File) -> [String] {
    file.code.strings.filter { isSentence($0.text) }.map { "\(file.path):\(file.code.line(of: $0.start)) \($0.text)" }
  }

  private static func isSentence(_ text: String) -> Bool {
    let words = text.split(separator: " ").filter { part in
      let word = part.drop { !$0.isLetter }.prefix { $0.isLetter || "'\u{2019}-".contains($0) }
      return word.count > 1 && part.allSatisfy { !":_<>=/".contains($0) || $0 == part.last }
    }
    return words.count > 1
  }

  private static let others = SourceTree.files(below: "Sources/Dashboard").filter { !$0.path.hasPrefix(folder) }

  @Test("sentences of the dashboard live among its words")
  func sentences() {
    let found = Self.others.filter { !Self.unfinished.contains($0.path) }.flatMap(Self.sentences)
    #expect(found == [])
  }

  @Test("a file without sentences leaves the list of those that have some")
  func list() {
    let holding = Set(Self.others.filter { !Self.sentences(in: $0).isEmpty }.map(\.path))
    #expect(Self.unfinished.subtracting(holding) == [])
  }

  @Test("sentences are told from names")
  func telling() {
    #expect(
      ["no figures yet", "which are late", "Time: all of them", " of them"].map(Self.isSentence) == [
        true, true, true, true,
      ])
    #expect(
      ["late", "a b", "status:open closed:this-quarter", "first_touch_at", "  \u{25B8} ok"].map(Self.isSentence) == [
        false, false, false, false, false,
      ])
  }
}
