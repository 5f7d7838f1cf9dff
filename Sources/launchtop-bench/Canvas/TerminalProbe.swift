import Foundation
import TestSupport

/// Measurements of a program that runs in a pseudo-terminal.
struct TerminalProbe {
    private(set) var firstFrame = 0.0
    private(set) var firstFrameBytes = 0
    private(set) var idleBytes = 0
    private(set) var idleWakeUps = 0.0
    private(set) var idleLoad: Double?
    private(set) var memory: Double?
    /// The median response time and size of the output after a key selects another row in a list without a detail view;
    /// `nil` if the program sends no output.
    private(set) var row: (seconds: Double, bytes: Double)?
    /// The median response time and size of the output after a key selects another row in a list with the row's details
    /// next to it; `nil` if the program sends no output.
    private(set) var rowAndDetail: (seconds: Double, bytes: Double)?
    private(set) var repaintBytes = 0
    private(set) var repaintTime = 0.0

    typealias Row = (name: String, unit: String, value: @Sendable (TerminalProbe) -> Double?)

    static let figures: [Row] = [
        ("start_to_paint_120x40_ms", "ms", { $0.firstFrame * 1e3 }),
        ("first_frame_120x40_bytes", "bytes", { Double($0.firstFrameBytes) }),
        ("idle_bytes", "bytes", { Double($0.idleBytes) }),
        ("idle_wakeups_per_s", "1/s", { $0.idleWakeUps }),
        ("idle_cpu_pct", "%", { $0.idleLoad }),
        ("resident_mb", "MB", { $0.memory }),
        ("row_move_119x40_bytes", "bytes", { $0.row?.bytes }),
        ("row_move_119x40_ms", "ms", { $0.row.map { $0.seconds * 1e3 } }),
        ("row_and_detail_move_120x40_bytes", "bytes", { $0.rowAndDetail?.bytes }),
        ("row_and_detail_move_120x40_ms", "ms", { $0.rowAndDetail.map { $0.seconds * 1e3 } }),
        ("repaint_200x60_bytes", "bytes", { Double($0.repaintBytes) }),
        ("repaint_200x60_ms", "ms", { $0.repaintTime * 1e3 }),
    ]

    /// Runs a program in a terminal and measures it.
    ///
    /// - Parameter list: A command that starts the same program with a list in which the arrow keys select a row.
    init(_ command: [String], list: [String], idle seconds: Int) throws {
        var starts: [Double] = []
        for _ in 0..<11 {
            let terminal = try PseudoTerminal(command, columns: 120, rows: 40)
            let (time, bytes) = terminal.reaction(quiet: 60)
            starts.append(time)
            firstFrameBytes = bytes
        }
        firstFrame = starts.sorted()[starts.count / 2]
        let terminal = try PseudoTerminal(command, columns: 120, rows: 40)
        terminal.settle(milliseconds: 500)
        measureIdleness(of: terminal, seconds: seconds)
        terminal.resize(columns: 200, rows: 60)
        (repaintTime, repaintBytes) = terminal.reaction(quiet: 100)
        row = try Self.reaction(of: list, columns: 119)
        rowAndDetail = try Self.reaction(of: list, columns: 120)
    }

    private mutating func measureIdleness(of terminal: PseudoTerminal, seconds: Int) {
        let (before, mark) = (ProcessFigures(terminal.processNumber), terminal.output.count)
        let end = Date().addingTimeInterval(Double(seconds))
        while Date() < end { terminal.settle(milliseconds: 100) }
        guard let before, let after = ProcessFigures(terminal.processNumber) else { return }
        idleBytes = terminal.output.count - mark
        idleWakeUps = Double(after.wakeUps - before.wakeUps) / Double(seconds)
        idleLoad = (after.seconds - before.seconds) / Double(seconds) * 100
        memory = after.megabytes
    }

    /// Returns the median response of a program to the up and down arrow keys, or `nil` if it sends no output.
    private static func reaction(
        of command: [String],
        columns: UInt16
    ) throws -> (seconds: Double, bytes: Double)? {
        let terminal = try PseudoTerminal(command, columns: columns, rows: 40)
        terminal.settle(milliseconds: 500)
        let reactions = (0..<40).map { turn in
            terminal.type(turn % 2 == 0 ? "\u{1B}[B" : "\u{1B}[A")
            return terminal.reaction(quiet: 40, patience: 0.2)
        }.filter { $0.bytes > 0 }
        guard !reactions.isEmpty else { return nil }
        let middle = reactions.count / 2
        return (reactions.map(\.seconds).sorted()[middle], Double(reactions.map(\.bytes).sorted()[middle]))
    }
}
