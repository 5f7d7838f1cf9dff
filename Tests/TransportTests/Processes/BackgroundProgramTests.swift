import Foundation
import Market
import TestSupport
import Testing
import Transport

@Suite("Background programs")
struct BackgroundProgramTests {
    private let environment = ProcessInfo.processInfo.environment

    /// Starts a program and returns how it failed.
    private func failure(of arguments: [String]) async throws -> String? {
        let (failures, reported) = AsyncStream.makeStream(of: String.self)
        try BackgroundProgram.start(arguments, environment: environment) { reported.yield($0) }
        return await failures.first { _ in true }
    }

    @Test("a background program receives its arguments without a shell, and has no input or output")
    func arguments() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("seen").path
        let script = "cat; echo lost; printf '%s|' \"$@\" > \(file); exit 3"
        #expect(try await failure(of: ["sh", "-c", script, "sh", "a b", "$HOME", "; rm x"]) == "exit code 3")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "a b|$HOME|; rm x|")
    }

    @Test("a background program that is killed by a signal is reported with the signal number")
    func killed() async throws { #expect(try await failure(of: ["sh", "-c", "kill -9 $$"]) == "signal 9") }

    @Test("starting a missing program in the background throws an error")
    func missing() {
        let error = #expect(throws: SystemError.self) {
            try BackgroundProgram.start(["no-such-program-here"], environment: environment) { _ in }
        }
        #expect(error?.message == "no such file or directory")
    }
}
