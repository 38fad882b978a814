extension Theme {
  /// A look without any colour, for `NO_COLOR` and terminals that have none: bold, underline and reverse only.
  public static let monochrome = Theme(
    name: "monochrome", isDark: true,
    styles: [
      .text: Style(), .strong: Style(attributes: .bold), .breaching: Style(attributes: .bold),
      .title: Style(attributes: .bold), .focus: Style(attributes: .bold), .header: Style(attributes: .reverse),
      .key: Style(attributes: .bold), .selection: Style(attributes: .reverse), .mark: Style(attributes: .underline),
      .warning: Style(attributes: .bold), .critical: Style(attributes: .bold), .barPast: Style(attributes: .bold),
      .band: Style(attributes: .reverse), .error: Style(attributes: [.bold, .reverse]),
      .match: Style(attributes: .underline),
    ])
}
