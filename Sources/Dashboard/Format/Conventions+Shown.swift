import Domain

extension Conventions {
  /// The conventions that text is being written with.
  ///
  /// Whoever begins to write for a reader binds them to what the model says: ``view(_:look:size:)``,
  /// ``update(_:_:)``, plain lines. Formatters below take them from here instead of from each of their callers, and
  /// what is written for machines outside of such a beginning is ``plain``.
  @TaskLocal static var shown = Conventions.plain
}
