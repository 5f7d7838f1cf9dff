import Foundation
import TestSupport

/// The state of a tmux screen.
struct ScreenState {
    let rows: [String]
    /// The zero-based column of the cursor, or `nil` if the cursor is hidden.
    let column: Int?
    /// The zero-based row of the cursor, or `nil` if the cursor is hidden.
    let row: Int?
    let mouse: String
    private let tmux: Tmux

    /// The text that was copied last. This is a separate query, because tmux can't combine it with others.
    var copied: String { (try? tmux.run(["show-buffer"])) ?? "" }

    /// The screen without its bottom line, which shows messages.
    var page: ArraySlice<String> { rows.dropLast() }

    /// Reads the screen and the cursor in one call, so that they are consistent.
    init(_ tmux: Tmux, height: Int) throws {
        let format = "#{cursor_flag} #{cursor_x} #{cursor_y} #{mouse_sgr_flag}"
        let lines = try tmux.run(["capture-pane", "-p", ";", "display-message", "-p", format])
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        rows = Array(lines.prefix(height))
        let words = lines.dropFirst(height).first?.split(separator: " ").map(String.init) ?? []
        func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }
        let isSeen = word(0) == "1"
        (column, row) = (isSeen ? Int(word(1)) : nil, isSeen ? Int(word(2)) : nil)
        mouse = word(3)
        self.tmux = tmux
    }
}

extension Tmux {
    /// Presses keys, given by their tmux names, and types texts.
    func play(_ steps: [String]) throws {
        guard !steps.isEmpty else { return }
        let names: Set<String> = [
            "Up", "Down", "Left", "Right", "Enter", "Escape", "BSpace", "Space", "PPage", "NPage", "Home", "End",
            "Tab", "C-c", "C-p",
        ]
        try run(
            Array(
                steps.map { ["send-keys"] + (names.contains($0) ? [$0] : ["-l", $0]) }.joined(separator: [";"])
            )
        )
    }

    /// Waits up to 10 seconds until all conditions are true.
    ///
    /// - Returns: The last state of the screen, and the conditions that are false.
    func waitForScreen(for sights: [Sight], height: Int) throws -> (screen: ScreenState, missing: [Sight]) {
        try waitForScreen(height: height) { screen in sights.filter { !$0.isTrue(of: screen) } }
    }

    /// Waits up to 10 seconds until `missing` returns an empty array.
    ///
    /// - Returns: The last state of the screen, and what `missing` returned for it.
    func waitForScreen<Missing>(
        height: Int,
        missing: (ScreenState) -> [Missing]
    ) throws -> (screen: ScreenState, missing: [Missing]) {
        let end = Date().addingTimeInterval(10)
        while true {
            let screen = try ScreenState(self, height: height)
            let rest = missing(screen)
            if rest.isEmpty || Date() >= end { return (screen, rest) }
            usleep(5_000)
        }
    }
}
