import Foundation

/// The terminfo entries of the system, which must not be found by tests of terminals without an entry.
enum SystemTerminfo {
    /// Returns the environment of a terminal whose entry ncurses searches only in its default folder, usually
    /// /usr/share/terminfo, which it always reads.
    static func hidden(type: String) -> [String: String] {
        ["TERM": type, "TERMINFO": "/nonexistent", "TERMINFO_DIRS": "/nonexistent"]
    }

    /// Returns whether the default folder has no entry for a terminal type. If kitty is installed, for example, it has
    /// an entry for `xterm-kitty`.
    static func isMissing(_ type: String) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["infocmp", type]
        process.environment = ProcessInfo.processInfo.environment.merging(hidden(type: type)) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return true }
        process.waitUntilExit()
        return process.terminationStatus != 0
    }
}
