/// The arguments of a command that a shell or another interpreter runs as a program, such as the one after `sh -c`.
///
/// Names of apps come from feeds. In an argument of its own a name is only text; in a program it can end a quotation and
/// become a command. What is found here is what is common, and no proof that the rest is safe.
struct ScriptArguments: Hashable {
    /// As the command names it, without its folder.
    let interpreter: String
    /// Which arguments are programs, or parts of one; increasing.
    let numbers: [Int]
    /// What to do instead.
    let advice: Advice

    enum Advice: Hashable {
        /// The arguments after the program are `$1` and so on.
        case shellArgument
        /// The program finds the arguments after it by itself.
        case argument
        /// There are no arguments apart from the program.
        case script
    }

    /// - Parameter command: the program's name or path, and its arguments.
    /// - Returns: `nil` where none of them is known to be run.
    init?(of command: [String]) {
        guard let first = command.first else { return nil }
        if let found = Self.found(in: command, at: 0) {
            self = found
            return
        }
        // Programs that run the command in their arguments: which options they have doesn't matter.
        guard Self.wrappers.contains(Self.name(first)) else { return nil }
        for number in command.indices.dropFirst() {
            if let found = Self.found(in: command, at: number) {
                self = found
                return
            }
        }
        return nil
    }

    private init?(_ interpreter: String, _ numbers: [Int], _ advice: Advice) {
        guard !numbers.isEmpty else { return nil }
        (self.interpreter, self.numbers, self.advice) = (interpreter, numbers, advice)
    }

    private static func found(in command: [String], at number: Int) -> ScriptArguments? {
        let name = name(command[number])
        guard let interpreter = Interpreter.known(name) else { return nil }
        let numbers = interpreter.programs(in: command, after: number).filter { $0 < command.count }
        return ScriptArguments(name, numbers, interpreter.advice)
    }

    /// Without the folder.
    private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private static let wrappers: Set<String> = [
        "arch", "busybox", "bwrap", "caffeinate", "chroot", "chrt", "doas", "docker", "env", "firejail", "flock",
        "ionice",
        "kubectl", "nice", "nohup", "nsenter", "pkexec", "podman", "run0", "runuser", "setsid", "stdbuf", "strace",
        "su",
        "sudo", "systemd-run", "taskset", "time", "timeout", "toybox", "unshare", "xargs",
    ]
}
