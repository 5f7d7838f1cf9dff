internal import CNcurses
import Canvas

/// The escape sequence that makes a terminal show a desktop notification.
public enum NotificationWay: Hashable, Sendable {
    /// `OSC 9 ; text`, introduced by iTerm2. Kitty and most terminals similar to xterm accept or ignore it.
    case osc9
    /// `OSC 777 ; notify ; title ; text`, introduced by rxvt.
    case osc777

    /// Returns the sequence that a terminal probably supports. Only one is used, because terminals that support both
    /// would show a notification twice.
    ///
    /// - Returns: The sequence; `nil` within tmux and screen, which don't pass it on by default, and for terminals that
    ///   may print unknown sequences.
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

    /// The maximum width of a title or text, in columns.
    static let widthLimit = 200

    /// Returns the escape sequence for a notification. The title and text are sanitized and truncated. The title is
    /// prefixed with the program's name, because `OSC 9 ; 4` and similar sequences have other meanings in some
    /// terminals.
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

    /// Requests a desktop notification from the terminal, which may ignore it.
    ///
    /// - Parameters:
    ///   - title: The title. Everything that could affect a terminal is removed.
    ///   - text: The text, which is sanitized like the title. `OSC 9` doesn't include it.
    ///   - way: The escape sequence to use.
    public mutating func notify(title: String, text: String, by way: NotificationWay) {
        send(way.sequence(title: title, text: text))
    }

    private func send(_ text: String) {
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes { terminal_send($0.baseAddress, UInt(bytes.count)) }
    }
}
