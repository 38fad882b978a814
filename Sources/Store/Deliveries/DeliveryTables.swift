/// The tables of what has to be told outside, to whom, and what became of it.
enum DeliveryTables {
  static let deliveries = """
    CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY, notifier TEXT NOT NULL, dedup_key TEXT NOT NULL, topic TEXT NOT NULL, event INTEGER,
      message TEXT, state TEXT NOT NULL, tries INTEGER NOT NULL, queued_at INTEGER NOT NULL,
      next_try INTEGER NOT NULL, settled_at INTEGER, last_error TEXT, UNIQUE (notifier, dedup_key));
    CREATE INDEX deliveries_open ON deliveries (notifier, id) WHERE state IN ('pending', 'failed');
    CREATE INDEX deliveries_of_topic ON deliveries (topic, queued_at);
    """

  static let announcements = """
    CREATE TABLE announcements (event INTEGER PRIMARY KEY, subject TEXT NOT NULL, severity INTEGER NOT NULL);
    """
}
