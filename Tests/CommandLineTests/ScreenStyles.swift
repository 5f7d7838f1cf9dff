import Foundation
import TestSupport

/// All that one question to tmux tells of a screen.
struct ScreenLook {
    let rows: [String]
    /// Where the cursor is; `nil` where it is hidden.
    let column: Int?
    let row: Int?
    let mouse: String
    private let tmux: Tmux

    /// What was copied last; it is asked for by itself, because tmux answers that to nobody who asked for more.
    var copied: String { (try? tmux.run(["show-buffer"])) ?? "" }

    /// The screen but for its bottom line, which holds messages.
    var page: ArraySlice<String> { rows.dropLast() }

    /// What is there now, by one call of tmux: screen and cursor belong together.
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
    /// Presses keys one after the other: tmux's names of keys, or words to be typed as they are.
    func play(_ steps: [String]) throws {
        guard !steps.isEmpty else { return }
        let names: Set<String> = [
            "Up", "Down", "Left", "Right", "Enter", "Escape", "BSpace", "Space", "PPage", "NPage", "Home", "End",
            "Tab", "C-c",
        ]
        try run(
            Array(
                steps.map { ["send-keys"] + (names.contains($0) ? [$0] : ["-l", $0]) }.joined(separator: [";"])
            )
        )
    }

    /// Looks until all is seen, 10 seconds at most.
    ///
    /// - Returns: the last look, and what was not to be seen in it.
    func look(for sights: [Sight], height: Int) throws -> (look: ScreenLook, missing: [Sight]) {
        try look(height: height) { look in sights.filter { !$0.isTrue(of: look) } }
    }

    /// Looks until nothing is missing, 10 seconds at most.
    func look<Missing>(
        height: Int,
        missing: (ScreenLook) -> [Missing]
    ) throws -> (look: ScreenLook, missing: [Missing]) {
        let end = Date().addingTimeInterval(10)
        while true {
            let look = try ScreenLook(self, height: height)
            let rest = missing(look)
            if rest.isEmpty || Date() >= end { return (look, rest) }
            usleep(5_000)
        }
    }
}
