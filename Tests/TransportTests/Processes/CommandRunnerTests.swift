import Foundation
import TestSupport
import Testing
import Transport

@Suite("Command runner")
struct CommandRunnerTests {
    private let environment = ProcessInfo.processInfo.environment

    private func run(_ arguments: [String], timeout: Int = 10) async -> CommandRunner.Outcome {
        await CommandRunner().run(arguments, environment: environment, timeout: timeout)
    }

    @Test("the command runner passes arguments to a command without a shell")
    func arguments() async throws {
        let outcome = await run(["printf", "%s|", "a b", "$HOME", "`id`", "; rm x", "-n", ""])
        #expect(outcome == .exited(status: 0, output: "a b|$HOME|`id`|; rm x|-n||"))
    }

    @Test("a command's outcome contains its exit status and output, or the reason why it couldn't be started")
    func failing() async throws {
        #expect(await run(["sh", "-c", "echo no room >&2; exit 3"]) == .exited(status: 3 << 8, output: "no room"))
        #expect(await run(["sh", "-c", "kill -9 $$"]) == .exited(status: 9, output: ""))
        #expect(await run(["no-such-program-here"]) == .failedToStart("no such file or directory"))
        #expect(await run(["printf", "a\u{0}b"]) == .failedToStart("an argument contains a NUL byte"))
    }

    @Test("a command's standard input is empty")
    func nothingToRead() async throws { #expect(await run(["cat"]) == .exited(status: 0, output: "")) }

    @Test("a hanging command is killed with its children after the timeout")
    func hanging() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("pid").path
        let script = "sleep 600 & echo $! > \(file); exec >&- 2>&-; wait"
        #expect(await run(["sh", "-c", script], timeout: 1) == .timedOut(seconds: 1))
        let child = try #require(
            Int32(try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines))
        )
        // The child is gone, or is a zombie that hasn't been reaped yet.
        func isGone() -> Bool {
            let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
            return kill(child, 0) != 0 || state?.contains(") Z ") == true
        }
        let end = ContinuousClock.now + .seconds(20)
        while !isGone(), ContinuousClock.now < end { usleep(20_000) }
        #expect(isGone())
    }

    @Test("a command that writes too much output is killed, and at most 1,000 bytes of output are kept")
    func talking() async throws {
        #expect(await run(["yes"], timeout: 600) == .wroteTooMuch(limit: 1 << 20))
        guard case .exited(0, let output) = await run(["sh", "-c", "yes | head -c 5000"]) else {
            Issue.record("it failed")
            return
        }
        #expect(output.utf8.count <= 1000)
    }

    @Test("canceling the task of a running command results in the outcome canceled")
    func canceled() async throws {
        let environment = environment
        let task = Task { await CommandRunner().run(["sleep", "600"], environment: environment, timeout: 600) }
        task.cancel()
        #expect(await task.value == .canceled)
    }
}
