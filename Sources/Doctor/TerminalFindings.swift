import Canvas
import Foundation
import Ncurses
import Settings

/// Functions that check the terminal and its environment.
enum TerminalFindings {
    /// Returns the results of all checks of the terminal and its environment.
    ///
    /// - Parameter color: When to use colors, from the command line or the settings.
    static func findings(
        color: DisplaySettings.ColorUse,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> [Finding] {
        var findings: [Finding] = []
        do throws(TerminalError) {
            // A terminal without a device, so that the screen doesn't change.
            let terminal = try Terminal(.void(Size(columns: 80, rows: 24)), usesColor: true, usesASCII: false)
            findings.append(locale(isASCII: terminal.isASCII, environment))
            findings.append(type(terminal.notice, environment))
            findings.append(colors(of: terminal, color, environment))
        } catch {
            findings.append(Finding(.problem, "terminal", "\(error); pages are printed as text"))
        }
        if environment["TMUX"] != nil {
            let message = "running inside tmux; if Esc is slow, add \"set -sg escape-time 25\" to ~/.tmux.conf"
            findings.append(Finding(.notice, "tmux", message))
        }
        if let delay = environment["ESCDELAY"], !delay.isEmpty {
            findings.append(
                Finding(.notice, "Esc", "waits \(delay) ms for the rest of an escape sequence ($ESCDELAY)")
            )
        }
        return findings
    }

    private static func locale(isASCII: Bool, _ environment: [String: String]) -> Finding {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        let quoted = name.map { "\"\($0)\"" } ?? "not set"
        return isASCII
            ? Finding(
                .notice,
                "locale",
                "\(quoted), not UTF-8: drawing in ASCII; switch to a UTF-8 locale such as C.UTF-8"
            )
            : Finding(.ok, "locale", "\(quoted), UTF-8")
    }

    private static func type(_ notice: String?, _ environment: [String: String]) -> Finding {
        let name = environment["TERM"] ?? ""
        return notice.map { Finding(.notice, "terminal", $0) } ?? Finding(.ok, "terminal", "TERM is \"\(name)\"")
    }

    private static func colors(
        of terminal: borrowing Terminal,
        _ color: DisplaySettings.ColorUse,
        _ environment: [String: String]
    ) -> Finding {
        let refusal: String? =
            switch color {
            case .always: nil
            case .never: "--color never or the setting color = \"never\""
            case .auto: (environment["NO_COLOR"] ?? "").isEmpty ? nil : "NO_COLOR (--color always overrides it)"
            }
        return ColorFinding(
            depth: terminal.depth,
            reason: terminal.colorReason,
            environment: environment,
            refusal: refusal
        )
        .finding
    }
}
