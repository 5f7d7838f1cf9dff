/// The arguments in a command that are run as code by a shell or another interpreter, such as the one after `sh -c`.
///
/// App names are untrusted. In an argument of its own, a name is only text; in code, it can close a quotation and run a
/// command. Only common cases are found; other commands aren't necessarily safe.
struct ScriptArguments: Hashable {
    /// The name of the interpreter in the command, without its folder.
    let interpreter: String
    /// The indices of the arguments that are code or parts of it, in ascending order.
    let numbers: [Int]
    /// The safe alternative to inserting an app name into the code.
    let advice: Advice

    enum Advice: Hashable {
        /// Passing the name as an argument after the code, which reads it as `$1`.
        case shellArgument
        /// Passing the name as an argument after the code, which reads it from its argument list.
        case argument
        /// Running a script file, because the program takes no arguments apart from the code.
        case script
    }

    /// Finds the arguments that are run as code. Returns `nil` if no argument is known to be code.
    ///
    /// - Parameter command: The name or path of a program, and its arguments.
    init?(of command: [String]) {
        guard let first = command.first else { return nil }
        if let found = Self.found(in: command, at: 0) {
            self = found
            return
        }
        // A program that runs the command in its arguments. The interpreter can be any of them.
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

    /// Returns the file name of a path.
    private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private static let wrappers: Set<String> = [
        "arch", "busybox", "bwrap", "caffeinate", "chroot", "chrt", "doas", "docker", "env", "firejail", "flock",
        "ionice",
        "kubectl", "nice", "nohup", "nsenter", "pkexec", "podman", "run0", "runuser", "setsid", "stdbuf", "strace",
        "su",
        "sudo", "systemd-run", "taskset", "time", "timeout", "toybox", "unshare", "xargs",
    ]
}
