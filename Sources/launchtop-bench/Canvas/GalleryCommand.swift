import ArgumentParser
import Canvas
import TestSupport

/// A command that prints every kind of chart to the terminal, for inspection.
struct GalleryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery",
        abstract: "Print every kind of chart with made-up figures.",
    )

    @Option(help: "Columns.") var columns = 120
    @Option(help: "Rows.") var rows = 40
    @Option(help: "Color depth: none, eight, sixteen, palette or direct") var depth = "palette"
    @Option(help: "Characters for lines: braille, blocks or ascii") var marks = "braille"
    @Flag(help: "Print an SVG image instead of a screen") var svg = false
    @Flag(help: "Use a light background for the picture") var light = false

    func run() throws {
        let marks = DotMarks.allCases.first { "\($0)" == self.marks } ?? .braille
        let depth = Color.Depth.allCases.first { "\($0)" == self.depth } ?? .palette
        let size = Size(columns: columns, rows: rows)
        var frame = ChartGallery(size: size, isColored: depth > .none, marks: marks).frame
        if marks == .ascii { frame = frame.inASCII() }
        if svg { return print(frame.svg(theme: light ? .light : .dark, title: "charts"), terminator: "") }
        // Omit the last line break, so that a terminal with this many rows doesn't scroll.
        print(frame.ansi(depth: depth).dropLast(), terminator: "")
    }
}
