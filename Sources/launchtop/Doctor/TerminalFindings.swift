import Canvas
import Foundation
import Ingest
import Ncurses

/// What is known of the terminal and its surroundings.
enum TerminalFindings {
    /// - Parameter color: what the command line and the settings say of colours.
    static func findings(
        color: DisplaySettings.ColorUse,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> [Finding] {
        var findings: [Finding] = []
        do throws(TerminalError) {
            // Opened where nobody sees it, so that the screen stays as it is.
            let terminal = try Terminal(.void(Size(columns: 80, rows: 24)), usesColor: true, usesASCII: false)
            findings.append(locale(isASCII: terminal.isASCII, environment))
            findings.append(type(terminal.notice, environment))
            findings.append(colors(of: terminal, color, environment))
        } catch {
            findings.append(Finding(.wrong, "terminal", "\(error); pages come as text"))
        }
        if environment["TMUX"] != nil {
            let words = "inside tmux; if Esc is slow, set -sg escape-time 25 there"
            findings.append(Finding(.notice, "tmux", words))
        }
        if let delay = environment["ESCDELAY"], !delay.isEmpty {
            findings.append(
                Finding(.notice, "Esc", "waits \(delay) ms for the rest of a sequence, because of $ESCDELAY")
            )
        }
        return findings
    }

    private static func locale(isASCII: Bool, _ environment: [String: String]) -> Finding {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        let told = name.map { "“\($0)”" } ?? "none set"
        return isASCII
            ? Finding(.notice, "locale", "\(told), which has another encoding than UTF-8: everything is drawn in ASCII")
            : Finding(.well, "locale", "\(told), drawn in UTF-8")
    }

    private static func type(_ notice: String?, _ environment: [String: String]) -> Finding {
        let name = environment["TERM"] ?? ""
        return notice.map { Finding(.notice, "terminal", $0) } ?? Finding(.well, "terminal", "TERM is “\(name)”")
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
