/// A shell or another interpreter, and the rule for finding the code among its arguments.
struct Interpreter {
    private enum Form {
        /// Code in the first argument that isn't an option, if `-c` is given (alone or combined with other letters),
        /// and in the argument of `--command`.
        case shell
        /// Code after an option with one of these letters or names, in the same argument or in the next one.
        case option(letters: String, long: Set<String>, taking: String, stopsAtOperand: Bool)
        /// Code in all arguments that follow the options and `after` other arguments.
        case rest(after: Int, taking: String)
        /// Code in the first argument that isn't an option, unless `-f` names a file.
        case operand(taking: String)
    }

    private let form: Form
    let advice: ScriptArguments.Advice

    /// Returns the interpreter with a name; `nil` if the program isn't a known interpreter.
    ///
    /// - Parameter name: The name of the program, without its folder. A version at the end of the name is ignored.
    static func known(_ name: String) -> Interpreter? {
        var base = Substring(name)
        while let last = base.last, last.isNumber || last == "." || last == "-" { base.removeLast() }
        return all[String(base)]
    }

    /// Returns the indices of the arguments that are code. An index past the end stands for a missing argument.
    ///
    /// - Parameter number: The index of the interpreter in `command`.
    func programs(in command: [String], after number: Int) -> [Int] {
        switch form {
        case .shell: Self.shell(command, number + 1)
        case .option(let letters, let long, let taking, let stopsAtOperand):
            Self.option(command, number + 1, letters, long, taking, stopsAtOperand)
        case .rest(let count, let taking):
            Array(command.indices.dropFirst(Self.operand(command, number + 1, taking) + count))
        case .operand(let taking):
            command.dropFirst(number + 1).contains { $0.hasPrefix("-f") }
                ? [] : [Self.operand(command, number + 1, taking)]
        }
    }

    private static func shell(_ command: [String], _ start: Int) -> [Int] {
        var index = start
        var isGiven = false
        var numbers: [Int] = []
        while index < command.count, command[index].count > 1, let sign = command[index].first, "-+".contains(sign) {
            let argument = command[index]
            index += 1
            if argument == "--" { break }
            if argument.hasPrefix("--") {
                if argument.hasPrefix("--command=") { numbers.append(index - 1) }
                if argument == "--command" { numbers.append(index) }
                if ["--command", "--rcfile", "--init-file"].contains(argument) { index += 1 }
                continue
            }
            isGiven = isGiven || (sign == "-" && argument.contains("c"))
            // -o and -O take the name of a shell option.
            if let last = argument.last, "oO".contains(last) { index += 1 }
        }
        return isGiven ? numbers + [index] : numbers
    }

    private static func option(
        _ command: [String],
        _ start: Int,
        _ letters: String,
        _ long: Set<String>,
        _ taking: String,
        _ stopsAtOperand: Bool
    ) -> [Int] {
        var index = start
        var numbers: [Int] = []
        while index < command.count {
            let argument = command[index]
            defer { index += 1 }
            guard argument.hasPrefix("-"), argument.count > 1 else {
                if stopsAtOperand { break }
                continue
            }
            if argument == "--" { break }
            let parts = argument.split(separator: "=", maxSplits: 1)
            if long.contains(argument) {
                index += 1
                numbers.append(index)
            } else if parts.count == 2, long.contains(String(parts[0])) {
                numbers.append(index)
            } else if !argument.hasPrefix("--"), let last = argument.last {
                if letters.contains(last), argument.dropFirst().allSatisfy(\.isLetter) {
                    index += 1
                    numbers.append(index)
                } else if argument.contains(where: letters.contains) {
                    numbers.append(index)
                } else if taking.contains(last) {
                    index += 1
                }
            }
        }
        return numbers
    }

    /// Returns the index of the first argument that isn't an option or the value of one.
    private static func operand(_ command: [String], _ start: Int, _ taking: String) -> Int {
        var index = start
        while index < command.count, command[index].hasPrefix("-"), command[index].count > 1 {
            if command[index] == "--" { return index + 1 }
            if command[index].count == 2, let letter = command[index].last, taking.contains(letter) { index += 1 }
            index += 1
        }
        return index
    }

    private static let all: [String: Interpreter] = {
        var all: [String: Interpreter] = [:]
        for name in ["ash", "bash", "csh", "dash", "fish", "ksh", "mksh", "rbash", "sh", "tcsh", "yash", "zsh"] {
            all[name] = Interpreter(form: .shell, advice: .shellArgument)
        }
        func program(_ names: String..., letters: String, long: Set<String> = [], taking: String = "") {
            let form = Form.option(letters: letters, long: long, taking: taking, stopsAtOperand: true)
            for name in names { all[name] = Interpreter(form: form, advice: .argument) }
        }
        program("python", "pypy", letters: "c", taking: "WXQ")
        program("perl", letters: "eE", taking: "I")
        program("ruby", letters: "e", taking: "rICEK")
        program("node", "nodejs", "bun", letters: "ep", long: ["--eval", "--print"], taking: "rC")
        program("php", letters: "rBRE", taking: "dcz")
        program("lua", "luajit", "R", "Rscript", "osascript", letters: "e", taking: "l")
        for name in ["awk", "gawk", "mawk", "nawk"] {
            all[name] = Interpreter(form: .operand(taking: "vF"), advice: .argument)
        }
        for name in ["flock", "runuser", "script", "su"] {
            let form = Form.option(letters: "c", long: ["--command"], taking: "", stopsAtOperand: false)
            all[name] = Interpreter(form: form, advice: .script)
        }
        for name in ["powershell", "pwsh"] {
            let long: Set<String> = ["-Command", "-command", "-c"]
            let form = Form.option(letters: "", long: long, taking: "", stopsAtOperand: false)
            all[name] = Interpreter(form: form, advice: .argument)
        }
        all["ssh"] = Interpreter(form: .rest(after: 1, taking: "BbcDEeFIiJLlmOopQRSWw"), advice: .script)
        all["watch"] = Interpreter(form: .rest(after: 0, taking: "nq"), advice: .script)
        // tmux formats can run commands too: #(…).
        all["tmux"] = Interpreter(form: .rest(after: 0, taking: "cfLST"), advice: .script)
        return all
    }()
}
