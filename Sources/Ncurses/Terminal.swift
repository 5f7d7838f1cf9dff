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
    /// Where the screen is.
    public enum Device: Hashable, Sendable {
        /// The terminal at standard input and output.
        case standard
        /// None that anybody sees: curses draws a screen of that size into the void, keys come from `type`.
        case void(Size)
    }

    /// What woke a wait.
    public struct Wake: OptionSet, Sendable {
        public let rawValue: Int32
        public init(rawValue: Int32) { self.rawValue = rawValue }

        public static let key = Wake(rawValue: TERMINAL_READABLE)
        public static let message = Wake(rawValue: TERMINAL_WOKEN)
        /// The terminal has vanished: there is nobody to draw for.
        public static let gone = Wake(rawValue: TERMINAL_GONE)
    }

    /// What is on the screen; `nil` where everything has to be sent.
    var shown: Frame?
    /// Whether nothing but ASCII is drawn.
    public let isASCII: Bool
    /// How many colours the terminal can tell apart.
    public let depth: Color.Depth
    /// Why it is that many.
    public let colorReason: ColorReason
    /// How many colours of the palette can be named by their index: 8, 16 or 256.
    let paletteSize: Int
    private let ends: Ends?

    /// The ends of a screen in the void.
    private struct Ends {
        var keys: Int32
        var typing: Int32
        var output: Int32
    }

    /// Takes the terminal over.
    ///
    /// - Parameters:
    ///   - usesColor: `false` leaves bold, underline and reverse.
    ///   - usesASCII: draws nothing but ASCII; otherwise only where the locale has another encoding than UTF-8.
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

    /// Whether there are colours to tell things apart by.
    public var hasColor: Bool { depth > .none }

    /// What to tell the person where the terminal's type is not known here and a plainer one stands in for it.
    public var notice: String? {
        guard let placeholder = terminal_stand_in() else { return nil }
        let name = getenv("TERM").map { String(cString: $0) } ?? ""
        return "TERM “\(name)” is not known here; drawn as for \(String(cString: placeholder))"
    }

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

    /// Whether the terminal has not taken all of the last frame yet, because nobody reads it or its connection is slow. A
    /// wait sends the rest and ends when that is done.
    public var isBehind: Bool { terminal_is_behind() }

    /// Gives the terminal back. A terminal that takes nothing is not waited for: a second after a key, 50 ms after a signal.
    public consuming func restore() {}

    /// Takes clicks and the wheel, or leaves them to the terminal's own selection of text.
    public mutating func setMouse(_ isOn: Bool) { terminal_set_mouse(isOn) }

    /// Puts text into the clipboard of the person's terminal (OSC 52), also through ssh; tmux passes it on where its
    /// `set-clipboard` is on.
    ///
    /// - Parameter base64: the text in UTF-8, encoded; at most 64 kB, more is not sent.
    public mutating func copy(base64: String) {
        let bytes = Array("\u{1B}]52;c;\(base64)\u{07}".utf8)
        guard bytes.count <= 1 << 16 else { return }
        bytes.withUnsafeBytes { terminal_send($0.baseAddress, UInt(bytes.count)) }
    }

    /// Waits for a key, a message or the time to pass.
    public mutating func wait(milliseconds: Int?) -> Wake {
        Wake(rawValue: terminal_wait(milliseconds.map { Int32(clamping: $0) } ?? -1))
    }

    /// Types into a screen in the void, as a person would into one that is seen; elsewhere nothing happens.
    ///
    /// - Parameter bytes: what a terminal would send; at most 4,096, the rest is dropped.
    public mutating func type(_ bytes: [UInt8]) {
        guard let ends else { return }
        _ = bytes.withUnsafeBytes { write(ends.typing, $0.baseAddress, min(4096, $0.count)) }
    }

    /// The signal that asked the program to end, if one has.
    public var endingSignal: Int32? {
        let signal = terminal_ending_signal()
        return signal == 0 ? nil : signal
    }

    /// Stops where the terminal asked for it, and takes up its modes again after the program was stopped and went on.
    public mutating func stopAndResume() {
        if terminal_is_to_stop() { terminal_stop() }
        // Who is told to end while stopped may be in the background, where a terminal's modes must be let alone.
        guard terminal_was_resumed(), endingSignal == nil else { return }
        forget()
    }
}

/// Ends the terminal's wait from any thread.
public struct Waker: Sendable {
    public init() {}

    public func wake() { terminal_wake() }
}
