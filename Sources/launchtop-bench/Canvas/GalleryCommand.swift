import ArgumentParser
import Canvas
import TestSupport

/// Every kind of chart on the terminal that runs this, to be looked at.
struct GalleryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery",
        abstract: "Print every kind of chart, with invented figures."
    )

    @Option(help: "Columns.") var columns = 120
    @Option(help: "Rows.") var rows = 40
    @Option(help: "Colours: none, eight, sixteen, palette or direct.") var depth = "palette"
    @Option(help: "Lines of braille, blocks or ascii.") var marks = "braille"
    @Flag(help: "Print a picture (SVG) in place of a screen.") var svg = false
    @Flag(help: "The picture on a light ground.") var light = false

    func run() throws {
        let marks = DotMarks.allCases.first { "\($0)" == self.marks } ?? .braille
        let depth = Color.Depth.allCases.first { "\($0)" == self.depth } ?? .palette
        let size = Size(columns: columns, rows: rows)
        var frame = ChartGallery(size: size, isColored: depth > .none, marks: marks).frame
        if marks == .ascii { frame = frame.inASCII() }
        if svg { return print(frame.svg(look: light ? .light : .dark, title: "charts"), terminator: "") }
        // Without the last line's end, so that a screen of this size does not roll.
        print(frame.ansi(depth: depth).dropLast(), terminator: "")
    }
}
