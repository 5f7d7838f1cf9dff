/// What one command is expected to do on a screen on which a person could see it.
struct KeyEffect: Sendable {
    /// Where it is tried.
    enum Stage: Sendable, CaseIterable {
        /// An invented market at an instant, on its Charts page with the first row selected.
        case market
        /// The replay of Sora's launch between two of its markers.
        case launch
        /// A program of its own for each key, because the key ends it.
        case own
    }

    let command: String
    let stage: Stage
    /// Keys by tmux's names, or words to type, that lead to where the command is tried.
    let before: [String]
    /// What says that one has got there; of none of it the base may be mistaken for it.
    let given: [Sight]
    /// What must come to be seen. At least one of it is not yet seen before the key.
    let effect: [Sight]
    /// What leads back to where the stage began, but for the bottom line.
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

/// Something that is or is not on a screen.
enum Sight: Sendable, CustomStringConvertible {
    case text(String)
    case no(String)
    /// The row in which the cursor stands, counted from 0.
    case row(Int)
    /// What tmux says of the mouse, `0` or `1`.
    case mouse(String)
    /// How what was copied last begins.
    case copied(String)

    var description: String {
        switch self {
        case .text(let text): "“\(text)” is seen"
        case .no(let text): "“\(text)” is not seen"
        case .row(let row): "the cursor is in row \(row)"
        case .mouse(let flag): "the mouse is \(flag)"
        case .copied(let text): "“\(text)…” was copied"
        }
    }

    func isTrue(of look: ScreenLook) -> Bool {
        switch self {
        case .text(let text): look.rows.contains { $0.contains(text) }
        case .no(let text): !look.rows.contains { $0.contains(text) }
        case .row(let row): look.row == row
        case .mouse(let flag): look.mouse == flag
        case .copied(let text): look.copied.hasPrefix(text)
        }
    }
}
