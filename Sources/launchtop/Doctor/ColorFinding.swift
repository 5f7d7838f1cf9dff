import Canvas
import Ncurses

/// How many colours are used in this terminal, and why.
struct ColorFinding {
    /// What the terminal has.
    let depth: Color.Depth
    let reason: ColorReason
    let environment: [String: String]
    /// What turned colours off, such as `NO_COLOR`; `nil` where they are used.
    let refusal: String?

    var finding: Finding {
        if let refusal {
            return Finding(.notice, "colours", "none, because of \(refusal); otherwise \(mode), because \(why)")
        }
        let advice = advice.map { "; \($0)" } ?? ""
        return Finding(advice.isEmpty ? .well : .notice, "colours", "\(mode), because \(why)\(advice)")
    }

    private var type: String { environment["TERM"] ?? "" }
    private var variable: String { environment["COLORTERM"] ?? "" }

    private var mode: String {
        switch depth {
        case .none: "none: bold, underline and reverse in their place"
        case .eight: "8"
        case .sixteen: "16"
        case .palette: "256"
        case .direct: "24-bit"
        }
    }

    private var why: String {
        switch reason {
        case .unwanted: "they are turned off"
        case .entry: "the terminfo entry \"\(type)\" says so"
        case .entryRGB: "the terminfo entry \"\(type)\" has RGB"
        case .entryTc: "the terminfo entry \"\(type)\" has Tc"
        case .variable: "COLORTERM is \"\(variable)\""
        case .xterm: "XTERM_VERSION is \"\(environment["XTERM_VERSION"] ?? "")\""
        case .name: "TERM is \"\(type)\", which this machine has no terminfo entry for"
        case .family: "all terminals like \"\(type)\" have them; this machine has no terminfo entry for it"
        }
    }

    /// Why 24-bit colour is not used although `COLORTERM` asks for it, and what to do.
    private var advice: String? {
        guard depth < .direct, variable == "truecolor" || variable == "24bit" else { return nil }
        let ignored = "COLORTERM=\(variable) is ignored, because"
        if ["tmux", "screen"].contains(where: type.hasPrefix) || !(environment["STY"] ?? "").isEmpty {
            return
                "\(ignored) inside tmux and screen only the terminfo entry counts; for 24-bit colour use a TERM with RGB,"
                + " such as tmux-direct"
        }
        return "\(ignored) the terminal type cannot do it; for 24-bit colour set TERM to what the terminal is"
    }
}
