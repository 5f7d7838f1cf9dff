import Foundation
import TestSupport
import Testing

@Suite("Opening a store page", .enabled(if: Tmux.isPresent, "\(Tmux.notice)"), .serialized, .blocking)
struct BrowserTests {
    private static let address = "https://apps.apple.com/us/app/id6744034028"

    /// Presses `o` in the replay of Sora's launch and expects `text` on the screen.
    ///
    /// - Parameter script: A shell script to use as `xdg-open`, in which `FILE` stands for a file to write, or `nil` if
    ///   `xdg-open` is to be missing.
    /// - Returns: What the script has written to the file so far.
    private func open(_ script: String?, environment: [String: String], until text: String) throws -> String {
        let folder = try TemporaryFolder()
        var settings = environment
        if let script {
            let file = try folder.write(
                "#!/bin/sh\n" + script.replacing("FILE", with: "\(folder.url.path)/seen"),
                to: "xdg-open"
            )
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        }
        settings["PATH"] = script == nil ? folder.url.path : "\(folder.url.path):/usr/bin:/bin"
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY", "SSH_CONNECTION"] where settings[name] == nil {
            settings[name] = ""
        }
        // Set the variables with `env`, because the shell that tmux starts may change some of them, such as PATH.
        let variables = settings.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
        let line = "/usr/bin/env \(variables) \(Program.path) replay sora --at 'day 3'"
        let tmux = try Tmux(line, columns: 120, rows: 30)
        try #require(try tmux.waitForScreen(for: [.text("? help")], height: 30).missing.isEmpty)
        try tmux.press("o")
        let (screen, missing) = try tmux.waitForScreen(for: [.text(text)], height: 30)
        #expect(missing.isEmpty, "\(screen.rows.joined(separator: "\n"))")
        return (try? String(contentsOfFile: "\(folder.url.path)/seen", encoding: .utf8)) ?? ""
    }

    @Test(
        "without a desktop, over SSH or without xdg-open, the o key shows and copies the store URL",
        arguments: [
            ([:], "can't open a browser without a desktop session"),
            (["DISPLAY": ":9", "SSH_TTY": "/dev/pts/9"], "can't open a browser over SSH"),
            (["DISPLAY": ":9"], "can't start xdg-open: no such file or directory"),
        ] as [([String: String], String)]
    )
    func shown(environment: [String: String], reason: String) throws {
        #expect(try open(nil, environment: environment, until: "\(reason); copied: \(Self.address)").isEmpty)
    }

    @Test("the o key opens the store URL with xdg-open and shows the URL")
    func opened() throws {
        let script = "printf '%s|' \"$@\" > FILE; echo noise; echo noise >&2; exit 0"
        _ = try open(script, environment: ["DISPLAY": ":9"], until: "opening \(Self.address)")
    }

    @Test("the o key passes only the store URL to xdg-open, and copies the URL if xdg-open fails")
    func failing() throws {
        let seen = try open(
            "printf '%s|' \"$@\" > FILE; exit 4",
            environment: ["WAYLAND_DISPLAY": "wayland-9"],
            until: "xdg-open failed (exit code 4); copied: \(Self.address)"
        )
        #expect(seen == "\(Self.address)|")
    }
}
