import Cells
import Domain
import TestKit
import Testing

@testable import Dashboard

@Suite struct OverviewTests {
  @Test(arguments: [(160, 44), (200, 60), (120, 40), (80, 24), (40, 10)])
  func looksAsKept(_ size: (Int, Int)) {
    let model = Sample.model(size.0, size.1)
    Golden.expect(Sample.text(model), "overview-\(size.0)x\(size.1)")
  }
}
