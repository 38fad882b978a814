import CMalloc

/// How the program uses memory while it stays open for days.
enum Heap {
  /// Lets all threads share two heaps, one for each core that is kept busy: each thread's own would keep what it once
  /// needed. Columns of millions of rows stand outside of them: gone, they leave no holes.
  static func settle() {
    mallopt(M_ARENA_MAX, 2)
    mallopt(M_MMAP_THRESHOLD, columnBytes)
  }

  /// What queries take for a while is less.
  private static let columnBytes: Int32 = 8 << 20

  /// Gives back to the system what is free: after a data set has taken the place of another, that is much.
  static func giveBack() { malloc_trim(0) }
}
