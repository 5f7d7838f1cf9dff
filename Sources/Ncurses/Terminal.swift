internal import CNcurses
public import Canvas

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The terminal while launchtop uses it.
///
/// Not copyable and not `Sendable`: one thread owns it, and sending it to a task doesn't compile. However the program
/// ends, the terminal is restored.
public struct Terminal: ~Copyable {
    /// The device of the screen.
    public enum Device: Hashable, Sendable {
        /// The terminal at standard input and output.
        case standard
        /// An invisible screen of this size; keys come from `type`.
        case void(Size)
    }

    /// The reason a wait ended.
    public struct Wake: OptionSet, Sendable {
        public let rawValue: Int32
        public init(rawValue: Int32) { self.rawValue = rawValue }

        /// The terminal is gone.
        public static let gone = Wake(rawValue: TERMINAL_GONE)
    }

    /// The frame on the screen; `nil` if everything has to be sent.
    var shown: Frame?
    /// Whether only ASCII is drawn.
    public private(set) var isASCII: Bool
    /// The number of colors the terminal can display.
    public let depth: Color.Depth
    /// The reason for that number.
    public let colorReason: ColorReason
    /// Number of palette colors that can be used by index: 8, 16 or 256.
    let paletteSize: Int
    private let ends: Ends?

    /// The pipe ends of an invisible screen.
    private struct Ends {
        var keys: Int32
        var typing: Int32
        var output: Int32
    }

    /// Takes over the terminal.
    ///
    /// - Parameters:
    ///   - usesColor: Whether to use colors; if `false`, only bold, underline and reverse are used.
    ///   - usesASCII: Whether to draw only ASCII. If `false`, that still happens if the locale's encoding isn't UTF-8.
    public init(_ device: Device = .standard, usesColor: Bool, usesASCII: Bool) throws(TerminalError) {
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        var wish = terminal_wish(
            input: STDIN_FILENO,
            output: STDOUT_FILENO,
            wants_color: usesColor,
            width: 0,
            height: 0
        )
        let ends = try Self.ends(of: device)
        var isOpen = false
        defer { if !isOpen { Self.release(ends) } }
        if case .void(let size) = device, let ends {
            (wish.input, wish.output) = (ends.keys, ends.output)
            (wish.width, wish.height) = (Int32(clamping: size.columns), Int32(clamping: size.rows))
        }
        switch terminal_open(wish) {
        case 0: isOpen = true
        case 1: throw .unknownType(name)
        case 2: throw .cannotPlaceCursor(name)
        default: throw .noDescriptor
        }
        self.ends = ends
        isASCII = usesASCII || !terminal_is_utf8()
        depth =
            switch terminal_colors() {
            case ..<8: .none
            case ..<16: .eight
            case ..<256: .sixteen
            case 256: .palette
            default: .direct
            }
        colorReason = ColorReason(terminal_color_reason())
        paletteSize = Int(terminal_palette())
    }

    private static func ends(of device: Device) throws(TerminalError) -> Ends? {
        guard case .void = device else { return nil }
        var pair: [Int32] = [-1, -1]
        guard pipe(&pair) == 0 else { throw .noDescriptor }
        let output = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard output >= 0 else { throw .noDescriptor }
        return Ends(keys: pair[0], typing: pair[1], output: output)
    }

    deinit {
        terminal_close()
        Self.release(ends)
    }

    private static func release(_ ends: Ends?) {
        guard let ends else { return }
        for descriptor in [ends.keys, ends.typing, ends.output] { close(descriptor) }
    }

    /// A notice for the user if the terminal's type is unknown and a simpler one is used instead.
    public var notice: String? {
        guard let placeholder = terminal_stand_in() else { return nil }
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        return "unknown TERM \"\(name)\"; using \(String(cString: placeholder)) instead"
    }

    /// Returns the current size as reported by the terminal.
    public mutating func size() -> Size {
        var columns: Int32 = 0
        var rows: Int32 = 0
        terminal_size(&columns, &rows)
        let size = Size(columns: Int(columns), rows: Int(rows))
        // curses clears the cells that it cuts off and adds.
        if size != shown?.size { shown = nil }
        return size
    }

    /// Makes the next `show` send everything, for example after a suspend.
    public mutating func forget() {
        shown = nil
        terminal_forget()
    }

    /// Whether the terminal hasn't accepted all of the last frame, because its output isn't read or its connection is
    /// slow. A wait sends the rest and ends when that is done.
    public var isBehind: Bool { terminal_is_behind() }

    /// Restores the terminal. If it accepts no output, waits at most one second after a key, or 50 ms after a signal.
    public consuming func restore() {}

    /// Draws only ASCII, or also other characters if the locale's encoding is UTF-8.
    public mutating func setASCII(_ isOn: Bool) {
        isASCII = isOn || !terminal_is_utf8()
        shown = nil
    }

    /// Turns mouse input on, or off to allow the terminal's own text selection.
    public mutating func setMouse(_ isOn: Bool) { terminal_set_mouse(isOn) }

    /// Copies text to the clipboard of the user's terminal (OSC 52), also over ssh; tmux passes it on if
    /// `set-clipboard` is on.
    ///
    /// - Parameter base64: The encoded UTF-8 text; not sent if it is over 64 kB.
    public mutating func copy(base64: String) {
        let bytes = Array("\u{1B}]52;c;\(base64)\u{07}".utf8)
        guard bytes.count <= 1 << 16 else { return }
        bytes.withUnsafeBytes { terminal_send($0.baseAddress, UInt(bytes.count)) }
    }

    /// Waits for a key, a message or a timeout.
    public mutating func wait(milliseconds: Int?) -> Wake {
        Wake(rawValue: terminal_wait(milliseconds.map { Int32(clamping: $0) } ?? -1))
    }

    /// Types into an invisible screen; does nothing otherwise.
    ///
    /// - Parameter bytes: The bytes a terminal would send; at most 4,096, the rest is dropped.
    public mutating func type(_ bytes: [UInt8]) {
        guard let ends else { return }
        _ = bytes.withUnsafeBytes { write(ends.typing, $0.baseAddress, min(4096, $0.count)) }
    }

    /// The signal that requested the exit, if any.
    public var endingSignal: Int32? {
        let signal = terminal_ending_signal()
        return signal == 0 ? nil : signal
    }

    /// Suspends the program if the terminal requested it, and restores its modes after it is resumed.
    public mutating func stopAndResume() {
        if terminal_is_to_stop() { terminal_stop() }
        // A program that is terminated while suspended may be in the background, where it must not change terminal
        // modes.
        guard terminal_was_resumed(), endingSignal == nil else { return }
        forget()
    }
}

/// A type that ends the terminal's wait from any thread.
public struct Waker: Sendable {
    public init() {}

    public func wake() { terminal_wake() }
}
