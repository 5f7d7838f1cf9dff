import Canvas
import TestSupport
import Testing

@testable import Dashboard

@Suite("Help in columns")
struct HelpLayoutTests {
    private static let widths = [40, 80, 99, 100, 120, 159, 160, 200, 300]

    @Test("the help has two columns from 100 columns and three from 160", arguments: PageID.all)
    func count(page: PageID) {
        let groups = HelpPage.groups(of: .standard, on: page)
        let counts = Self.widths.map { HelpLayout(groups, width: $0).columns.count }
        #expect(counts == [1, 1, 1, 2, 2, 2, 3, 3, 3])
    }

    @Test(
        "every group is in one column, in reading order, and below a blank line unless it's the first",
        arguments: widths
    )
    func groups(width: Int) {
        for page in PageID.all {
            let groups = HelpPage.groups(of: .standard, on: page)
            let layout = HelpLayout(groups, width: width)
            #expect(layout.columns.joined().filter(\.isHeading).map(\.title) == groups.compactMap(\.first?.title))
            for column in layout.columns {
                #expect(column.first?.isHeading == true)
                for (above, row) in zip(column, column.dropFirst()) where row.isHeading { #expect(above.title.isEmpty) }
            }
            // Wrapping removes only spaces.
            let words = { (titles: [String]) in titles.flatMap { $0.split(separator: " ") } }
            #expect(words(layout.columns.joined().map(\.title)) == words(groups.joined().map(\.title)))
        }
    }

    @Test("the columns have about the same height", arguments: [(120, 2), (200, 3)])
    func balanced(width: Int, count: Int) {
        for page in PageID.all {
            let layout = HelpLayout(HelpPage.groups(of: .standard, on: page), width: width)
            let rows = layout.columns.map(\.count).reduce(0, +)
            #expect(layout.height * count * 10 <= rows * 13, "\(page): \(layout.columns.map(\.count))")
        }
    }

    @Test("the last line of the help is visible after G", arguments: [(80, 24), (120, 40), (200, 30)])
    func end(columns: Int, rows: Int) throws {
        var state = try Dashboards.sora(at: "2025-10-01T12:00:00Z", size: Size(columns: columns, rows: rows))
        state.press("?", "G")
        let longest = try #require(state.helpLayout.columns.max { $0.count < $1.count }?.last?.title)
        #expect(state.frame(theme: .mono).lines.contains { $0.contains(longest) })
    }
}
