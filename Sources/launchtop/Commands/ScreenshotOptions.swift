import ArgumentParser
import Canvas
import Dashboard
import Foundation
import History
import Ingest
import Market

/// What all pictures take.
struct ScreenshotOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Where it goes: .svg, .ansi or .txt.", valueName: "file"))
    var output: String

    @Option(help: ArgumentHelp("As of when. \(InstantArgument.help)", valueName: "time"))
    var at: InstantArgument?

    @Option(help: "Columns and rows, such as 120x40.")
    var size = SizeArgument(size: Size(columns: 120, rows: 40))

    private enum Format: String {
        case svg, ansi, txt
    }

    private var format: Format? { Format(rawValue: URL(fileURLWithPath: output).pathExtension.lowercased()) }

    func validate() throws {
        guard format != nil else {
            throw ArgumentParser.ValidationError(
                "the picture's name must end in .svg, .ansi or .txt, and not \(output)"
            )
        }
    }

    /// When a page is shown that would stand as `state` does without `--at`.
    func instant(on state: DashboardState) throws -> Timestamp {
        guard let at else { return state.instant }
        var state = state
        state.zone = try common.appearance(try common.configuration(), background: .dark).zone
        return try at.instant(on: state)
    }

    /// When `page` is shown, where that is `end` without `--at`.
    func instant(of page: DashboardState.Still, in ledger: LedgerSnapshot, end: Timestamp) throws -> Timestamp {
        try at == nil ? end : instant(on: .still(of: page, in: ledger, at: end))
    }

    /// Draws a dashboard and writes it.
    func write(_ state: DashboardState, title: String) throws(Failure) {
        var state = state
        state.anchors = common.anchors()
        _ = state.apply(.resize(size.size))
        // A picture has the ground that its theme is for.
        let appearance = try common.appearance(try common.configuration(), background: .dark)
        for problem in appearance.problems { Console.error(problem) }
        let isASCII = appearance.usesASCII
        // NO_COLOR is about what is printed on a terminal, and not about a picture that was asked for.
        state.take(appearance, hasColor: appearance.color != .never, isASCII: isASCII)
        let page = state.frame()
        let frame = isASCII ? page.inASCII() : page
        let text =
            switch format {
            case .svg: frame.svg(look: state.theme.background == .light ? .light : .dark, title: "launchtop: \(title)")
            case .ansi: frame.ansi()
            case .txt, nil: frame.lines.joined(separator: "\n") + "\n"
            }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw Failure("\(output) cannot be written: \(error.localizedDescription)")
        }
    }
}
