import Domain

/// What every stage name of the data means in the defined process, by code, so that walking a path compares integers.
struct StageMap: Sendable {
  /// A name that the process does not know.
  static let foreign: Int32 = -1
  /// A name of the won end.
  static let won: Int32 = -2
  /// A name of the lost end.
  static let lost: Int32 = -3

  /// Index into the stages of the process, or one of the marks above, by code of ``Dimension/stage``.
  let meanings: [Int32]
  let stageCount: Int
  /// True if the process names its won end, so that a won opportunity must arrive there.
  let namesWon: Bool
  let namesLost: Bool

  init(process: SalesProcess, vocabulary: Vocabulary) {
    stageCount = process.stages.count
    namesWon = !process.won.isEmpty
    namesLost = !process.lost.isEmpty
    var meaningOf: [String: Int32] = [:]
    for name in process.lost { meaningOf[StageMap.folded(name)] = StageMap.lost }
    for name in process.won { meaningOf[StageMap.folded(name)] = StageMap.won }
    for (index, name) in process.stages.enumerated().reversed() { meaningOf[StageMap.folded(name)] = Int32(index) }
    meanings = vocabulary.names.map {
      $0.isEmpty ? StageMap.foreign : meaningOf[StageMap.folded($0)] ?? StageMap.foreign
    }
  }

  /// The meaning of a stage name's code.
  @inline(__always) subscript(code: Code) -> Int32 { meanings[Int(code)] }

  /// The end that an opportunity which stands like this must have reached; nil while open or where the process has no
  /// name for it.
  func wantedEnd(_ status: Outcome) -> Int32? {
    switch status {
    case .open: nil
    case .won: namesWon ? StageMap.won : nil
    case .lost: namesLost ? StageMap.lost : nil
    }
  }
}

extension StageMap {
  /// Names that differ only in case or surrounding blanks are the same stage.
  static func folded(_ name: String) -> String {
    let text = name.lowercased()
    let kept = text.drop { $0.isWhitespace }
    return String(kept.reversed().drop { $0.isWhitespace }.reversed())
  }
}
