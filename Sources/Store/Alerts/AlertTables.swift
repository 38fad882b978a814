/// The tables that alerts are remembered in: the state of each instance, and everything it ever said.
enum AlertTables {
  static let definitions = """
    CREATE TABLE alerts (
      rule TEXT NOT NULL, scope TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (rule, scope)) WITHOUT ROWID;
    CREATE TABLE alert_events (
      id INTEGER PRIMARY KEY, rule TEXT NOT NULL, scope TEXT NOT NULL, happened_at INTEGER NOT NULL,
      event TEXT NOT NULL, actor TEXT, note TEXT);
    CREATE INDEX events_of_alert ON alert_events (rule, scope);
    """

  /// Until when somebody wanted it quiet, or wanted it done.
  static let deadlines = "ALTER TABLE alert_events ADD COLUMN until INTEGER"
}
