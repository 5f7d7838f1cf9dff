import TestSupport
import Testing

@testable import Canvas

@Suite("Chart gallery at every size")
struct GalleryTests {
    @Test("the gallery with 256 colors matches its golden", arguments: [(80, 24), (120, 40), (200, 60), (300, 80)])
    func pictures(columns: Int, rows: Int) {
        let frame = ChartGallery(size: Size(columns: columns, rows: rows)).frame.reduced(to: .palette)
        #expect(Golden.difference(of: frame, named: "gallery-\(columns)x\(rows)") == nil)
    }

    @Test(
        "the gallery with 16 colors, 24-bit color and no color matches its golden",
        arguments: [Color.Depth.sixteen, .direct, .none]
    )
    func depths(depth: Color.Depth) {
        let frame = ChartGallery(size: Size(columns: 120, rows: 40), isColored: depth > .none).frame
        #expect(Golden.difference(of: frame.reduced(to: depth), named: "gallery-\(depth)") == nil)
    }

    @Test("the ASCII gallery contains only ASCII")
    func ascii() {
        let frame = ChartGallery(size: Size(columns: 120, rows: 40), isColored: false, marks: .ascii).frame.inASCII()
        #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        #expect(Golden.difference(of: frame, named: "gallery-ascii") == nil)
    }

    @Test("the gallery drawn with blocks, for fonts without braille, matches its golden")
    func blocks() {
        let frame = ChartGallery(size: Size(columns: 120, rows: 40), marks: .blocks).frame.reduced(to: .palette)
        #expect(Golden.difference(of: frame, named: "gallery-blocks") == nil)
    }

    @Test("the gallery matches its golden at sizes where little or nothing fits")
    func small() {
        for (columns, rows) in [(0, 0), (1, 1), (20, 5)] {
            let frame = ChartGallery(size: Size(columns: columns, rows: rows)).frame
            #expect(Golden.difference(of: frame, named: "gallery-\(columns)x\(rows)") == nil)
        }
    }

    @Test("no size crashes, and no cell is half of a wide glyph")
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
    /// Returns the frame for a terminal with fewer colors.
    fileprivate func reduced(to depth: Color.Depth) -> Frame {
        var frame = self
        if depth < .direct { frame.mapCells { ($0, $1.reduced(to: depth)) } }
        return frame
    }
}
