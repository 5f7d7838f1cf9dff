import Formats
import Foundation
import Input
import Market
import TestSupport
import Testing
import Transport

@Suite("Git history")
struct GitHistoryTests {
    private static let start = 1_771_581_600

    private static func commits() -> Data {
        TestRepository.commit(1, from: [], at: start, [("data/a.json", "one"), ("other", "x")])
            + TestRepository.commit(
                2,
                from: [1],
                at: start + 60,
                [("data/a.json", "two"), ("data/é \u{1B}[2J.json", "e")]
            )
            + TestRepository.commit(3, from: [2], at: start + 120, [("other", "y")])
            + TestRepository.commit(4, from: [3], at: start + 180, [("data/a.json", nil)])
            + TestRepository.commit(5, from: [4], at: start + 240, [("data/a.json", "one")])
            + TestRepository.commit(6, from: [5], at: start + 300, [("data/link", "a.json")], mode: "120000")
    }

    private func contents(_ history: GitHistory, limit: Int = 1 << 20) throws -> [String] {
        var contents: [String] = []
        try history.forEachContent(of: history.versions(), limit: limit) { _, result throws(InputError) in
            switch result {
            case .success(let content): contents.append(String(decoding: content, as: UTF8.self))
            case .failure(let error): contents.append(error.problem)
            }
        }
        return contents
    }

    @Test(
        "the versions of a file in a git history are listed oldest first, without deletions",
        arguments: [false, true]
    )
    func file(isBare: Bool) throws {
        let repository = try TestRepository(isBare: isBare)
        try repository.git(["fast-import", "--quiet"], input: Self.commits())
        // There is no checkout, so neither the file nor its folder exists on disk.
        let history = try GitHistory(path: repository.path + "/data/a.json", environment: repository.environment)
        let versions = try history.versions()
        #expect(versions.map(\.time.seconds) == [0, 60, 240].map { Int64(Self.start + $0) })
        #expect(versions.map(\.size) == [3, 3, 3])
        #expect(versions[0].blob == versions[2].blob && versions[0].commit != versions[2].commit)
        var contents: [(version: GitHistory.Version, text: String)] = []
        try history.forEachContent(of: versions, limit: 1 << 20) { version, result throws(InputError) in
            contents.append((version, String(decoding: try result.get(), as: UTF8.self)))
        }
        #expect(contents.map(\.text) == ["one", "two", "one"])
        #expect(contents.map(\.version.time) == versions.map(\.time))
        #expect(contents[0].version.label == "data/a.json@\(versions[0].commit.prefix(7))")
        #expect(history.warnings.isEmpty)
    }

    @Test("a folder's git history lists file versions without symbolic links, and sanitizes names in labels")
    func folder() throws {
        let repository = try TestRepository()
        try repository.git(["fast-import", "--quiet"], input: Self.commits())
        let history = try GitHistory(path: repository.path + "/data/", environment: repository.environment)
        #expect(try contents(history) == ["one", "two", "e", "one"])
        #expect(try history.versions()[2].label.hasPrefix("data/é \u{FFFD}[2J.json@"))
        let top = try GitHistory(path: repository.path, environment: repository.environment)
        #expect(try top.versions().count == 6)
    }

    @Test("a git history lists versions from side branches, and merged files that differ from all parents")
    func merges() throws {
        let repository = try TestRepository()
        let text =
            TestRepository.commit(1, from: [], at: Self.start, [("a", "base")])
            + TestRepository.commit(2, from: [1], at: Self.start + 10, [("a", "left")])
            + TestRepository.commit(3, from: [1], at: Self.start + 20, [("a", "right")], branch: "side")
            + TestRepository.commit(4, from: [2, 3], at: Self.start + 30, [("a", "merged")])
            + TestRepository.commit(5, from: [4], at: Self.start + 40, [("b", "x")])
        try repository.git(["fast-import", "--quiet"], input: text)
        let history = try GitHistory(path: repository.path + "/a", environment: repository.environment)
        #expect(try contents(history) == ["base", "left", "right", "merged"])
    }

    @Test("500 versions in a git history are read without a deadlock, with an error for each one over the limit")
    func large() throws {
        let repository = try TestRepository()
        var text = Data()
        for index in 1...500 {
            let content = String(repeating: "\(index) ", count: index % 50 == 0 ? 100_000 : 10)
            text += TestRepository.commit(
                index,
                from: index > 1 ? [index - 1] : [],
                at: Self.start + index,
                [("a", content)]
            )
        }
        try repository.git(["fast-import", "--quiet"], input: text)
        let history = try GitHistory(path: repository.path + "/a", environment: repository.environment)
        let seen = try contents(history, limit: 399_999)
        #expect(seen.count == 500)
        #expect(seen.filter { $0.hasSuffix("exceeds the limit of 399999") }.count == 9)
        #expect(seen[48] == String(repeating: "49 ", count: 10))
        // A reader that stops early leaves no process behind.
        #expect(throws: InputError.self) {
            try history.forEachContent(of: history.versions(), limit: 1 << 20) { _, _ throws(InputError) in
                throw InputError("me", "stop")
            }
        }
    }

    @Test("reading a git history doesn't run programs that the repository configures")
    func hostile() throws {
        let repository = try TestRepository()
        try repository.git(["fast-import", "--quiet"], input: Self.commits())
        let trap = repository.path + "/ran"
        let program = try repository.folder.write("#!/bin/sh\necho $0 >> \(trap)\ncat\n", to: "trap.sh")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        try repository.folder.write("* diff=trap filter=trap\n", to: ".git/info/attributes")
        for key in [
            "core.fsmonitor", "core.pager", "pager.log", "diff.external", "diff.trap.textconv", "diff.trap.command",
            "filter.trap.smudge", "filter.trap.clean", "gpg.program", "core.sshCommand", "core.editor", "alias.log",
            "credential.helper",
        ] { try repository.git(["config", key, program]) }
        try repository.git(["config", "log.showSignature", "true"])
        try repository.git(["config", "log.showRoot", "false"])
        try repository.git(["config", "color.ui", "always"])
        let history = try GitHistory(path: repository.path + "/data", environment: repository.environment)
        #expect(try contents(history) == ["one", "two", "e", "one"])
        #expect(!FileManager.default.fileExists(atPath: trap))
    }

    @Test("a shallow git clone is read with a warning")
    func shallow() throws {
        let repository = try TestRepository()
        try repository.git(["fast-import", "--quiet"], input: Self.commits())
        let clone = repository.path + "/clone"
        try repository.git(["clone", "--quiet", "--bare", "--depth", "3", "file://" + repository.path, clone])
        let history = try GitHistory(path: clone + "/data/a.json", environment: repository.environment)
        #expect(
            history.warnings.map(\.problem) == [
                "shallow clone: older versions are missing; run git fetch --unshallow to get them"
            ]
        )
        #expect(try contents(history) == ["one"])
    }

    @Test("reading the git history of an invalid path throws an error with the reason")
    func errors() throws {
        func problem(_ path: String, _ environment: [String: String]) -> String? {
            #expect(throws: InputError.self) {
                try GitHistory(path: path, environment: environment).versions()
            }?.problem
        }
        let repository = try TestRepository()
        #expect(problem(repository.path, repository.environment)?.contains("does not have any commits yet") == true)
        try repository.git(["fast-import", "--quiet"], input: Self.commits())
        #expect(
            problem(repository.path + "/none", repository.environment)
                == "not found in the history of the git repository"
        )
        #expect(
            problem(repository.path + "/-n", repository.environment) == "not found in the history of the git repository"
        )
        #expect(
            problem(repository.path + "/:(top)", repository.environment)
                == "not found in the history of the git repository"
        )
        #expect(
            problem(repository.path + "/data/link", repository.environment)
                == "not a regular file in the history of the git repository"
        )
        #expect(
            problem(repository.path + "/.git/x", repository.environment)?.hasPrefix("path is inside a .git folder")
                == true
        )
        #expect(
            problem(repository.path, ["PATH": repository.path])
                == "can't read history: git not found in PATH; install git"
        )
        let folder = try TemporaryFolder()
        #expect(problem(folder.url.path, repository.environment) == "not in a git repository")
    }

    @Test("a git version with a missing blob is reported as an error, and the next version is read")
    func missing() throws {
        let repository = try TestRepository()
        let blob = "e5fa44f2b31c1fb553b6021e7360d07d5d91ff5e"
        // Store loose objects, so that one can be deleted.
        try repository.git(["-c", "fastimport.unpackLimit=1000", "fast-import", "--quiet"], input: Self.commits())
        let history = try GitHistory(path: repository.path + "/data/a.json", environment: repository.environment)
        let versions = try history.versions()
        #expect(versions[0].blob != blob)
        let name = versions[1].blob
        try FileManager.default.removeItem(
            atPath: "\(repository.path)/.git/objects/\(name.prefix(2))/\(name.dropFirst(2))"
        )
        #expect(try contents(history) == ["one", "content is missing from the repository", "one"])
    }
}
