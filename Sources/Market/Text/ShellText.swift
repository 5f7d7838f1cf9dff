/// Functions that write text for a shell's command line.
public enum ShellText {
    /// Returns an argument in a form that every POSIX shell reads as this text, in single quotes if it needs any.
    public static func quoted(_ argument: String) -> String {
        let isPlain = argument.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x40, 0x5F: true
            default: false
            }
        }
        guard !isPlain || argument.isEmpty else { return argument }
        return "'" + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
