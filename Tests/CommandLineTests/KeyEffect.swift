/// The expected visible effect of a command.
struct KeyEffect: Sendable {
    /// The page and data to run the command on.
    enum Stage: Sendable, CaseIterable {
        /// A simulated market, on the Charts page with the first row selected.
        case market
        /// The replay of Sora's launch, between two markers.
        case launch
        /// A separate program for each key, because the key ends it.
        case own
    }

    let command: String
    let stage: Stage
    /// The keys (by tmux name) and texts to type before the command.
    let before: [String]
    /// The conditions to wait for after typing `before`.
    let given: [Sight]
    /// The conditions that are true after the command. At least one of them must be false before it.
    let effect: [Sight]
    /// The keys that return to the start of the stage. The bottom line of the screen may differ.
    let after: [String]

    init(
        _ command: String,
        on stage: Stage = .market,
        before: [String] = [],
        given: [Sight] = [],
        shows effect: Sight...,
        after: [String] = []
    ) {
        (self.command, self.stage, self.before, self.given) = (command, stage, before, given)
        (self.effect, self.after) = (effect, after)
    }
}

/// A condition on the contents of the screen.
enum Sight: Sendable, CustomStringConvertible {
    case text(String)
    case no(String)
    /// The zero-based row of the cursor.
    case row(Int)
    /// The tmux flag for mouse reporting, `0` or `1`.
    case mouse(String)
    /// The beginning of the text that was copied last.
    case copied(String)

    var description: String {
        switch self {
        case .text(let text): "text \"\(text)\""
        case .no(let text): "no text \"\(text)\""
        case .row(let row): "cursor in row \(row)"
        case .mouse(let flag): "mouse \(flag)"
        case .copied(let text): "copied \"\(text)…\""
        }
    }

    func isTrue(of screen: ScreenState) -> Bool {
        switch self {
        case .text(let text): screen.rows.contains { $0.contains(text) }
        case .no(let text): !screen.rows.contains { $0.contains(text) }
        case .row(let row): screen.row == row
        case .mouse(let flag): screen.mouse == flag
        case .copied(let text): screen.copied.hasPrefix(text)
        }
    }
}
