import Canvas
import Foundation
import Ncurses

/// What is known of the terminal and its surroundings.
enum TerminalFindings {
    static func findings(environment: [String: String] = ProcessInfo.processInfo.environment) -> [Finding] {
        var findings: [Finding] = []
        do throws(TerminalError) {
            // Opened where nobody sees it, so that the screen stays as it is.
            let terminal = try Terminal(.void(Size(columns: 80, rows: 24)), usesColor: true, usesASCII: false)
            findings.append(locale(isASCII: terminal.isASCII, environment))
            findings.append(type(terminal.notice, environment))
            findings.append(colors(terminal.depth, environment))
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

    private static func colors(_ depth: Color.Depth, _ environment: [String: String]) -> Finding {
        let words =
            switch depth {
            case .none: "none: bold, underline and reverse in their place"
            case .eight: "8"
            case .sixteen: "16"
            case .palette: "256"
            case .direct: "24 bits"
            }
        guard !(environment["NO_COLOR"] ?? "").isEmpty else { return Finding(.well, "colours", words) }
        return Finding(
            .notice,
            "colours",
            "\(words), but NO_COLOR is set, so none is used; --color always overrides it"
        )
    }
}
