import Foundation

/// Puts columns together as a plan says, run by run at the speed of memory. A column that a change leaves as it is stays
/// where it lies. A column that neither side has stays absent.
extension MergePlan {
  /// A column of plain values.
  func splice<Value>(_ old: Series<Value>, _ new: Series<Value>) -> Series<Value> {
    guard old.count == before, new.count == added else { return [] }
    if keepsPlaces, changesNothing(old, new) { return old }
    return Series(count: count) { target in
      old.withUnsafeBufferPointer { old in
        new.withUnsafeBufferPointer { new in
          for piece in pieces {
            let source = UnsafeBufferPointer(
              rebasing: (piece.isNew ? new : old)[piece.start..<piece.start + piece.count])
            _ = target[piece.target...].initialize(fromContentsOf: source)
          }
        }
      }
    }
  }

  /// A column of rows of another table, or -1.
  /// - Parameters:
  ///   - oldRows: where the rows of that table go; nil if they keep their places.
  ///   - newRows: where the rows of its change go.
  func splice(
    links old: Series<Int32>, _ new: Series<Int32>, oldRows: Series<Int32>?, newRows: [Int32]
  ) -> Series<Int32> {
    let moved = Series(new.map { $0 < 0 ? $0 : newRows[Int($0)] })
    guard let oldRows, old.count == before, new.count == added else { return splice(old, moved) }
    return Series(count: count) { target in
      old.withUnsafeBufferPointer { old in
        oldRows.withUnsafeBufferPointer { oldRows in
          for piece in pieces where !piece.isNew {
            for offset in 0..<piece.count {
              let row = old[piece.start + offset]
              target.initializeElement(at: piece.target + offset, to: row < 0 ? row : oldRows[Int(row)])
            }
          }
        }
      }
      for piece in pieces where piece.isNew {
        for offset in 0..<piece.count {
          target.initializeElement(at: piece.target + offset, to: moved[piece.start + offset])
        }
      }
    }
  }

  /// A column of texts.
  func splice(_ old: TextColumn, _ new: TextColumn) -> TextColumn {
    guard old.count == before, new.count == added else { return TextColumn() }
    if keepsPlaces, changesNothing(old, new) { return old }
    let bytes = following(
      before: old.bytes.count, added: new.bytes.count, old: { old.range(of: $0) }, new: { new.range(of: $0) })
    var end = 0
    let ends = Series<UInt32>(count: count) { target in
      for piece in pieces {
        let column = piece.isNew ? new : old
        let range = column.range(of: piece.start..<piece.start + piece.count)
        let shift = UInt32(truncatingIfNeeded: end - range.lowerBound)
        column.ends.withUnsafeBufferPointer { ends in
          for offset in 0..<piece.count {
            target.initializeElement(at: piece.target + offset, to: ends[piece.start + offset] &+ shift)
          }
        }
        end += range.count
      }
    }
    return TextColumn(bytes: bytes.splice(old.bytes, new.bytes), ends: ends)
  }

  /// Where what belongs to each row starts, and where the last ends.
  func splice(starts old: Series<Int32>, _ new: Series<Int32>) -> Series<Int32> {
    var next: Int32 = 0
    return Series(count: count + 1) { target in
      for piece in pieces {
        let starts = piece.isNew ? new : old
        let shift = next - starts[piece.start]
        starts.withUnsafeBufferPointer { starts in
          for offset in 0..<piece.count {
            target.initializeElement(at: piece.target + offset, to: starts[piece.start + offset] + shift)
          }
        }
        next = starts[piece.start + piece.count] + shift
      }
      target.initializeElement(at: count, to: next)
    }
  }

  private func changesNothing<Value>(_ old: Series<Value>, _ new: Series<Value>) -> Bool {
    let size = MemoryLayout<Value>.stride
    return old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        pieces.allSatisfy { piece in
          guard piece.isNew, let old = old.baseAddress, let new = new.baseAddress else { return true }
          return memcmp(old + piece.target * size, new + piece.start * size, piece.count * size) == 0
        }
      }
    }
  }

  private func changesNothing(_ old: TextColumn, _ new: TextColumn) -> Bool {
    pieces.allSatisfy { piece in
      !piece.isNew
        || (0..<piece.count).allSatisfy { offset in
          let (mine, theirs) = (old.range(piece.target + offset), new.range(piece.start + offset))
          return mine.count == theirs.count && old.bytes[mine].elementsEqual(new.bytes[theirs])
        }
    }
  }
}

extension TextColumn {
  /// Where the strings of a run of rows lie in `bytes`.
  fileprivate func range(of rows: Range<Int>) -> Range<Int> {
    guard let last = rows.last else { return 0..<0 }
    return range(rows.lowerBound).lowerBound..<Int(ends[last])
  }
}
