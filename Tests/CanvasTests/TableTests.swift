import Canvas
import Testing

@Suite("Tables and lists of rows")
struct TableTests {
    private let faint = Style(.palette(244))
    private let blue = Style(.palette(33))

    @Test("a table drops columns by priority if they don't fit, and the remaining columns fit the width")
    func layout() {
        let columns: [TableLayout.Column] = [
            .init("#", minimum: 3), .init("app", minimum: 10, maximum: 30),
            .init("maker", minimum: 8, maximum: 20, priority: 2),
            .init("best", minimum: 4, priority: 5),
        ]
        for width in 0...80 {
            let positions = TableLayout(columns: columns, width: width).positions
            #expect(positions[0] != nil && positions[1] != nil)
            #expect((positions[3] != nil) == (width >= 28))
            #expect((positions[2] != nil) == (width >= 23))
            let used = positions.compactMap { $0 }.map { $0.offset + $0.width }.max() ?? 0
            if width >= 14 { #expect(used <= width) }
        }
    }

    @Test("drawing a table of 100,000 rows requests only the visible rows")
    func longList() {
        var frame = Frame(size: Size(columns: 30, rows: 11))
        var asked: [Int] = []
        Table(columns: [.init("#", minimum: 6)], count: 100_000, titleStyle: faint, selectionStyle: blue)
            .draw(in: frame.region, selection: 99_999, on: &frame) { row in
                asked.append(row)
                return [StyledText("\(row)")]
            }
        #expect(asked == Array(99_990..<100_000))
        #expect(frame.cursor == Point(x: 0, y: 10))
        #expect(frame.clickTarget(at: Point(x: 3, y: 10))?.kind == .row(99_999))
    }

    @Test("the visible rows of a list include the selection and fill the height", arguments: 0...12)
    func rowWindow(count: Int) {
        for height in 0...14 {
            for selection in -2...14 {
                let window = RowWindow(selection: selection, count: count, height: height)
                #expect(window.rows.count == min(count, height))
                if let selection = window.selection, height > 0 { #expect(window.rows.contains(selection)) }
                #expect((window.selection == nil) == (count == 0))
                for pinned in 0...4 {
                    let window = RowWindow(selection: selection, count: count, height: height, first: 3, pinned: pinned)
                    let shown = Array(window.pinned) + window.rows
                    #expect(shown.count == min(count, height) && Set(shown).count == shown.count)
                    if let selection = window.selection, height > 0 { #expect(shown.contains(selection)) }
                }
                for first in -1...12 {
                    let kept = RowWindow(selection: selection, count: count, height: height, first: first)
                    #expect(kept.rows.count == min(count, height))
                    if let selection = kept.selection, height > 0 { #expect(kept.rows.contains(selection)) }
                    // The list doesn't scroll if the selection is already visible.
                    let before = first..<first + height
                    let isSeen = kept.selection.map(before.contains) ?? false
                    if isSeen, first >= 0, first + height <= count { #expect(kept.rows == before) }
                }
            }
        }
    }
}
