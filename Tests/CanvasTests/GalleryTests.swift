import TestSupport
import Testing

@testable import Canvas

@Suite("Chart gallery at different sizes and color depths")
struct GalleryTests {
    @Test(
        "the chart gallery with 256 colors matches its golden files",
        arguments: [(80, 24), (120, 40), (200, 60), (300, 80)]
    )
    func pictures(columns: Int, rows: Int) {
        let frame = ChartGallery(size: Size(columns: columns, rows: rows)).frame.reduced(to: .palette)
        #expect(Golden.difference(of: frame, named: "gallery-\(columns)x\(rows)") == nil)
    }

    @Test(
        "the chart gallery matches its golden files with 16 colors, with 24-bit color and without color",
        arguments: [Color.Depth.sixteen, .direct, .none]
    )
    func depths(depth: Color.Depth) {
        let frame = ChartGallery(size: Size(columns: 120, rows: 40), isColored: depth > .none).frame
        #expect(Golden.difference(of: frame.reduced(to: depth), named: "gallery-\(depth)") == nil)
    }

    @Test("the chart gallery in ASCII contains only ASCII characters and matches its golden file")
    func ascii() {
        let frame = ChartGallery(size: Size(columns: 120, rows: 40), isColored: false, marks: .ascii).frame.inASCII()
        #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        #expect(Golden.difference(of: frame, named: "gallery-ascii") == nil)
    }

    @Test("the chart gallery drawn with blocks instead of braille matches its golden file")
    func blocks() {
        let frame = ChartGallery(size: Size(columns: 120, rows: 40), marks: .blocks).frame.reduced(to: .palette)
        #expect(Golden.difference(of: frame, named: "gallery-blocks") == nil)
    }

    @Test("the chart gallery matches its golden files at sizes where little or nothing fits")
    func small() {
        for (columns, rows) in [(0, 0), (1, 1), (20, 5)] {
            let frame = ChartGallery(size: Size(columns: columns, rows: rows)).frame
            #expect(Golden.difference(of: frame, named: "gallery-\(columns)x\(rows)") == nil)
        }
    }

    @Test("the chart gallery can be drawn at any size without splitting a wide glyph")
    func allSizes() {
        for columns in 0...90 {
            for rows in stride(from: 0, through: 45, by: columns % 3 + 1) {
                let frame = ChartGallery(size: Size(columns: columns, rows: rows)).frame
                for y in 0..<rows {
                    #expect(frame.row(y).reduce(0) { $0 + ($1.glyph?.width ?? 0) } == columns)
                    for x in 0..<columns where frame[x, y].glyph == nil {
                        #expect(x > 0 && frame[x - 1, y].glyph?.width == 2)
                    }
                }
            }
        }
    }
}

extension Frame {
    /// Returns the frame with the colors that a terminal with the given depth can display.
    fileprivate func reduced(to depth: Color.Depth) -> Frame {
        var frame = self
        if depth < .direct { frame.mapCells { ($0, $1.reduced(to: depth)) } }
        return frame
    }
}
