import GRDB

/// Runs `body`, turning whatever SQLite says into a ``StoreError`` about the file at `place`.
func translating<Result>(_ place: String?, _ body: () throws -> Result) throws(StoreError) -> Result {
  do {
    return try body()
  } catch let error as StoreError {
    throw error
  } catch let error as DatabaseError {
    throw storeError(from: error, place: place)
  } catch {
    throw StoreError(
      "the store cannot be used: \(error)", hint: "check the folder and its permissions", place: place)
  }
}

private func storeError(from error: DatabaseError, place: String?) -> StoreError {
  switch error.resultCode {
  case .SQLITE_BUSY, .SQLITE_LOCKED:
    StoreError(
      "another program is writing to the store", hint: "try again in a moment", place: place, isTransient: true)
  case .SQLITE_NOTADB:
    StoreError(
      "this file is no SQLite database", hint: "give another file with --store, or move this one away", place: place,
      isUnusable: true)
  case .SQLITE_CORRUPT:
    StoreError("the store is damaged", hint: "move the file away and import again", place: place, isUnusable: true)
  case .SQLITE_FULL:
    StoreError("the disk is full", hint: "free some space and try again", place: place, isTransient: true)
  case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
    StoreError("the store cannot be opened", hint: "check the path and its permissions", place: place)
  case .SQLITE_READONLY:
    StoreError("the store is read-only", hint: "check the permissions of the file and its folder", place: place)
  default:
    StoreError(
      "the store failed: \(error.message ?? "SQLite error \(error.resultCode.rawValue)")",
      hint: "try again; if it stays, move the file away and import again", place: place)
  }
}
