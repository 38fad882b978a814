import Domain

extension LeadTable {
  /// The codes of a dimension, one a row; nil for dimensions that leads do not have.
  func codes(_ dimension: Dimension) -> Series<Code>? {
    switch dimension {
    case .rep: rep
    case .team: team
    case .manager: manager
    case .region: region
    case .source: source
    case .segment: segment
    case .kind: kind
    case .stage, .account, .pipeline, .currency, .country: nil
    }
  }
}

extension OpportunityTable {
  /// The codes of a dimension, one a row. The stage is the current one as the source states it.
  func codes(_ dimension: Dimension) -> Series<Code> {
    switch dimension {
    case .rep: rep
    case .team: team
    case .manager: manager
    case .region: region
    case .source: source
    case .segment: segment
    case .stage: stage
    case .account: account
    case .pipeline: pipeline
    case .kind: kind
    case .currency: currency
    case .country: country
    }
  }
}
