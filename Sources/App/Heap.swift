import CMalloc

/// How the program uses memory while it stays open for days.
enum Heap {
  /// Lets all threads share two heaps, one for each core that is kept busy: each thread's own would keep what it once
  /// needed.
  static func settle() { mallopt(M_ARENA_MAX, 2) }

  /// Gives back to the system what is free: after a data set has taken the place of another, that is much.
  static func giveBack() { malloc_trim(0) }
}
