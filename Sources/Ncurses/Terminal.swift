internal import CNcurses
public import Canvas

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The terminal on which launchtop draws its screen.
///
/// The type is neither copyable nor `Sendable`: one thread owns the terminal, and code that sends it to a task doesn't
/// compile. The terminal is restored regardless of how the program ends.
public struct Terminal: ~Copyable {
    /// The device on which a terminal draws.
    public enum Device: Hashable, Sendable {
        /// The terminal at standard input and output.
        case standard
        /// An invisible screen of the given size, with input from ``type(_:)``.
        case void(Size)
    }

    /// The reason why a wait ended.
    public struct Wake: OptionSet, Sendable {
        public let rawValue: Int32
        public init(rawValue: Int32) { self.rawValue = rawValue }

        /// A flag that is set if the terminal is gone.
        public static let gone = Wake(rawValue: TERMINAL_GONE)
    }

    /// The frame on the screen; `nil` if the next frame has to be sent completely.
    var shown: Frame?
    /// Whether only ASCII is drawn.
    public private(set) var isASCII: Bool
    /// The number of colors that the terminal can display.
    public let depth: Color.Depth
    /// The reason for the number of colors.
    public let colorReason: ColorReason
    /// The number of palette colors that can be used by index: 8, 16 or 256.
    let paletteSize: Int
    private let ends: Ends?

    /// The file descriptors of an invisible screen: both ends of a pipe for keys, and the discarded output.
    private struct Ends {
        var keys: Int32
        var typing: Int32
        var output: Int32
    }

    /// Opens a terminal and takes control of its screen and input.
    ///
    /// - Parameters:
    ///   - usesColor: Whether to use colors; if `false`, only bold, underline and reverse are used.
    ///   - usesASCII: Whether to draw only ASCII. If the locale's encoding isn't UTF-8, only ASCII is drawn in any
    ///     case.
    /// - Throws: An error if the terminal type is unknown or can't position its cursor, or if there are no free file
    ///   descriptors.
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
        guard output >= 0 else {
            for descriptor in pair { close(descriptor) }
            throw .noDescriptor
        }
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

    /// A notice for the user that the terminal's type is unknown and another type is used instead; `nil` if the type is
    /// known.
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
        // curses clears the cells that a resize adds.
        if size != shown?.size { shown = nil }
        return size
    }

    /// Makes the next ``show(_:)`` send the whole frame, for example after a suspend.
    public mutating func forget() {
        shown = nil
        terminal_forget()
    }

    /// Whether the terminal hasn't accepted all of the last frame, because its output isn't read or its connection is
    /// slow. ``wait(milliseconds:)`` sends the rest and returns when that is done.
    public var isBehind: Bool { terminal_is_behind() }

    /// Restores the terminal. If the terminal doesn't accept output, waits at most 1 s if the program exits because of
    /// a key, or 50 ms if it exits because of a signal.
    public consuming func restore() {}

    /// Sets whether only ASCII is drawn. If the locale's encoding isn't UTF-8, only ASCII is drawn in any case.
    public mutating func setASCII(_ isOn: Bool) {
        isASCII = isOn || !terminal_is_utf8()
        shown = nil
    }

    /// Turns mouse input on or off. While it is off, the terminal's own text selection can be used.
    public mutating func setMouse(_ isOn: Bool) { terminal_set_mouse(isOn) }

    /// Copies text to the clipboard of the user's terminal with OSC 52, which also works over SSH. tmux passes it on if
    /// `set-clipboard` is on.
    ///
    /// - Parameter base64: The UTF-8 text in Base64. Nothing is sent if the sequence is longer than 64 KiB.
    public mutating func copy(base64: String) {
        let bytes = Array("\u{1B}]52;c;\(base64)\u{07}".utf8)
        guard bytes.count <= 1 << 16 else { return }
        bytes.withUnsafeBytes { terminal_send($0.baseAddress, UInt(bytes.count)) }
    }

    /// Waits until input arrives, ``Waker/wake()`` is called, or the timeout expires.
    ///
    /// - Parameter milliseconds: The timeout; `nil` to wait without one.
    /// - Returns: The reason why the wait ended.
    public mutating func wait(milliseconds: Int?) -> Wake {
        Wake(rawValue: terminal_wait(milliseconds.map { Int32(clamping: $0) } ?? -1))
    }

    /// Sends input to an invisible screen. Does nothing for a real terminal.
    ///
    /// - Parameter bytes: The bytes that a terminal would send. Only the first 4,096 are used.
    public mutating func type(_ bytes: [UInt8]) {
        guard let ends else { return }
        _ = bytes.withUnsafeBytes { write(ends.typing, $0.baseAddress, min(4096, $0.count)) }
    }

    /// The signal that asked the program to exit; `nil` if there was none.
    public var endingSignal: Int32? {
        let signal = terminal_ending_signal()
        return signal == 0 ? nil : signal
    }

    /// Suspends the program if the terminal has requested it, and sets the terminal's modes again after the program is
    /// resumed.
    public mutating func stopAndResume() {
        if terminal_is_to_stop() { terminal_stop() }
        // A program that is terminated while suspended may be in the background, where it must not change the modes of
        // the terminal.
        guard terminal_was_resumed(), endingSignal == nil else { return }
        forget()
    }
}

/// A type that can end the terminal's wait for input from any thread.
public struct Waker: Sendable {
    public init() {}

    public func wake() { terminal_wake() }
}
