import Domain
import GRDB

extension Store {
  /// What changed since a data set was made of this store: to be put into it by ``Domain/Dataset/merging(_:)``.
  ///
  /// Reads the rows that changed and what is linked with them, and nothing else.
  /// - Returns: nil if all rows are to be assembled anew; ``DeltaObstacle`` lists why.
  public func delta(since base: OpenedDataset) throws(StoreError) -> DatasetDelta? {
    let change = try change(since: base)
    return try? change.get().delta
  }

  /// - Parameter share: of all leads and opportunities that may have changed.
  func change(since base: OpenedDataset, share: Double = 0.2) throws(StoreError) -> Result<DatasetChange, DeltaObstacle>
  {
    let all = base.dataset.leads.count + base.dataset.opportunities.count
    return try reading { database in
      let maker = DeltaMaker(
        database: database, base: base, key: try datasetKey(base.key.options, database), witnesses: witnesses,
        limit: Int((Double(all) * share).rounded(.up)))
      do { return .success(try maker.make()) } catch let obstacle as DeltaObstacle { return .failure(obstacle) }
    }
  }
}

extension OpenedDataset {
  /// The data set with what changed since.
  func merging(_ change: DatasetChange) -> OpenedDataset {
    var merged = OpenedDataset(
      KeptRows(dataset: dataset.merging(change.delta), looseEnds: change.looseEnds), key: change.key, file: file)
    merged.directories = change.directories
    merged.isFollowed = true
    return merged
  }
}
