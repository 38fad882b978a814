/// The words that invented people and companies are named with.
enum WordLists {
  static let firstNames = words(
    """
    Ana Amara Anders Aoife Arjun Astrid Beatriz Bjørn Camille Carlos Chiara Chloé Daniel Deepa Diego Elif Émile Emma \
    Farah Felix Fiona Gabriel Grace Hana Hugo Ingrid Isabel Ivan Jakub João José Jürgen Kenji Kwame Lars Leila Lena \
    Lucía Mads Maëlle Marco María Maya Mei Milan Naomi Niamh Nikhil Noah Olga Omar Paula Priya Rafael Ravi Renée \
    Sanne Sofia Søren Tariq Thu Tomasz Tunde Ulrike Vera Viktor Wanjiru Yara Yusuf Zofia
    """)

  static let lastNames = words(
    """
    Abbott Adeyemi Almeida Álvarez Andersson Arslan Bakker Banerjee Barros Bauer Beck Bello Berger Bianchi Boateng \
    Brandt Byrne Calloway Carvalho Castro Chen Cohen Conti Cruz Dahl Delacroix Demir Duarte Egede Eriksen Fabre \
    Farkas Ferrari Fischer Fontaine Gallagher García Gupta Haddad Hale Hansen Hayashi Hoffmann Horvat Ibarra Iyer \
    Jansen Johansson Kamau Kaya Keller Kim Kowalska Krüger Laurent Lindqvist Lopes Marchetti Mendes Meyer Mokoena \
    Morel Müller Nakamura Navarro Nguyễn Nowak Núñez Okafor Oliveira Olsen Park Patel Petrov Quinn Rahman Reyes Rossi \
    Sánchez Sato Schäfer Sharma Silva Sørensen Tanaka Torres Tran Vargas Vermeulen Vogel Weber Whitaker Zając Zhang
    """)

  /// Names written in one piece, family name first.
  static let wholeNames = ["田中 美咲", "王 丽华", "김 민준"]

  static let companyStems = words(
    """
    Alder Ambra Arbor Ardent Aster Aurelia Bramble Brightwell Calder Canopy Cascade Cedarline Cinder Clearwater \
    Copperfield Cordova Corvus Dovetail Driftwood Eastmere Elmstead Fairhaven Fallow Fernhill Foxglove Gleam \
    Granada Greyfriars Halcyon Harrow Hawthorn Heron Hollis Ironbridge Juniper Kestrel Lakeside Lantern Larkspur \
    Linden Lumen Lyra Maplewood Marlowe Meridian Millrace Montclair Mosaic Nordwind Northgate Oakhurst Ochre Orbis \
    Orchard Osprey Palisade Peregrine Pinecrest Quarry Quill Ravenna Redstone Rivulet Rowan Saffron Sable Sandpiper \
    Sequoia Silverline Solano Solstice Stonebridge Summit Sycamore Tamarind Tern Thistle Timber Torrent Umber \
    Valdera Vantage Verano Verdant Vesper Wavecrest Westmark Willow Windrose Yarrow Zephyr Zürcher Öresund Élan
    """)

  static let companyTrades = words(
    """
    Analytics Brands Capital Care Cloud Components Diagnostics Dynamics Energy Engineering Estates Finance Foods \
    Freight Health Hotels Industries Instruments Insurance Labs Learning Logistics Marine Materials Media Mobility \
    Networks Optics Packaging Partners Pharma Power Robotics Security Services Software Studios Systems Textiles \
    Travel Works
    """)

  /// Companies of Japan, Korea and China, in their own scripts.
  static let eastAsianCompanies = ["青空物流", "星野精機", "みどり食品", "한빛 소프트", "东海能源"]

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
