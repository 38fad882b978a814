/// Where a record stands in the CRM.
public enum RecordAddress {
  /// The address among what is stored of a record, label and text in turn; nil where there is none, or where it is no
  /// address of a page.
  public static func find(in details: [[String]]) -> String? {
    let text = details.first { $0.count == 2 && $0[0] == "link" }?[1]
    return text.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
  }
}
