/// Country names, to tell a column of countries from one of cities or offices.
enum Countries {
  /// ``HeaderName`` keys of English names and the usual short forms.
  static let keys = Set(
    """
    afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain \
    bangladesh barbados belarus belgium belize benin bhutan bolivia botswana brazil brunei bulgaria cambodia cameroon \
    canada chad chile china colombia congo costarica croatia cuba cyprus czechia czechrepublic denmark ecuador egypt \
    elsalvador estonia ethiopia fiji finland france gabon georgia germany ghana greece guatemala guinea guyana haiti \
    honduras hongkong hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan \
    kenya korea kuwait laos latvia lebanon liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia \
    mali malta mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal \
    netherlands newzealand nicaragua niger nigeria northmacedonia norway oman pakistan panama paraguay peru \
    philippines poland portugal puertorico qatar romania russia rwanda saudiarabia senegal serbia singapore slovakia \
    slovenia somalia southafrica southkorea spain srilanka sudan sweden switzerland syria taiwan tanzania thailand \
    tunisia turkey türkiye uganda ukraine unitedarabemirates uae unitedkingdom uk gb greatbritain unitedstates us usa \
    unitedstatesofamerica uruguay uzbekistan venezuela vietnam yemen zambia zimbabwe de fr es it nl ch at be dk se no \
    fi pl pt cz ie ca au nz jp cn in br mx
    """.split(separator: " ").map(String.init))

  static func isCountry(_ text: String) -> Bool { keys.contains(HeaderName.key(text)) }
}
