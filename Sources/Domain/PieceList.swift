/// A list of many elements of which single ones come and go: kept in pieces, so that a change costs a piece and not the
/// whole, also where somebody else still holds the list as it was.
///
/// A value like an array. A list made of an array is one piece until it is first changed.
@frozen
public struct PieceList<Element: Sendable>: Sendable {
  /// None is empty.
  @usableFromInline var pieces: [[Element]] = []
  /// By piece: how many elements there are up to its end.
  @usableFromInline var ends: [Int] = []
  /// All elements, where nobody has looked at them yet.
  @usableFromInline var deferred: DeferredList<Element>?

  /// Elements of a piece; it is cut when it has grown to twice that.
  @usableFromInline static var size: Int { 512 }

  /// No elements.
  @inlinable public init() {}

  /// Elements in their order.
  @inlinable public init(_ elements: some Sequence<Element>) {
    let all = Array(elements)
    if !all.isEmpty { (pieces, ends) = ([all], [all.count]) }
  }

  /// So many elements, made when one of them is first looked at.
  @inlinable public init(count: Int, making elements: @escaping @Sendable () -> [Element]) {
    if count > 0 { deferred = DeferredList(count: count, elements) }
  }

  /// Some lists, one after another.
  @inlinable public init(joining lists: [PieceList]) {
    for list in lists.map(\.settled) {
      let before = count
      ends += list.ends.map { $0 + before }
      pieces += list.pieces
    }
  }

  /// Puts an element before the one that so many precede.
  @inlinable public mutating func insert(_ element: Element, at place: Int) {
    precondition(place >= 0 && place <= count, "place out of range")
    if deferred != nil { self = settled }
    guard !pieces.isEmpty else {
      self = PieceList([element])
      return
    }
    var piece = Swift.min(piece(of: place), pieces.count - 1)
    if pieces[piece].count >= 2 * Self.size {
      cut(piece)
      piece = Swift.min(self.piece(of: place), pieces.count - 1)
    }
    pieces[piece].insert(element, at: place - start(of: piece))
    for later in piece..<ends.count { ends[later] += 1 }
  }

  /// Takes out the element that so many precede.
  @inlinable public mutating func remove(at place: Int) {
    precondition(place >= 0 && place < count, "place out of range")
    if deferred != nil { self = settled }
    var piece = piece(of: place)
    if pieces[piece].count > 2 * Self.size {
      cut(piece)
      piece = self.piece(of: place)
    }
    pieces[piece].remove(at: place - start(of: piece))
    for later in piece..<ends.count { ends[later] -= 1 }
    guard pieces[piece].isEmpty else { return }
    pieces.remove(at: piece)
    ends.remove(at: piece)
  }

  /// How many elements come before the first of which something holds that holds of all later ones too.
  @inlinable public func count(before holds: (Element) throws -> Bool) rethrows -> Int {
    let list = settled
    let piece = try list.pieces.partitioningIndex { try holds($0[$0.count - 1]) }
    guard piece < list.pieces.count else { return list.count }
    return list.start(of: piece) + (try list.pieces[piece].partitioningIndex(where: holds))
  }

  /// The first elements, as many as there are up to a limit.
  @inlinable public func beginning(_ limit: Int) -> PieceList {
    guard limit < count else { return self }
    guard limit > 0 else { return PieceList() }
    if deferred != nil { return settled.beginning(limit) }
    let last = piece(of: limit - 1)
    var beginning = PieceList()
    beginning.pieces = Array(pieces[..<last]) + [Array(pieces[last].prefix(limit - start(of: last)))]
    beginning.ends = Array(ends[..<last]) + [limit]
    return beginning
  }

  /// The same with all elements made.
  @inlinable var settled: PieceList { deferred.map { PieceList($0.elements) } ?? self }

  /// The first piece that reaches beyond a place.
  @inlinable func piece(of place: Int) -> Int { ends.count == 1 ? 0 : ends.partitioningIndex { $0 > place } }

  @inlinable func start(of piece: Int) -> Int { piece > 0 ? ends[piece - 1] : 0 }

  /// Makes pieces of the usual size of a long one.
  @inlinable mutating func cut(_ piece: Int) {
    let (old, start) = (pieces[piece], start(of: piece))
    let cuts = stride(from: 0, to: old.count, by: Self.size).map { ($0, Swift.min(old.count, $0 + Self.size)) }
    pieces.replaceSubrange(piece...piece, with: cuts.map { Array(old[$0.0..<$0.1]) })
    ends.replaceSubrange(piece...piece, with: cuts.map { start + $0.1 })
  }
}

/// Rows of a table, in the order of a list.
public typealias RowList = PieceList<Int32>

extension PieceList: RandomAccessCollection {
  /// 0.
  @inlinable public var startIndex: Int { 0 }
  /// One beyond the last place.
  @inlinable public var endIndex: Int { deferred?.count ?? ends.last ?? 0 }
  /// How many.
  @inlinable public var count: Int { endIndex }

  /// The element that so many precede.
  @inlinable public subscript(place: Int) -> Element {
    if deferred != nil { return settled[place] }
    let piece = piece(of: place)
    return pieces[piece][place - start(of: piece)]
  }

  /// Each element in turn.
  @inlinable public func makeIterator() -> FlattenSequence<[[Element]]>.Iterator {
    settled.pieces.joined().makeIterator()
  }
}

extension PieceList: ExpressibleByArrayLiteral {
  /// These elements.
  @inlinable public init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension PieceList: Equatable where Element: Equatable {
  /// True if they hold the same, however it is cut.
  @inlinable public static func == (left: PieceList, right: PieceList) -> Bool {
    left.count == right.count && left.elementsEqual(right)
  }
}

extension PieceList: Codable where Element: Codable {
  /// Reads a list that was written as one piece.
  public init(from decoder: any Decoder) throws { self.init(try [Element](from: decoder)) }

  /// Writes all elements as one piece.
  public func encode(to encoder: any Encoder) throws { try Array(self).encode(to: encoder) }
}
