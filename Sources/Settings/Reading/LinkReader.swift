import Domain
import Yams

/// `link`: where the CRM shows records.
extension Notes {
  /// One address for all records, or one for each kind: `link: {opportunity: https://.../{id}, lead: ...}`.
  mutating func readLinks(_ node: Node, into links: inout RecordLinks) {
    guard node.mapping == nil else { return read(node, "link", Self.linkKeys, into: &links) }
    guard let template = linkTemplate(node) else { return }
    links = RecordLinks(opportunities: template, leads: template)
  }

  private static let linkKeys: [Key<RecordLinks>] = [
    Key("opportunity") { node, notes, links in links.opportunities = notes.linkTemplate(node) ?? links.opportunities },
    Key("lead") { node, notes, links in links.leads = notes.linkTemplate(node) ?? links.leads },
  ]

  private mutating func linkTemplate(_ node: Node) -> LinkTemplate? {
    guard let text = text(node, "link") else { return nil }
    do { return try LinkTemplate(text) } catch {
      self.error(node, message(error, text), hint: "write https://crm.example.com/opportunity/{id}")
      return nil
    }
  }

  private func message(_ problem: LinkTemplate.Problem, _ text: String) -> String {
    switch problem {
    case .noPage: "link must be the address of a page, not \(quoted(text))"
    case .noPlace: "link has no {id} behind the name of the host"
    case .unknownPlace(let place): "link has an unknown place \(quoted(place))"
    case .badSign: "link holds a sign that no address has"
    }
  }
}
