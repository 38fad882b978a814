import Domain

/// Where well-known names of open stages stand, for data that has neither histories nor outcomes by stage.
enum StageNames {
  /// Pieces of names from the first to the last stage of a usual process.
  private static let inOrder: [[String]] = [
    ["prospect", "newlead", "inquiry", "enquiry", "identif", "target", "suspect"],
    ["contact", "outreach", "attempt", "connect"],
    ["qualif", "assess"],
    ["engag", "appointment", "meeting", "discover", "needs", "analys"],
    ["demo", "present", "evaluat", "trial", "pilot", "proofofconcept"],
    ["valueprop", "solution", "decisionmaker", "perception", "design"],
    ["propos", "quot", "offer", "pricing"],
    ["negotiat", "review", "procure", "legal"],
    ["contract", "verbal", "commit", "closing", "sign"],
  ]

  /// The place of a name in a usual process, 0 first; the middle for a name that says nothing.
  static func place(_ name: String) -> Int {
    let letters = WellKnownStages.normalized(name)
    return inOrder.firstIndex { pieces in pieces.contains { letters.contains($0) } } ?? inOrder.count / 2
  }
}
