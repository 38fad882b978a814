/// What a field is called elsewhere, as ``HeaderName`` keys, the best name first.
struct Synonym {
  let field: String
  /// How much a column of this name speaks for the table.
  let weight: Double
  let names: [String]

  init(_ field: String, _ weight: Double, _ names: String) {
    self.field = field
    self.weight = weight
    self.names = names.split(separator: " ").map(String.init)
  }
}

/// How the files of one table are known.
struct TableClues {
  /// Names of its fields.
  let synonyms: [Synonym]
  /// Words before a header that only say which table it is.
  let nouns: Set<String>
  /// Parts of file names.
  let fileNames: [String]
  /// Headers that are no field but speak for the table.
  let signs: Set<String>
  /// Headers that speak against the table.
  var counterSigns: Set<String> = []
  /// Fields of which it has at least one, or it is only a list of ids.
  let speaking: [String]
  /// Fields without which its rows mean nothing.
  let required: [String]
}

extension TableClues {
  static func of(_ kind: RecordKind) -> TableClues {
    switch kind {
    case .leads: leads
    case .opportunities: opportunities
    case .stageHistory: stageHistory
    case .activities: activities
    case .users: users
    case .accounts: accounts
    case .targets: targets
    }
  }

  /// Words in names of files that hold something else.
  static let foreign: Set<String> = [
    "ticket", "tickets", "order", "orders", "quote", "quotes", "invoice", "invoices", "product", "products", "role",
    "roles", "campaign", "campaigns", "case", "cases", "property", "properties", "item", "items", "audit", "merge",
    "merged",
  ]

  /// Fields that every table has.
  static let common = [
    Synonym(
      "updated_at", 0,
      "updatetime modifiedtime modifieddate lastmodifieddate lastmodifiedat lastmodified "
        + "modifiedat modifiedon lastupdated systemmodstamp writedate lastmodifiedtime"),
    Synonym("deleted", 0, "isdeleted fivetrandeleted"),
  ]

  private static let owners =
    "ownerid owner assignedto assignedtouser salesrep salesrepresentative salesagent salesperson representative agent "
    + "accountexecutive accountmanager userid user username hubspotownerid responsible ownername"
  private static let created =
    "createddate createdate createdtime created createdon creationdate datecreated addtime dateadded"
  private static let sources = "leadsource originalsource sourcename channel utmsource origin originaltrafficsource"
  private static let regions = "territory regionname salesregion regionaloffice market geo"
  private static let segments = "companysize sizeclass customersegment tier marketsegment"
  private static let teams = "teamname salesteam group salesgroup hubspotteam"
  private static let links = "url recordurl recordlink permalink"

  static let leads = TableClues(
    synonyms: [
      Synonym("lead_id", 2, "leadnumber prospectid recordid id contactid personid"),
      Synonym("created_at", 0.5, created + " leadcreated submittedat receivedat"),
      Synonym("assigned_at", 1, "assigneddate dateassigned ownerassigneddate assignedon"),
      Synonym(
        "first_response_at", 4,
        "firstresponse firstresponsetime timeoffirstengagement dateoffirstengagement "
          + "firstcontactedat firstcontactat firsttouchat firstcalldatetime firstemaildatetime firstactivitydate"),
      Synonym(
        "qualified_at", 3,
        "qualifieddate qualifiedon becameasalesqualifiedleaddate sqldate converteddate "
          + "dateconverted convertedat conversiondate becameamarketingqualifiedleaddate mqldate"),
      Synonym("disqualified_at", 3, "disqualifieddate disqualifiedon unqualifieddate rejectedat"),
      Synonym("opportunity_id", 0.5, "convertedopportunityid dealid associateddealids"),
      Synonym("source", 1, sources), Synonym("region", 0.5, regions), Synonym("segment", 0.5, segments),
      Synonym("team", 0.5, teams), Synonym("rep", 0.5, "leadowner contactowner leadownerid " + owners),
      Synonym("name", 0.5, "leadname fullname contactname personname title"),
      Synonym(
        "company", 1,
        "companyaccount companyname organization organisation account accountname "
          + "associatedcompany"),
      Synonym("email", 1, "emailaddress mail workemail"), Synonym("link", 0, links),
      Synonym("kind", 0.5, "leadtype"),
    ],
    nouns: ["lead", "person", "contact", "prospect", "property", "hs"],
    fileNames: ["lead", "prospect"],
    signs: [
      "leadstatus", "lifecyclestage", "leadowner", "contactowner", "converted", "isconverted", "leadsource",
      "rating", "originalsource",
    ],
    counterSigns: ["mailingcity", "mailingcountry", "reportstoid", "contactlistid"],
    speaking: ["first_response_at", "qualified_at", "disqualified_at", "source"],
    required: ["lead_id"])

  static let opportunities = TableClues(
    synonyms: [
      Synonym("opportunity_id", 2, "dealid opportunitynumber dealnumber recordid id"),
      Synonym("lead_id", 0.5, "sourceleadid originatingleadid"),
      Synonym("created_at", 0.5, created + " dealcreated engagedate opendate opened openedat startdate"),
      Synonym("closed_at", 2, "dealclosedon closeddate closedon actualclosedate closedate closingdate"),
      Synonym("source", 0.5, sources + " dealsource"), Synonym("region", 0.5, regions),
      Synonym("segment", 0.5, segments), Synonym("team", 0.5, teams),
      Synonym("rep", 0.5, "opportunityowner dealowner opportunityownerid dealownerid " + owners),
      Synonym(
        "amount", 2,
        "dealamount opportunityamount dealvalue closevalue value dealsize totalvalue contractvalue "
          + "amountconverted amountincompanycurrency expectedrevenue"),
      Synonym("name", 0.5, "opportunityname dealname dealtitle title"),
      Synonym(
        "account_id", 0.5,
        "accountname account companyname company organization organisation customer "
          + "customername client associatedcompany associatedcompanyids accountnameid customerid companyid"),
      Synonym(
        "currency", 1,
        "currencyisocode amountcurrency currencyofvalue dealcurrency currencycode "
          + "dealcurrencycode"),
      Synonym("link", 0, links), Synonym("next_step", 1, "nextsteps"),
      Synonym("next_step_at", 0.5, "nextactivitydate nextstepdate"),
      Synonym(
        "expected_close_on", 2,
        "expectedclosedate expectedclosingdate estimatedclosedate forecastclosedate "
          + "plannedclosedate expectedclose datedeadline"),
      Synonym("forecast_category", 1, "forecastcategoryname"),
      Synonym("probability", 1, "dealprobability winprobability"),
      Synonym("lost_reason", 1, "closedlostreason reasonlost reasonforloss lossreason"),
      Synonym(
        "stage", 2,
        "dealstage stagename salesstage opportunitystage pipelinestage stageid dealpipelinestageid "
          + "phase"),
      Synonym("pipeline", 1, "dealpipeline pipelinename dealpipelineid pipelineid"),
      Synonym("kind", 0.5, "opportunitytype dealtype type"),
      Synonym("country", 0.5, "billingcountry countryname"), Synonym("city", 0, "billingcity"),
    ],
    nouns: ["deal", "opportunity", "property", "hs"],
    fileNames: ["opportunit", "deal", "pipeline"],
    signs: [
      "iswon", "isclosed", "fiscalperiod", "expectedrevenue", "totalactivities", "wontime", "losttime",
      "dealprobability",
    ],
    counterSigns: ["mailingcity", "reportstoid"],
    speaking: ["stage", "outcome", "amount", "closed_at", "expected_close_on", "created_at"],
    required: ["opportunity_id"])
}
