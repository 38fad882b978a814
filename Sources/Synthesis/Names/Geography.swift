/// A place that companies are at.
struct Place: Sendable {
  var country: String
  var city: String
  /// How companies there end their names.
  var legalForms: [String]
}

/// Where the companies of each region are.
enum Geography {
  private static let american = ["Inc.", "LLC", "Corp."]
  private static let canadian = ["Inc.", "Ltd."]

  /// By position in ``Market/regions``.
  static let places: [[Place]] = [
    [
      Place(country: "United States", city: "Boston", legalForms: american),
      Place(country: "United States", city: "New York", legalForms: american),
      Place(country: "United States", city: "Atlanta", legalForms: american),
      Place(country: "Canada", city: "Toronto", legalForms: canadian),
      Place(country: "Canada", city: "Montréal", legalForms: canadian),
    ],
    [
      Place(country: "United States", city: "Seattle", legalForms: american),
      Place(country: "United States", city: "Denver", legalForms: american),
      Place(country: "United States", city: "San Diego", legalForms: american),
      Place(country: "Canada", city: "Vancouver", legalForms: canadian),
      Place(country: "Mexico", city: "Monterrey", legalForms: ["S.A. de C.V."]),
    ],
    [
      Place(country: "Germany", city: "München", legalForms: ["GmbH", "AG"]),
      Place(country: "France", city: "Lyon", legalForms: ["SA", "SAS"]),
      Place(country: "United Kingdom", city: "Leeds", legalForms: ["Ltd", "plc"]),
      Place(country: "Spain", city: "València", legalForms: ["S.L.", "S.A."]),
      Place(country: "Poland", city: "Łódź", legalForms: ["sp. z o.o."]),
      Place(country: "Sweden", city: "Malmö", legalForms: ["AB"]),
      Place(country: "Netherlands", city: "Utrecht", legalForms: ["B.V."]),
    ],
    [
      Place(country: "Japan", city: "Osaka", legalForms: ["K.K."]),
      Place(country: "Singapore", city: "Singapore", legalForms: ["Pte. Ltd."]),
      Place(country: "Australia", city: "Brisbane", legalForms: ["Pty Ltd"]),
      Place(country: "South Korea", city: "Busan", legalForms: ["Co., Ltd."]),
      Place(country: "India", city: "Pune", legalForms: ["Pvt. Ltd."]),
    ],
  ]
}
