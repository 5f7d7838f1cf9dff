import Testing

@testable import Ncurses

@Suite("Terminal notifications")
struct NotificationTests {
    @Test(
        "environment variables that identify the terminal select the notification escape sequence, or none",
        arguments: [
            (["TERM": "xterm-256color"], NotificationWay.osc9),
            (["TERM": "xterm-kitty"], .osc9),
            (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .osc9),
            (["TERM": "xterm-256color", "VTE_VERSION": "7600"], .osc777),
            (["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"], .osc777),
            (["TERM": "xterm-ghostty"], .osc777),
            (["TERM": "foot"], .osc777),
            (["TERM": "rxvt-unicode-256color"], .osc777),
            (["TERM": "tmux-256color", "VTE_VERSION": "7600"], nil),
            (["TERM": "screen"], nil),
            (["TERM": "xterm", "TMUX": "/tmp/tmux-0/default,1,0"], nil),
            (["TERM": "linux"], nil),
            (["TERM": "vt100"], nil),
            ([:], nil),
        ] as [([String: String], NotificationWay?)]
    )
    func way(environment: [String: String], way: NotificationWay?) {
        #expect(NotificationWay.way(in: environment) == way)
    }

    @Test(
        "the text of a terminal notification has no control characters and a limited length",
        arguments: [NotificationWay.osc9, .osc777]
    )
    func text(way: NotificationWay) {
        let evil = "4;\u{07}\u{1B}\\\u{9C}\u{1B}]52;c;AAAA\u{07};\u{202E}" + String(repeating: "x", count: 5000)
        let sequence = way.sequence(title: evil, text: evil)
        let controls = sequence.unicodeScalars.filter { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        #expect(controls.map(\.value) == [0x1B, 0x07])
        #expect(sequence.hasPrefix(way == .osc9 ? "\u{1B}]9;launchtop: " : "\u{1B}]777;notify;launchtop: "))
        #expect(sequence.unicodeScalars.count < 450)
        if way == .osc777 { #expect(!sequence.dropFirst(15).prefix(20).contains(";")) }
    }
}
