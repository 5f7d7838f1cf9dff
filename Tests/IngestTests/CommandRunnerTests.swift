import Foundation
import Ingest
import TestSupport
import Testing

@Suite("Running short programs")
struct CommandRunnerTests {
    private let environment = ProcessInfo.processInfo.environment

    private func run(_ arguments: [String], patience: Int = 10) async -> CommandRunner.Outcome {
        await CommandRunner().run(arguments, environment: environment, patience: patience)
    }

    @Test("arguments arrive one by one, and no shell sees them")
    func arguments() async throws {
        let outcome = await run(["printf", "%s|", "a b", "$HOME", "`id`", "; rm x", "-n", ""])
        #expect(outcome == .ended(status: 0, words: "a b|$HOME|`id`|; rm x|-n||"))
    }

    @Test("how it ends is told with what it said")
    func failing() async throws {
        #expect(await run(["sh", "-c", "echo no room >&2; exit 3"]) == .ended(status: 3 << 8, words: "no room"))
        #expect(await run(["sh", "-c", "kill -9 $$"]) == .ended(status: 9, words: ""))
        #expect(await run(["no-such-program-here"]) == .notStarted("No such file or directory"))
        #expect(await run(["printf", "a\u{0}b"]) == .notStarted("its arguments hold a zero byte"))
    }

    @Test("it reads nothing, and has no more than ours to write to")
    func nothingToRead() async throws { #expect(await run(["cat"]) == .ended(status: 0, words: "")) }

    @Test("one that hangs is ended with all that it started")
    func hanging() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("pid").path
        let script = "sleep 600 & echo $! > \(file); exec >&- 2>&-; wait"
        #expect(await run(["sh", "-c", script], patience: 1) == .tookTooLong(seconds: 1))
        let child = try #require(
            Int32(try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines))
        )
        // Gone, or dead and waiting for whoever takes orphans.
        func isGone() -> Bool {
            let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
            return kill(child, 0) != 0 || state?.contains(") Z ") == true
        }
        let end = ContinuousClock.now + .seconds(20)
        while !isGone(), ContinuousClock.now < end { usleep(20_000) }
        #expect(isGone())
    }

    @Test("one that says too much is ended, and little of it is kept")
    func talking() async throws {
        #expect(await run(["yes"], patience: 600) == .tookTooLong(seconds: 600))
        guard case .ended(0, let words) = await run(["sh", "-c", "yes | head -c 5000"]) else {
            Issue.record("it did not end well")
            return
        }
        #expect(words.utf8.count <= 1000)
    }

    @Test("it is given up when nobody waits any more")
    func cancelled() async throws {
        let environment = environment
        let task = Task { await CommandRunner().run(["sleep", "600"], environment: environment, patience: 600) }
        task.cancel()
        #expect(await task.value == .cancelled)
    }
}
