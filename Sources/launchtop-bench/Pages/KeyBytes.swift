import ArgumentParser
import Foundation
import TestSupport

/// A measurement of the bytes that the program sends after a key, with 256 colors and with 24-bit color. The filled
/// areas of charts have more colors with 24-bit color, so more is sent.
struct KeyBytes {
    /// The maximum ratio of the bytes with 24-bit color to those with 256 colors.
    static let limit = 1.6

    /// Keys that select rows with details next to them, switch between pages, and step through time.
    private static let keys =
        (0..<6).flatMap { _ in ["\u{1B}[B", "\u{1B}[B", "\u{1B}[A"] } + ["3", "4", "2", ",", ","]

    /// Prints the mean number of bytes per key at two sizes.
    ///
    /// - Throws: An error if the ratio exceeds ``limit``.
    func measure() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["simulate", folder.url.path, "--storefronts", "3", "--hours", "96"])
        for (columns, rows) in [(120, 40), (200, 60)] as [(UInt16, UInt16)] {
            func bytes(_ environment: [String: String]) throws -> Double {
                let terminal = try PseudoTerminal(
                    [Program.path, "replay", folder.url.path, "--at", "2027-01-01", "--theme", "dark"],
                    columns: columns,
                    rows: rows,
                    environment: environment
                )
                terminal.settle(milliseconds: 1000)
                let start = terminal.output.count
                for key in Self.keys {
                    terminal.type(key)
                    _ = terminal.reaction(quiet: 60, patience: 1)
                }
                return Double(terminal.output.count - start) / Double(Self.keys.count)
            }
            let palette = try bytes([:])
            let direct = try bytes(["COLORTERM": "truecolor"])
            Figure("bytes_per_key_\(columns)x\(rows)", direct, "bytes").compared(to: "256 colors", palette).print()
            guard direct <= Self.limit * palette else {
                throw ValidationError("24-bit color needs more than \(Self.limit) times the bytes of 256 colors")
            }
        }
    }
}
