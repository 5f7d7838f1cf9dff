import Canvas
import Foundation
import TestSupport
import Testing

@Suite("Frames as ANSI text and SVG")
struct WriterTests {
    private var frame: Frame {
        var frame = Frame(size: Size(columns: 12, rows: 3))
        frame.write("微 <&> \u{1B}[31m", in: frame.region.row(0), style: Style(.palette(33)).with(.bold))
        frame.write("⣿▄ x", in: frame.region.row(1), style: Style(.rgb(1, 2, 3), on: .palette(9)))
        return frame
    }

    @Test("ANSI output encodes colors as escape sequences and resets the style at the end of each row")
    func ansi() {
        #expect(
            frame.ansi() == """
                \u{1B}[0;1;38;5;33m微 <&> [31m\u{1B}[0m
                \u{1B}[0;38;5;16;101m⣿▄ x\u{1B}[0m


                """
        )
        #expect(frame.ansi(depth: .none).contains("\u{1B}[0;1m微"))
        #expect(frame.ansi(depth: .direct).contains("38;2;1;2;3"))
    }

    @Test("a frame's SVG is well-formed XML and contains the frame's text, escaped", arguments: [true, false])
    func svg(isDark: Bool) throws {
        let gallery = ChartGallery(size: Size(columns: 120, rows: 40)).frame
        for picture in [frame.svg(theme: isDark ? .dark : .light, title: "a & <b>"), gallery.svg()] {
            let document = try XMLDocumentCheck(picture)
            #expect(document.elements > 3)
        }
        let picture = frame.svg()
        #expect(picture.contains("&lt;&amp;&gt;"))
        #expect(!picture.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test("braille and block characters become SVG paths at their positions")
    func shapes() {
        var frame = Frame(size: Size(columns: 3, rows: 1))
        frame.write("⠁▄▝", in: frame.region)
        let picture = frame.svg()
        // The upper left dot, the lower half, the upper right quarter.
        #expect(picture.contains("M8.9 8.93h2.4v2.4h-2.4z"))
        #expect(picture.contains("M16.4 16.5h8.4v8.5h-8.4z"))
        #expect(picture.contains("M29 8h4.2v8.5h-4.2z"))
    }

    @Test(
        "reducing a color to a color depth gives the nearest available color",
        arguments: [
            (Color.rgb(255, 0, 0), Color.Depth.palette, Color.palette(196)), (.rgb(0, 0, 0), .palette, .palette(16)),
            (.rgb(130, 131, 129), .palette, .palette(244)), (.rgb(255, 0, 0), .sixteen, .palette(9)),
            (.palette(196), .eight, .palette(1)), (.palette(12), .sixteen, .palette(12)),
            (.palette(244), .sixteen, .palette(8)), (.rgb(1, 2, 3), .direct, .rgb(1, 2, 3)),
            (.palette(33), .direct, .rgb(0, 135, 255)), (.palette(244), .direct, .rgb(128, 128, 128)),
            (.palette(9), .direct, .palette(9)), (.rgb(1, 2, 3), .none, .standard), (.standard, .sixteen, .standard),
        ]
    )
    func reducing(color: Color, depth: Color.Depth, expected: Color) { #expect(color.reduced(to: depth) == expected) }

    @Test("with 8 or 16 colors, gray is dim, chart series differ, and text differs from its background")
    func fewColors() {
        let faint = Style(.palette(244)).reduced(to: .eight)
        #expect(faint.foreground == .standard && faint.attributes == .dim)
        let blue = Style(.palette(33)).reduced(to: .eight)
        #expect(blue == Style(.palette(4), on: .standard, .bold), "plain blue can't be read on a dark background")
        let bar = Style(.palette(33), on: .palette(33)).reduced(to: .eight)
        #expect(bar == Style(.palette(4), on: .palette(4), .bold), "a bar is as bright as its upper edge")
        let series = [33, 172, 37, 134, 64, 168].map { Style(.palette($0)).reduced(to: .sixteen).foreground }
        #expect(Set(series).count == series.count)
        for depth in [Color.Depth.eight, .sixteen] {
            for step in HeatRamp.blueToYellow.steps.map({ $0.reduced(to: depth) }) {
                #expect(step.foreground != step.background && step.background != .standard)
            }
        }
        // A full block on a background of its own color keeps equal colors.
        let block = Style(.palette(33), on: .palette(33)).reduced(to: .sixteen)
        #expect(block.foreground == block.background)
    }

    @Test(
        "a style stores its colors and attributes without loss",
        arguments: [Color.standard, .palette(0), .palette(255), .rgb(9, 0, 255)]
    )
    func packing(color: Color) {
        for other in [Color.standard, .palette(7), .rgb(255, 255, 255)] {
            let style = Style(color, on: other, [.bold, .reverse])
            #expect(style.foreground == color && style.background == other)
            #expect(style.attributes == [.bold, .reverse])
        }
    }

    @Test("each heat ramp step is lighter than the previous one, and its text contrasts with its background")
    func contrast() {
        let grounds = HeatRamp.blueToYellow.steps.map { luminance($0.background) }
        #expect(zip(grounds, grounds.dropFirst()).allSatisfy { $0 < $1 })
        for step in HeatRamp.blueToYellow.steps {
            #expect(abs(luminance(step.foreground) - luminance(step.background)) > 0.3)
        }
    }

    private func luminance(_ color: Color) -> Double {
        guard let (red, green, blue) = color.components else { return .nan }
        return (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
    }
}

/// A check of whether text is well-formed XML. Creating it throws an error if a tag isn't closed by its own name, or a
/// character isn't escaped.
private struct XMLDocumentCheck {
    let elements: Int

    init(_ text: String) throws {
        var open: [Substring] = []
        var count = 0
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            let words = rest[..<start]
            let tag = rest[rest.index(after: start)..<end]
            let name = tag.drop { $0 == "/" }.prefix { $0.isLetter }
            let isSound = !words.contains(">") && words.matches(of: /&(?!(amp|lt|gt|quot);)/).isEmpty
            guard isSound, !name.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
            if tag.hasPrefix("/") {
                guard open.popLast() == name else { throw CocoaError(.fileReadCorruptFile) }
            } else if !tag.hasSuffix("/") {
                open.append(name)
            }
            count += 1
            rest = rest[rest.index(after: end)...]
        }
        guard open.isEmpty, !rest.contains("<") else { throw CocoaError(.fileReadCorruptFile) }
        elements = count
    }
}
