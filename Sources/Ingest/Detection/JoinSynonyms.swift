extension TableClues {
  static let stageHistory = TableClues(
    synonyms: [
      Synonym("opportunity_id", 1, "dealid opportunity deal"),
      Synonym("seq", 3, "sequence position"),
      Synonym(
        "entered_at", 3,
        "changedat changedate dateentered editdate laststagechangedate stagechangedate enteredon "
          + "movedat transitiondate timestamp createddate changedon"),
      Synonym("stage", 2, "tostage newstage stagename dealstage newvalue value stageto"),
      Synonym("from_stage", 4, "oldstage previousstage oldvalue stagefrom"),
      Synonym("changed_by", 0.5, "editedby userid user createdbyid changedbyid ownerid owner"),
    ],
    nouns: ["deal", "opportunity"],
    fileNames: ["stage", "history", "dealflow"],
    signs: ["stageduration", "fieldevent"],
    speaking: ["stage", "from_stage"],
    required: ["opportunity_id", "stage", "entered_at"])

  static let activities = TableClues(
    synonyms: [
      Synonym("activity_id", 3, "taskid eventid engagementid callid meetingid recordid id"),
      Synonym("opportunity_id", 1, "dealid whatid opportunity deal associateddealids"),
      Synonym(
        "occurred_at", 2,
        "startedat startdatetime starttime activitydatetime completeddatetime "
          + "markedasdonetime timestamp activitydate date duedate time createdat createddate createdate createdtime"),
      Synonym("direction", 2, "calltype calldirection emaildirection"),
      Synonym("kind", 1, "activitytype tasktype engagementtype taskevent tasksubtype eventsubtype type channel"),
      Synonym("rep", 0.5, "assigned ownerid owner assignedto assignedtouser userid user hubspotownerid salesrep"),
      Synonym("lead_id", 1, "whoid contactid personid lead"),
      Synonym("ended_at", 2, "endtime enddatetime endedon finishedat"),
      Synonym("subject", 2, "activitysubject emailsubject title"),
      Synonym("automatic", 2, "isautomatic automated"),
      Synonym("done", 2, "isclosed isdone completed iscompleted taskstatus status state"),
      Synonym("contact", 1, "contactname contactperson associatedcontact who person"),
      Synonym("held", 2, "washeld attended"),
    ],
    nouns: ["activity", "task", "event", "call", "meeting", "engagement", "property", "hs"],
    fileNames: ["activit", "task", "event", "call", "meeting", "email", "engagement", "touch"],
    signs: ["duration", "durationinminutes", "callduration", "priority"],
    speaking: [
      "subject", "done", "direction", "held", "ended_at", "opportunity_id", "lead_id", "contact", "automatic",
    ],
    required: ["occurred_at"])

  static let users = TableClues(
    synonyms: [
      Synonym(
        "user_id", 2,
        "ownerid repid salesagent salesrep salesrepresentative salesperson representative agent rep "
          + "employeeid employee user owner recordid id"),
      Synonym("name", 0.5, "fullname username repname agentname displayname salesrepname employeename ownername"),
      Synonym("team", 2, "teamname salesteam group department primaryteamid"),
      Synonym("region", 1, "regionaloffice territory office salesregion regionname"),
      Synonym("manager_id", 3, "manager managername supervisor reportsto reportstoid boss teamlead salesmanager"),
      Synonym("automatic", 1, "isautomatic isbot"),
      Synonym("active_from", 1, "hiredate startdate joinedat"),
      Synonym("active_to", 1, "enddate terminationdate leftat"),
    ],
    nouns: ["user", "employee"],
    fileNames: ["user", "agent", "rep", "reps", "owner", "staff", "people", "employee"],
    signs: ["isactive", "active", "userroleid", "timezonesidkey", "role", "email"],
    speaking: ["name", "team", "region", "manager_id"],
    required: ["user_id"])

  static let accounts = TableClues(
    synonyms: [
      Synonym(
        "account_id", 2,
        "account companyid organizationid organisationid customerid customer company "
          + "organization recordid id accountnumber"),
      Synonym("name", 0.5, "accountname companyname organizationname organisationname customername"),
      Synonym("segment", 1, "companysize sizeclass customersegment tier marketsegment sector industry"),
      Synonym("region", 1, "territory regionname salesregion"),
      Synonym("country", 1, "billingcountry countryregion countryname officelocation headquarters location"),
      Synonym("link", 0, "url recordurl recordlink"),
    ],
    nouns: ["account", "organization", "company", "property", "customer"],
    fileNames: ["account", "compan", "organi", "customer"],
    signs: [
      "employees", "numberofemployees", "revenue", "annualrevenue", "industry", "sector", "website",
      "yearestablished", "domain", "phone", "billingcity", "subsidiaryof", "parentid", "parentaccount",
    ],
    counterSigns: ["firstname", "lastname", "mailingcity"],
    speaking: ["name", "segment", "region", "country"],
    required: ["account_id"])

  static let targets = TableClues(
    synonyms: [
      Synonym("owner", 0.5, "rep user userid ownerid salesrep salesagent salesperson"),
      Synonym("team", 0.5, "teamname salesteam"),
      Synonym("period", 2, "month quarter fiscalquarter"),
      Synonym("measure", 2, "metric kpi goal"),
      Synonym("value", 2, "target quota targetvalue goalvalue amount"),
    ],
    nouns: ["target", "quota"],
    fileNames: ["target", "quota", "goal"],
    signs: ["quota", "target"],
    speaking: ["period"],
    required: ["period", "value"])
}
