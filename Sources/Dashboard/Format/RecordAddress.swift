/// Where a record stands in the CRM.
public enum RecordAddress {
  /// The address among what is stored of a record, label and text in turn; nil where there is none, or where it is no
  /// address of a page.
  public static func find(in details: [[String]]) -> String? {
    details.first { $0.count == 2 && $0[0] == "link" }.flatMap { checked($0[1]) }
  }

  /// The text, if it is an address of a page.
  public static func checked(_ text: String) -> String? {
    text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
  }
}
