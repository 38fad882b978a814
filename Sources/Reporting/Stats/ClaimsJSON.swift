import MetricEngine

/// Published figures beside the own ones.
enum ClaimsJSON {
  static func value(_ claims: [Claim]) -> JSONValue { .array(claims.map(claim)) }

  private static func claim(_ claim: Claim) -> JSONValue {
    .object([
      ("id", .string(claim.id)), ("title", .string(claim.title)),
      (
        "published",
        .object([
          ("text", .string(claim.published.text)), ("value", .double(claim.published.value)),
          ("provenance", .string(claim.provenance)),
        ])
      ),
      ("yours", claim.yours?.json ?? .null), ("unit", .string(claim.unit.rawValue)), ("n", .int(claim.count)),
      ("of", .string(claim.noun)), ("verdict", .string(claim.verdict.rawValue)),
      ("missing", .array(claim.missing.map { .string($0) })),
      ("shortfall", claim.shortfall.map { .string($0) } ?? .null), ("method", .string(claim.method)),
      ("note", .string(claim.note)), ("figures", .array(claim.figures.map(figure))),
      ("curve", .array(claim.curve.map(band))),
    ])
  }

  private static func figure(_ figure: Claim.Figure) -> JSONValue {
    .object([
      ("name", .string(figure.name)), ("value", .number(figure.estimate.value)), ("lo", .number(figure.estimate.low)),
      ("hi", .number(figure.estimate.high)), ("unit", .string(figure.unit.rawValue)), ("n", .int(figure.count)),
    ])
  }

  private static func band(_ band: Claim.Band) -> JSONValue {
    .object([("name", .string(band.name)), ("share", band.share.json)])
  }
}
