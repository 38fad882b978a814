import Domain
import MetricEngine

/// What became different since the instant that the user chose.
public struct WhatChanged: Sendable, Equatable {
  /// Where it begins.
  public var beginning: ChangesBeginning
  /// All of it, up to the instant that the figures stand at.
  public var all: Changes
  /// The opportunities with most money of each kind, a few.
  public var largest: [ChangeKind: [OpportunityRow]]

  /// All of it.
  public init(beginning: ChangesBeginning, all: Changes, largest: [ChangeKind: [OpportunityRow]]) {
    self.beginning = beginning
    self.all = all
    self.largest = largest
  }
}
