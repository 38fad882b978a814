import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// Published figures beside the own ones.
@Suite struct ClaimsScreenTests {
  private func screen(_ width: Int, _ height: Int, keys: [Key] = []) -> Model {
    Sample.model(width, height, keys: [.character("P")] + keys)
  }

  // MARK: - Looks

  @Test(arguments: [(80, 24), (120, 40), (160, 48), (40, 10)])
  func looksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(screen(size.0, size.1), "claims") }

  @Test func looksAsKeptInASCII() { ScreenSizes.expectASCII(screen(120, 40), "claims") }

  @Test(arguments: [(80, 24), (120, 40), (160, 48)])
  func oneClaimLooksAsKept(_ size: (Int, Int)) {
    ScreenSizes.expect(screen(size.0, size.1, keys: [.enter]), "claim")
  }

  @Test func everyVerdictHasItsWords() {
    let text = Sample.text(screen(120, 40))
    for words in ["not so here", "fits yours", "too few to tell", "cannot be tested"] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test func theSelectedClaimSaysWhatItLacks() {
    let text = Sample.text(screen(120, 40, keys: [.down, .down]))
    #expect(text.contains("12 of the 30 reps that it takes"))
    #expect(Sample.text(screen(120, 40, keys: [.down, .down, .down])).contains("needs the first touch of each lead"))
  }

  // MARK: - Behaviour

  @Test func itAsksOnceForAQuestionAndAgainForFreshFigures() {
    var model = screen(120, 40)
    #expect(Sample.press(&model, .down).isEmpty)
    let effects = update(&model, .snapshot(Sample.snapshot(generation: 2), request: nil))
    #expect(effects.contains { if case .claims = $0 { true } else { false } })
  }

  @Test func anAnswerToAnEarlierQuestionIsDropped() {
    var model = Sample.model(120, 40)
    _ = update(&model, .event(.key(.character("P"))))
    _ = update(&model, .claims(Sample.claims(), request: -1))
    #expect(Sample.text(model).contains("reading"))
  }

  @Test func explainOpensTheSelectedClaimAndEscComesBack() {
    var model = screen(120, 40, keys: [.down, .character("x")])
    #expect(Sample.text(model).contains("computed as"))
    Sample.press(&model, .escape)
    guard case .claims(let state) = model.screen else {
      Issue.record("expected the list")
      return
    }
    #expect(state.selected == "process-followers-win")
  }

  @Test func copyTakesAllClaimsAlong() {
    var model = screen(120, 40)
    let effects = Sample.press(&model, .character("y"))
    guard case .copy(let text)? = effects.first else {
      Issue.record("expected a copy")
      return
    }
    #expect(text.split(separator: "\n").count == 5)
    #expect(text.contains("21x\t3.4x\t2.9–4.0x\t12 040 leads\tnot so here"))
  }

  @Test func numbersReadAsTheirUnitAsks() {
    #expect(ClaimText.number(21, .odds) == "21x")
    #expect(ClaimText.number(0.1, .growth) == "+10.0 %")
    #expect(ClaimText.number(-0.004, .growth) == "\u{2212}0.4 %")
    #expect(ClaimText.number(1.333, .ratio) == "1.33x")
    #expect(ClaimText.range(Estimate(value: 0.5), .share).isEmpty)
  }
}
