import Alerts

extension AlertSettings {
    /// Arguments of the command in which names from feeds would be run as a program, with what to do instead.
    var scriptWarnings: [(argument: Int, sentence: String)] {
        guard let scripts = ScriptArguments(of: command.map(\.text)) else { return [] }
        return scripts.numbers.compactMap { number in
            guard let location = command[number].placeholders.first else { return nil }
            let what = "{\(location.rawValue)}"
            let sentence =
                "\(what) is put into a program that \(scripts.interpreter) runs, so a name from a feed could run "
            return (number, sentence + "commands; " + scripts.advice.sentence(for: what))
        }
    }
}

extension ScriptArguments.Advice {
    fileprivate func sentence(for location: String) -> String {
        switch self {
        case .shellArgument:
            "pass it as an argument, such as [\"sh\", \"-c\", \"notify-send -- \\\"$1\\\"\", \"sh\", \"\(location)\"]"
        case .argument: "put \(location) into an argument of its own after the program, and read it there"
        case .script: "run a script file instead, such as [\"/path/to/script\", \"\(location)\"]"
        }
    }
}
