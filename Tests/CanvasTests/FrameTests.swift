import Canvas
import TestSupport
import Testing

@Suite("Writing to frames")
struct FrameTests {
    @Test("overwriting half of a wide glyph clears the other half", arguments: [0, 1])
    func halves(column: Int) {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.write("微", in: frame.region)
        frame.write("x", in: Region(x: column, y: 0, width: 1, height: 1))
        #expect(frame.lines == [column == 0 ? "x" : " x"])
        #expect((0..<4).allSatisfy { frame[$0, 0].glyph != nil })
    }

    @Test("a wide glyph isn't split at the last column of a frame")
    func lastColumn() {
        var frame = Frame(size: Size(columns: 3, rows: 1))
        frame.write("a微信", in: frame.region)
        #expect(frame.lines == ["a…"])
    }

    @Test(
        "text written to a frame is clipped to its region and leaves no half of a wide glyph",
        arguments: [UInt64(11), 12, 13]
    )
    func regions(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = ["微信读书", "plain", "👍 ok", "ที่", "a", "……", ""]
        for _ in 0..<400 {
            var frame = Frame(size: Size(columns: 12, rows: 3))
            let region = Region(
                x: Int.random(in: -3..<14, using: &generator),
                y: Int.random(in: -1..<4, using: &generator),
                width: Int.random(in: -1..<9, using: &generator),
                height: Int.random(in: 0..<3, using: &generator)
            )
            for _ in 0..<3 {
                frame.write(words.randomElement(using: &generator) ?? "", in: region, align: .right)
            }
            for y in 0..<3 {
                for x in 0..<12 {
                    let cell = frame[x, y]
                    if !region.contains(Point(x: x, y: y)) { #expect(cell.glyph == .space, "seed \(seed)") }
                    if cell.glyph == nil { #expect(x > 0 && frame[x - 1, y].glyph?.width == 2, "seed \(seed)") }
                    if cell.glyph?.width == 2 { #expect(x < 11 && frame[x + 1, y].glyph == nil, "seed \(seed)") }
                }
            }
        }
    }

    @Test("converting a frame to ASCII replaces each symbol at its position with an ASCII substitute")
    func ascii() {
        var frame = Frame(size: Size(columns: 24, rows: 1))
        frame.write("▲2 微信 ●─━│ ⣀⠉⣿ ▁█ é", in: frame.region)
        let ascii = frame.inASCII()
        #expect(ascii.lines == ["^2 ? ?  O-=| .': _# ?"])
        #expect(ascii.size == frame.size)
    }

    @Test("at most two chart symbols with different meanings share an ASCII substitute")
    func alphabet() {
        // The symbols for missing data, levels, a hatched day, an isolated point, a marker and vertical lines.
        let glyphs = "·▁▂▃▄▅▆▇█▒●◆╎│"
        var frame = Frame(size: Size(columns: glyphs.count, rows: 1))
        frame.write(glyphs, in: frame.region)
        let drawn = frame.inASCII().lines.joined()
        #expect(Set(drawn).count >= glyphs.count - 1, "\(drawn)")
        #expect(drawn.filter { $0 == "." }.count == 1)
    }

    @Test("a reversed cell isn't reversed in a reversed highlight; other attributes are combined")
    func highlight() {
        var frame = Frame(size: Size(columns: 2, rows: 1))
        frame.write("a", in: frame.region, style: Style(.standard, on: .standard, [.bold, .reverse]))
        frame.highlight(frame.region, as: Style(.standard, on: .standard, .reverse))
        #expect(frame[0, 0].style.attributes == .bold)
        #expect(frame[1, 0].style.attributes == .reverse)
    }

    @Test("merged spaces look the same and need fewer style changes", arguments: 1...20 as ClosedRange<UInt64>)
    func mergedSpaces(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let colors = [Color.standard, .palette(1), .rgb(1, 2, 3)]
        let attributes: [Style.Attributes] = [[], [], .bold, .dim, .underline, .reverse]
        var frame = Frame(size: Size(columns: 40, rows: 6))
        for y in 0..<6 {
            for x in 0..<40 {
                let style = Style(
                    colors[Int(random.next() % 3)],
                    on: random.next() % 4 == 0 ? .palette(7) : .standard,
                    attributes[Int(random.next() % 6)]
                )
                let text = ["a", "b", " ", " "][Int(random.next() % 4)]
                frame.write(text, in: Region(x: x, y: y, width: 1, height: 1), style: style)
            }
        }
        var merged = frame
        merged.mergeSpaces()
        func changes(_ frame: Frame) -> Int {
            (0..<6).reduce(0) { sum, y in
                sum + zip(frame.row(y), frame.row(y).dropFirst()).count { $0.style != $1.style }
            }
        }
        #expect(changes(merged) < changes(frame))
        for y in 0..<6 {
            for x in 0..<40 where merged[x, y] != frame[x, y] {
                let (new, old) = (merged[x, y], frame[x, y])
                #expect(new.glyph == old.glyph && new.glyph?.base == " ")
                #expect(new.style.background == old.style.background)
                let visible: Style.Attributes = [.underline, .reverse]
                #expect(new.style.attributes.union(old.style.attributes).isDisjoint(with: visible))
            }
        }
    }
}
