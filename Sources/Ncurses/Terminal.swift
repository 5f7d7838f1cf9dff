internal import CNcurses
public import Canvas

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The terminal while launchtop is its guest.
///
/// Cannot be copied and is not `Sendable`: one thread owns it, and sending it to a task does not compile. However the
/// program ends, the terminal is given back as it was found.
public struct Terminal: ~Copyable {
    /// What woke a wait.
    public struct Wake: OptionSet, Sendable {
        public let rawValue: Int32
        public init(rawValue: Int32) { self.rawValue = rawValue }

        public static let key = Wake(rawValue: TERMINAL_READABLE)
        public static let message = Wake(rawValue: TERMINAL_WOKEN)
        /// The terminal has vanished: there is nobody to draw for.
        public static let gone = Wake(rawValue: TERMINAL_GONE)
    }

    /// What a person did.
    public enum Input: Hashable, Sendable {
        case key(Key)
        /// Text that was pasted, not typed.
        case paste(String)
        case resize
    }

    private var shown: Frame?
    private let isASCII: Bool

    /// Takes the terminal over.
    ///
    /// - Parameters:
    ///   - usesColor: `false` leaves bold, underline and reverse.
    ///   - usesASCII: draws nothing but ASCII; otherwise only where the locale has another encoding than UTF-8.
    public init(usesColor: Bool, usesASCII: Bool) throws(TerminalError) {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        switch terminal_open(usesColor) {
        case 0: isASCII = usesASCII || !terminal_is_utf8()
        case 1: throw .unknownType(name)
        case 2: throw .cannotPlaceCursor(name)
        default: throw .noPipe
        }
    }

    deinit { terminal_close() }

    /// Whether there are colours to tell things apart by.
    public var hasColor: Bool { terminal_colors() >= 8 }

    /// The size now, asked of the terminal itself.
    public mutating func size() -> Size {
        var columns: Int32 = 0
        var rows: Int32 = 0
        terminal_size(&columns, &rows)
        let size = Size(columns: Int(columns), rows: Int(rows))
        // curses clears what it cuts off and adds.
        if size != shown?.size { shown = nil }
        return size
    }

    /// Sends everything at the next `show`, as after a stop.
    public mutating func forget() {
        shown = nil
        terminal_forget()
    }

    /// Shows a frame. An unchanged one sends no byte.
    ///
    /// - Complexity: O(cells), and calls of curses only for cells that changed.
    public mutating func show(_ frame: Frame) {
        let frame = isASCII ? frame.inASCII() : frame
        let old = shown?.size == frame.size ? shown : nil
        for y in 0..<frame.size.rows {
            let row = frame.row(y)
            let before = old?.row(y)
            if row == before { continue }
            for (x, cell) in row.enumerated() {
                guard let glyph = cell.glyph else { continue }
                if let before, before[before.startIndex + x] == cell { continue }
                put(glyph, style: cell.style, x: x, y: y)
            }
        }
        terminal_show(Int32(frame.cursor?.y ?? -1), Int32(frame.cursor?.x ?? -1))
        shown = frame
    }

    private func put(_ glyph: Glyph, style: Style, x: Int, y: Int) {
        var scalars = (glyph.base.value, glyph.marks.first?.value ?? 0, glyph.marks.second?.value ?? 0)
        let count = glyph.marks.second != nil ? 3 : glyph.marks.first != nil ? 2 : 1
        withUnsafeBytes(of: &scalars) { bytes in
            terminal_put(
                Int32(y),
                Int32(x),
                bytes.assumingMemoryBound(to: UInt32.self).baseAddress,
                Int32(count),
                Int32(glyph.width),
                UInt32(style.attributes.rawValue),
                index(of: style.foreground),
                index(of: style.background)
            )
        }
    }

    private func index(of color: Color) -> Int32 {
        let fitting = terminal_colors() >= 256 ? color : color.amongSixteen
        guard case .palette(let index) = fitting else { return -1 }
        return terminal_colors() >= 16 ? Int32(index) : Int32(index % 8)
    }

    /// Waits for a key, a message or the time to pass.
    public mutating func wait(milliseconds: Int?) -> Wake {
        Wake(rawValue: terminal_wait(milliseconds.map { Int32(clamping: $0) } ?? -1))
    }

    /// The signal that asked the program to end, if one has.
    public var endingSignal: Int32? {
        let signal = terminal_ending_signal()
        return signal == 0 ? nil : signal
    }

    /// Takes up the modes again after the program was stopped and went on.
    public mutating func resumeIfStopped() {
        guard terminal_was_resumed() else { return }
        forget()
    }

    /// The next thing that a person did, if anything has arrived.
    public mutating func nextInput() -> Input? {
        var value: UInt32 = 0
        while true {
            let kind = terminal_key(&value)
            switch kind {
            case terminal_none: return nil
            case terminal_resize:
                shown = nil
                return .resize
            case terminal_paste_begin: return .paste(pastedText())
            default:
                if let key = Self.key(kind, value: value) { return .key(key) }
            }
        }
    }

    /// Longest paste that is kept.
    private static let pasteLimit = 4096

    private func pastedText() -> String {
        var scalars = String.UnicodeScalarView()
        var count = 0
        var value: UInt32 = 0
        var silences = 0
        var isWoken = false
        // Whatever else woke the wait must wake the next one too.
        defer { if isWoken { terminal_wake() } }
        // A paste whose end was lost ends when nothing has come for a while; a single wait may be cut short by a signal.
        while silences < 4 {
            switch terminal_key(&value) {
            case terminal_paste_end: return String(scalars)
            case terminal_none:
                let wake = terminal_wait(50)
                if wake & TERMINAL_GONE != 0 { return String(scalars) }
                if wake & TERMINAL_WOKEN != 0 { isWoken = true }
                silences = wake & TERMINAL_READABLE != 0 ? 0 : silences + 1
            case terminal_character where count < Self.pasteLimit && value >= 0x20 && value != 0x7F:
                guard let scalar = Unicode.Scalar(value) else { continue }
                scalars.append(scalar)
                count += 1
            default: continue
            }
        }
        return String(scalars)
    }

    private static func key(_ kind: terminal_input, value: UInt32) -> Key? {
        switch kind {
        case terminal_character: character(value)
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

/// Ends the terminal's wait from any thread.
public struct Waker: Sendable {
    public init() {}

    public func wake() { terminal_wake() }
}
