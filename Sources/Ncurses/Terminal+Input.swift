internal import CNcurses
public import Canvas

extension Terminal {
    /// An input event.
    public enum Input: Hashable, Sendable {
        case key(Key)
        /// Pasted text, converted to one line by ``PastedLine``.
        case paste(String)
        case mouse(Mouse)
        case resize
        /// The terminal's background color, in response to ``askForBackground()``.
        case background(Color)
    }

    /// Returns the next input event; `nil` if there is none.
    public mutating func nextInput() -> Input? {
        while true {
            let event = terminal_next()
            switch event.kind {
            case terminal_none: return nil
            case terminal_resize:
                // Redraw even if the size is the same again, because the terminal may have truncated the screen in
                // between.
                forget()
                return .resize
            case terminal_paste_begin: return .paste(pastedText())
            case terminal_background: return .background(Self.color(event.value))
            case terminal_mouse:
                if let mouse = Self.mouse(event) { return .mouse(mouse) }
            default:
                if let key = Self.key(event) { return .key(key) }
            }
        }
    }

    /// Queries the terminal's background color when the next frame is sent. The response is an input event and may
    /// never arrive. Only terminals that are known to support the query (OSC 11) are queried.
    public mutating func askForBackground() { terminal_ask_background() }

    private static func color(_ value: UInt32) -> Color {
        .rgb(
            UInt8(truncatingIfNeeded: value >> 16),
            UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value)
        )
    }

    /// Reads pasted text up to its end, and returns it as one line, so that a line break never submits it.
    private func pastedText() -> String {
        var line = PastedLine()
        var silences = 0
        var isWoken = false
        // Other reasons for waking must also wake the next wait.
        defer { if isWoken { terminal_wake() } }
        // A paste without an end marker ends when nothing arrives for a while. More than one wait is needed, because a
        // wait may be interrupted by a signal.
        while silences < 4, terminal_ending_signal() == 0 {
            let event = terminal_next()
            switch event.kind {
            case terminal_paste_end: return line.text
            case terminal_none:
                let wake = terminal_wait(50)
                if wake & TERMINAL_GONE != 0 { return line.text }
                if wake & TERMINAL_WOKEN != 0 { isWoken = true }
                silences = wake & TERMINAL_READABLE != 0 ? 0 : silences + 1
            case terminal_character:
                if let scalar = Unicode.Scalar(event.value) { line.add(scalar) }
            // Some terminal types define CR as their Enter key.
            case terminal_enter: line.add("\n")
            default: continue
            }
        }
        return line.text
    }

    /// Converts a mouse event with xterm's button numbers, in which the low two bits are the button, 32 is a movement,
    /// and 64 and 65 are the wheel. Shift, meta and control are ignored. Returns `nil` for other buttons.
    private static func mouse(_ event: terminal_event) -> Mouse? {
        let point = Point(x: Int(event.x), y: Int(event.y))
        switch event.button & ~0x1C {
        case 0: return Mouse(event.is_release ? .release : .press, at: point)
        case 32: return Mouse(.drag, at: point)
        case 64: return Mouse(.wheelUp, at: point)
        case 65: return Mouse(.wheelDown, at: point)
        default: return nil
        }
    }

    private static func key(_ event: terminal_event) -> Key? {
        switch event.kind {
        case terminal_character: character(event.value)
        case terminal_up: .up
        case terminal_down: .down
        case terminal_left: .left
        case terminal_right: .right
        case terminal_page_up: .pageUp
        case terminal_page_down: .pageDown
        case terminal_home: .home
        case terminal_end: .end
        case terminal_back_tab: .backTab
        case terminal_backspace: .backspace
        case terminal_delete: .delete
        case terminal_enter: .enter
        default: nil
        }
    }

    private static func character(_ value: UInt32) -> Key? {
        switch value {
        case 27: return .escape
        case 9: return .tab
        case 10, 13: return .enter
        case 8, 127: return .backspace
        case 1...26: return Unicode.Scalar(value + 0x60).map { .control(Character($0)) }
        default: return value < 32 ? nil : Unicode.Scalar(value).map { .character(Character($0)) }
        }
    }
}
