import Canvas
import Ncurses

/// A check that reports how many colors are used in this terminal, and why.
struct ColorFinding {
    /// The color depth of the terminal.
    let depth: Color.Depth
    let reason: ColorReason
    let environment: [String: String]
    /// The setting that turns colors off, such as `NO_COLOR`; `nil` if colors are used.
    let refusal: String?

    var finding: Finding {
        if let refusal {
            return Finding(.notice, "colors", "off (\(refusal)); available: \(mode) (\(why))")
        }
        let advice = advice.map { "; \($0)" } ?? ""
        return Finding(advice.isEmpty ? .ok : .notice, "colors", "\(mode) (\(why))\(advice)")
    }

    private var type: String { environment["TERM"] ?? "" }
    private var variable: String { environment["COLORTERM"] ?? "" }

    private var mode: String {
        switch depth {
        case .none: "none; bold, underline and reverse are used instead"
        case .eight: "8"
        case .sixteen: "16"
        case .palette: "256"
        case .direct: "24-bit"
        }
    }

    private var why: String {
        switch reason {
        case .unwanted: "turned off"
        case .entry: "from the terminfo entry \"\(type)\""
        case .entryRGB: "RGB in the terminfo entry \"\(type)\""
        case .entryTc: "Tc in the terminfo entry \"\(type)\""
        case .variable: "COLORTERM is \"\(variable)\""
        case .xterm: "XTERM_VERSION is \"\(environment["XTERM_VERSION"] ?? "")\""
        case .name: "TERM is \"\(type)\"; no terminfo entry for it on this machine"
        case .family: "known for terminals like \"\(type)\"; no terminfo entry for it on this machine"
        }
    }

    /// The reason why 24-bit color isn't used even though `COLORTERM` requests it, with a suggested fix; `nil` if
    /// 24-bit color is used or wasn't requested.
    private var advice: String? {
        guard depth < .direct, variable == "truecolor" || variable == "24bit" else { return nil }
        let ignored = "COLORTERM=\(variable) is ignored:"
        if ["tmux", "screen"].contains(where: type.hasPrefix) || !(environment["STY"] ?? "").isEmpty {
            return
                "\(ignored) inside tmux and screen, only terminfo is used; for 24-bit color, use a TERM with RGB,"
                + " such as tmux-direct"
        }
        return "\(ignored) this terminal type doesn't support it; for 24-bit color, set TERM to the actual terminal"
    }
}
