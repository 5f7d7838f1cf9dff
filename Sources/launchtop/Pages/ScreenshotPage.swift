import ArgumentParser
import Canvas
import Collector
import Dashboard
import Foundation
import Input
import Market
import Settings
import Setup

/// The `screenshot PAGE` command, which draws a page to a file.
struct ScreenshotPage<Query: PageQuery>: ParsableCommand {
    static var configuration: CommandConfiguration { Query.configuration }

    @OptionGroup var options: ScreenshotOptions
    @OptionGroup var query: Query

    func run() throws {
        let selection = try query.selection(options.common)
        let zone = options.common.setup.zone(try options.common.setup.configuration())
        let state = try selection.state(at: options.at, end: selection.endOfPicture ?? selection.end, zone: zone)
        try options.write(state, title: selection.title)
    }
}

/// The options that `screenshot` has for every page.
struct ScreenshotOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("File to write: .png, .svg, .ansi or .txt.", valueName: "file"))
    var output: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Time to show (default: the end of the data). \(TypedTime.help)", valueName: "time")
    )
    var at: TypedTime?

    @Option(help: "Size in columns and rows.")
    var size = SizeArgument(size: Size(columns: 120, rows: 40))

    private var format: PictureFormat? { PictureFormat(file: output) }

    func validate() throws {
        guard format != nil else {
            throw ArgumentParser.ValidationError(
                "--output: unknown file type \"\(output)\"; use .png, .svg, .ansi or .txt"
            )
        }
    }

    /// Draws a dashboard and writes it to the output file.
    func write(_ state: DashboardState, title: String) throws(Failure) {
        var state = state
        state.anchors = common.setup.anchors()
        state.isPicture = true
        _ = state.apply(.resize(size.size))
        // There is no terminal, so the `auto` theme assumes a dark background.
        let appearance = try common.setup.appearance(try common.setup.configuration(), background: .dark)
        for problem in appearance.problems { Console.report(problem) }
        let isASCII = appearance.usesASCII
        // NO_COLOR applies to output on a terminal, not to an image file.
        state.apply(appearance, depth: appearance.color == .never ? .none : .direct, isASCII: isASCII)
        let page = state.frame()
        let frame = isASCII ? page.inASCII() : page
        let format = format ?? .txt
        let text = format.text(of: frame, in: state.theme, title: title)
        let data = format == .png ? try PNGImage.data(svg: text) : Data(text.utf8)
        do {
            try data.write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw Failure("\(output): can't write the file: \(SystemError.message(of: error))")
        }
    }
}
