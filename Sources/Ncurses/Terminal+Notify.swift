internal import CNcurses
import Canvas

/// How a terminal is asked for a notification of the desktop.
public enum NotificationWay: Hashable, Sendable {
    /// `OSC 9 ; text`, as iTerm2 began it; kitty, and most that draw like xterm, take it or pass over it.
    case osc9
    /// `OSC 777 ; notify ; title ; text`, as rxvt began it.
    case osc777

    /// The way that a terminal is likely to know; never both, since some know both and would show it twice.
    ///
    /// - Returns: `nil` within tmux and screen, which pass on nothing unless they are told to, and on terminals that print
    ///   what they do not know.
    public static func way(in environment: [String: String]) -> NotificationWay? {
        func value(_ name: String) -> String { environment[name] ?? "" }
        let (type, program) = (value("TERM"), value("TERM_PROGRAM"))
        if !value("TMUX").isEmpty || !value("STY").isEmpty { return nil }
        if type.hasPrefix("tmux") || type.hasPrefix("screen") { return nil }
        if program == "iTerm.app" || type.hasPrefix("xterm-kitty") { return .osc9 }
        let knows777 = ["rxvt", "foot", "xterm-ghostty", "wezterm"].contains { type.hasPrefix($0) }
        if knows777 || !value("VTE_VERSION").isEmpty || ["ghostty", "WezTerm"].contains(program) { return .osc777 }
        return type.hasPrefix("xterm") ? .osc9 : nil
    }

    /// Most columns of a title, and of a text.
    static let widthLimit = 200

    /// What is sent: without controls, of bounded length, and never taken for another command of the same number.
    ///
    /// - Parameter title: begins with a letter of ours, since `OSC 9 ; 4` and the like mean other things to some terminals.
    func sequence(title: String, text: String) -> String {
        let title = DisplayText("launchtop: \(title)").fitted(to: Self.widthLimit).text
        let text = DisplayText(text).fitted(to: Self.widthLimit).text
        switch self {
        case .osc9: return "\u{1B}]9;\(title)\u{07}"
        case .osc777:
            // A semicolon would end the title.
            let head = String(title.map { $0 == ";" ? "," : $0 })
            return "\u{1B}]777;notify;\(head);\(text)\u{07}"
        }
    }
}

extension Terminal {
    /// Rings the terminal's bell.
    public mutating func ring() { send("\u{07}") }

    /// Asks the terminal to tell the desktop; whether it does is its own business.
    ///
    /// - Parameters:
    ///   - title, text: from anywhere; what could act on a terminal is taken out.
    public mutating func notify(title: String, text: String, by way: NotificationWay) {
        send(way.sequence(title: title, text: text))
    }

    private func send(_ text: String) {
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes { terminal_send($0.baseAddress, UInt(bytes.count)) }
    }
}
