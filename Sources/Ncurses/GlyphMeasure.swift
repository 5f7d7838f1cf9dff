#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Functions that measure the width of text in a terminal by writing the text and querying the cursor position.
///
/// Reference: ECMA-48, Device Status Report and Cursor Position Report. Within tmux, tmux responds.
public enum GlyphMeasure {
    /// The timeout for each byte of a response, in milliseconds. A slow connection takes up to a second.
    private static let patience: Int32 = 1000
    /// The maximum length of a response in bytes.
    private static let answerLimit = 64

    /// Measures the width of strings in the terminal.
    ///
    /// - Parameter samples: The strings to measure, without control characters.
    /// - Returns: The width of each string in columns; `nil` if standard input and output aren't both a terminal or the
    ///   terminal doesn't respond.
    public static func columns(of samples: [String]) -> [Int]? {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
        var raw = before
        cfmakeraw(&raw)
        guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return nil }
        defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
        var widths: [Int] = []
        for sample in samples {
            send("\r\u{1B}[K\(sample)\u{1B}[6n")
            let column = answeredColumn()
            send("\r\u{1B}[K")
            guard let column else { return nil }
            widths.append(column - 1)
        }
        return widths
    }

    private static func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    /// Reads a response of the form `CSI row ; column R` and returns the column; `nil` if there is no such response.
    private static func answeredColumn() -> Int? {
        var answer: [UInt8] = []
        while answer.count < answerLimit {
            var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, patience) > 0 else { return nil }
            var byte: UInt8 = 0
            guard read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
            answer.append(byte)
            guard byte == UInt8(ascii: "R") else { continue }
            let digits = answer.dropLast().split(separator: UInt8(ascii: ";")).last ?? []
            return Int(String(decoding: digits, as: UTF8.self))
        }
        return nil
    }
}
